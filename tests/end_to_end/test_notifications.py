"""A message on a real server makes one notification of the desktop, and a click leads back."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from notification_daemon import DAEMON, message_bus, notification_daemon
from PySide6.QtWidgets import QApplication
from real_windows import create_group, desktop, join_group, say, sees, shown, sign_up
from server_process import ServerProcess
from windows_world import until

from chat_desktop.look.theme import Theme, ThemeChoice

Loop = asyncio.AbstractEventLoop


@pytest.mark.skipif(DAEMON is None, reason="dbus-daemon is not installed")
async def test_a_message_is_notified_once_and_a_click_opens_it(
    qloop: Loop,
    qapp: QApplication,
    server: ServerProcess,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme = Theme(qapp, ThemeChoice.LIGHT)
    async with (
        message_bus(tmp_path) as address,
        notification_daemon(address, ["actions", "body", "body-markup"]) as daemon,
        desktop(folder, "ida", theme, server.url) as ida,
        desktop(folder, "jon", theme, server.url) as jon,
    ):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        for one in (ida, jon):
            # Both windows are of one program here, and neither is looked at.
            monkeypatch.setattr(one.manners, "_attended", lambda: False)
        await sign_up(ida, "ida")
        tea = await create_group(ida, "Tea room")
        await create_group(ida, "Elsewhere")
        await sign_up(jon, "jon")
        await join_group(jon, "Tea room")
        say(jon, "The kettle is <b>on</b> & hot, @ida")
        await until(lambda: daemon.shown)
        say(jon, "Really")
        await until(lambda: len(daemon.shown) == 2)
        first, second = daemon.shown
        assert first[3:5] == (
            "Jon mentioned you in Tea room", "The kettle is &lt;b&gt;on&lt;/b&gt; &amp; hot, @ida"
        )  # fmt: skip
        assert (second[1], second[3]) == (1, "Tea room (2)")
        assert ida.window.workspace.group != tea
        await daemon.emit("ActionInvoked", "us", 1, "default")
        await until(lambda: ida.window.workspace.group == tea)
        await until(lambda: len(shown(ida)) == 2)
        await until(lambda: daemon.closed == [1])
        await sees(jon, *[text for text in shown(ida) if text])
        assert len(daemon.shown) == 2
