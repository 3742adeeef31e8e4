"""Presenting: the first way that works, one after the other, never waited for."""

from __future__ import annotations

import asyncio
import logging

import pytest

from chat_desktop.system.bus import NoAnswer
from chat_desktop.system.notification import Notification
from chat_desktop.system.presenting import Presenting


class FakeWay:
    """Notes what it is asked; `works` says whether it can show anything."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.did: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def show(self, tag: str, notification: Notification) -> None:
        await self.gate.wait()
        if not self.works:
            raise NoAnswer("no")
        self.did.append(f"show {tag} {notification.body}")

    async def close(self, tag: str) -> None:
        if not self.works:
            raise NoAnswer("no")
        self.did.append(f"close {tag}")


def saying(body: str) -> Notification:
    return Notification("Team", body)


async def settled(presenting: Presenting) -> None:
    while presenting._task is not None and not presenting._task.done():
        await asyncio.sleep(0)


async def test_the_first_way_that_works_is_used_and_closes_what_it_showed() -> None:
    first, second, otherwise = FakeWay(works=False), FakeWay(), list[int]()
    presenting = Presenting([first, second], lambda: otherwise.append(1))
    presenting.show("g", saying("one"))
    await settled(presenting)
    first.works = True
    presenting.show("h", saying("two"))
    presenting.close("g")
    presenting.close("h")
    presenting.close("never shown")
    await settled(presenting)
    assert first.did == []
    assert second.did == ["show g one", "close g"]
    presenting.show("h", saying("three"))
    await settled(presenting)
    assert first.did == ["show h three"]
    assert otherwise == []


async def test_where_none_works_the_window_is_asked_to_call() -> None:
    otherwise: list[int] = []
    presenting = Presenting([FakeWay(works=False)], lambda: otherwise.append(1))
    presenting.show("g", saying("one"))
    await settled(presenting)
    assert otherwise == [1]


async def test_a_way_that_is_not_there_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    first, second = FakeWay(works=False), FakeWay(works=False)
    presenting = Presenting([first, second], lambda: None)
    with caplog.at_level(logging.INFO):
        for number in range(3):
            presenting.show("g", saying(str(number)))
            await settled(presenting)
        assert len(caplog.records) == 2
        # One that goes away after it was there is news.
        for works in (True, False):
            first.works = works
            presenting.show("g", saying("again"))
            await settled(presenting)
        assert len(caplog.records) == 3


async def test_what_waits_is_replaced_and_what_was_read_meanwhile_is_not_shown() -> None:
    way = FakeWay()
    way.gate.clear()
    presenting = Presenting([way], lambda: None)
    presenting.show("g", saying("one"))
    await asyncio.sleep(0)
    presenting.show("h", saying("two"))
    presenting.show("h", saying("three"))
    presenting.show("i", saying("read"))
    presenting.close("i")
    presenting.close("g")
    way.gate.set()
    await settled(presenting)
    assert way.did == ["show g one", "show h three", "close g"]


async def test_a_bug_in_a_way_is_logged_and_ends_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = FakeWay()
    presenting = Presenting([way], lambda: None)

    async def broken(_tag: str, _notification: Notification) -> None:
        raise KeyError("oh")

    with caplog.at_level(logging.ERROR):
        with monkeypatch.context() as patch:
            patch.setattr(way, "show", broken)
            presenting.show("g", saying("one"))
            await settled(presenting)
        presenting.show("g", saying("two"))
        await settled(presenting)
    assert "could not be shown" in caplog.text
    assert way.did == ["show g two"]


async def test_a_way_that_cannot_close_is_let_be() -> None:
    way = FakeWay()
    presenting = Presenting([way], lambda: None)
    presenting.show("g", saying("one"))
    await settled(presenting)
    way.works = False
    presenting.close("g")
    await settled(presenting)
    assert way.did == ["show g one"]


async def test_at_the_end_what_is_shown_is_taken_away_unless_that_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    way, slow = FakeWay(), FakeWay()
    for each in (way, slow):
        presenting = Presenting([each], lambda: None)
        presenting.show("g", saying("one"))
        await settled(presenting)
        if each is slow:
            never = asyncio.Event().wait
            monkeypatch.setattr(each, "close", lambda _tag, wait=never: wait())
            monkeypatch.setattr("chat_desktop.system.presenting.END_SECONDS", 0.01)
        await presenting.stop()
    assert way.did == ["show g one", "close g"]


async def test_after_the_stop_nothing_is_shown() -> None:
    way = FakeWay()
    way.gate.clear()
    presenting = Presenting([way], lambda: None)
    presenting.show("g", saying("one"))
    await asyncio.sleep(0)
    await presenting.stop()
    assert way.did == []
