"""Changes: rows at once, the rest gathered, and no listener spoils it for another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from chat_desktop.client.changes import Changes
from chat_desktop.core.ports import (
    Change,
    GroupGone,
    GroupsChanged,
    ReadMoved,
    StatusChanged,
    TimelineSpliced,
)


async def test_a_burst_is_gathered_and_rows_are_told_at_once() -> None:
    changes, told = Changes(), list[Change]()
    changes.listen(told.append)
    for _ in range(3):
        changes.tell(GroupsChanged())
        changes.tell(ReadMoved("g"))
        changes.tell(ReadMoved("h"))
        changes.tell(TimelineSpliced("g", ()))
    changes.tell(GroupGone("g"))
    assert told == [TimelineSpliced("g", ())] * 3 + [GroupGone("g")]
    await asyncio.sleep(0)
    assert told[4:] == [GroupsChanged(), ReadMoved("g"), ReadMoved("h")]
    changes.tell(GroupsChanged())
    await asyncio.sleep(0)
    assert told[7:] == [GroupsChanged()]


async def test_listening_ends_and_a_failing_listener_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    changes, told = Changes(), list[Change]()

    def fail(change: Change) -> None:
        raise KeyError("a bug")

    changes.listen(fail)
    end = changes.listen(told.append)
    changes.tell(StatusChanged())
    end()
    end()
    changes.tell(StatusChanged())
    assert told == [StatusChanged()]
    assert "a bug" in caplog.text


async def test_slow_listeners_hear_in_turns_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    changes, told = Changes(), list[str]()
    clock = iter(range(100))
    monkeypatch.setattr("chat_desktop.client.changes.perf_counter", lambda: next(clock))

    def hears(name: str) -> Callable[[Change], None]:
        return lambda _change: told.append(name)

    for name in "abc":
        changes.listen(hears(name))
    end = changes.listen(hears("gone"))
    changes.tell(GroupsChanged())
    await asyncio.sleep(0)
    assert told == ["a"]
    changes.tell(ReadMoved("g"))
    end()
    monkeypatch.setattr("chat_desktop.client.changes.REST", 0)
    for heard in ("ab", "abc", "abc", "abca", "abcab", "abcabc"):
        await asyncio.sleep(0)
        assert "".join(told) == heard
    await asyncio.sleep(0)
    assert "".join(told) == "abcabc"


async def test_what_took_long_to_tell_is_told_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    changes, told, later = Changes(), list[Change](), list[float]()
    now = 100.0

    def slow(change: Change) -> None:
        nonlocal now
        told.append(change)
        now += 0.02

    monkeypatch.setattr("chat_desktop.client.changes.perf_counter", lambda: now)
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(loop, "call_later", lambda rest, _do: later.append(rest))
    changes.listen(slow)
    changes.tell(GroupsChanged())
    assert later == []
    changes._flush()
    changes.tell(GroupsChanged())
    changes.tell(GroupsChanged())
    assert told == [GroupsChanged()]
    assert later == [pytest.approx(0.04)]
    now += 0.05
    changes._flush()
    assert told == [GroupsChanged()] * 2
