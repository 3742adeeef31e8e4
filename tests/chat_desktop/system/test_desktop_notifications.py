"""The desktop's notification daemon, played on a bus of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from notification_daemon import (
    DAEMON,
    NotificationDaemon,
    message_bus,
    notification_daemon,
)

from chat_desktop.system.bus import NoAnswer
from chat_desktop.system.desktop_notifications import DesktopNotifications
from chat_desktop.system.notification import Notification

pytestmark = [
    pytest.mark.skipif(DAEMON is None, reason="dbus-daemon is not installed"),
    pytest.mark.usefixtures("qloop"),
]

EVERYTHING = ["actions", "body", "body-markup", "persistence", "sound"]
HOSTILE = Notification("Team <b>&", "Eve: <a href='x'>&amp;</a>\nAda: 1 < 2")


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def desktop(
    folder: Path, capabilities: list[str]
) -> AsyncIterator[tuple[NotificationDaemon, DesktopNotifications, list[str]]]:
    clicked: list[str] = []
    async with (
        message_bus(folder) as address,
        notification_daemon(address, capabilities) as daemon,
    ):
        way = DesktopNotifications(clicked.append, lambda: "Åpne", lambda: address)
        yield daemon, way, clicked
        await way.stop()


async def test_text_is_escaped_where_markup_is_read(tmp_path: Path) -> None:
    async with desktop(tmp_path, EVERYTHING) as (daemon, way, _clicked):
        await way.show("g", HOSTILE)
        name, replaces, icon, title, body, actions, hints, seconds = daemon.shown[0]
    assert (name, replaces, icon, seconds) == ("Parlance", 0, "parlance", -1)
    assert title == "Team <b>&"
    assert body == "Eve: &lt;a href='x'&gt;&amp;amp;&lt;/a&gt;\nAda: 1 &lt; 2"
    assert actions == ["default", "Åpne"]
    assert hints["suppress-sound"] == ("b", True)
    assert hints["desktop-entry"] == ("s", "parlance")


async def test_a_plain_daemon_gets_plain_text(tmp_path: Path) -> None:
    async with desktop(tmp_path, ["body"]) as (daemon, way, _clicked):
        await way.show("g", HOSTILE)
        assert daemon.shown[0][4] == HOSTILE.body
        assert daemon.shown[0][5] == []


async def test_a_daemon_without_bodies_gets_one_line(tmp_path: Path) -> None:
    async with desktop(tmp_path, []) as (daemon, way, _clicked):
        await way.show("g", Notification("Team", "Eve: hi", sound=True))
        assert daemon.shown[0][3:5] == ("Team: Eve: hi", "")
        assert daemon.shown[0][6]["sound-name"] == ("s", "message-new-instant")


async def test_a_new_one_takes_the_place_of_its_own_and_no_other(tmp_path: Path) -> None:
    async with desktop(tmp_path, EVERYTHING) as (daemon, way, _clicked):
        for tag in ("one", "other", "one"):
            await way.show(tag, Notification(tag, "hi"))
        assert [values[1] for values in daemon.shown] == [0, 0, 1]
        await way.close("one")
        await way.close("one")
        await way.close("never shown")
        assert daemon.closed == [1]


async def test_a_click_is_told_by_its_tag_until_it_is_closed(tmp_path: Path) -> None:
    async with desktop(tmp_path, EVERYTHING) as (daemon, way, clicked):
        await way.show("one", Notification("one", "hi"))
        await way.show("other", Notification("other", "hi"))
        await daemon.emit("ActionInvoked", "us", 2, "default")
        await until(lambda: clicked)
        await daemon.emit("NotificationClosed", "uu", 1, 2)
        await daemon.emit("ActionInvoked", "us", 1, "default")
        await daemon.emit("ActionInvoked", "us", 2, "something else")
        await daemon.emit("ActionInvoked", "us", 2, "default")
        await until(lambda: len(clicked) == 2)
    assert clicked == ["other", "other"]


async def test_a_token_to_come_to_the_front_is_kept_for_qt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "old")
    async with desktop(tmp_path, EVERYTHING) as (daemon, way, clicked):
        await way.show("one", Notification("one", "hi"))
        await daemon.emit("ActivationToken", "us", 1, "token-1")
        await daemon.emit("ActionInvoked", "us", 1, "default")
        await until(lambda: clicked)
        import os

        assert os.environ["XDG_ACTIVATION_TOKEN"] == "token-1"


async def test_after_a_loss_of_the_bus_it_connects_again(tmp_path: Path) -> None:
    async with desktop(tmp_path, EVERYTHING) as (daemon, way, _clicked):
        await way.show("one", Notification("one", "hi"))
        assert way._bus is not None
        way._bus._connection.writer.transport.abort()
        await until(lambda: way._bus is not None and way._bus.closed)
        await way.close("one")
        await way.show("one", Notification("one", "again"))
        assert [values[4] for values in daemon.shown] == ["hi", "again"]


async def test_without_a_daemon_it_says_so(tmp_path: Path) -> None:
    async with message_bus(tmp_path) as address:
        way = DesktopNotifications(lambda _tag: None, address=lambda: address)
        with pytest.raises(NoAnswer):
            await way.show("one", Notification("one", "hi"))
        await way.stop()
