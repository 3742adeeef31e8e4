"""Reading: hits of a search are shown once the group is open, with their words marked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from pytestqt.qtbot import QtBot
from windows_world import until

from chat_desktop.chat.view import ChatView
from chat_desktop.windows.pane.reader import Reader
from chat_desktop.windows.parts.tasks import Tasks
from protocol.scalars import GroupId

Loop = asyncio.AbstractEventLoop


class View(ChatView):
    def __init__(self) -> None:
        super().__init__()
        self.marked: list[tuple[str, ...]] = []

    def set_highlights(self, words: Iterable[str]) -> None:
        self.marked.append(tuple(words))


@pytest.fixture
def view(qtbot: QtBot) -> View:
    made = View()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def reader(qloop: Loop, client: FakeClient, view: View) -> Iterator[Reader]:
    tasks = Tasks(lambda _words: None)
    yield Reader(client, view, tasks)
    tasks.cancel()


async def test_a_hit_waits_until_the_group_is_open(
    reader: Reader, client: FakeClient, view: View
) -> None:
    may_open = asyncio.Event()

    async def open_group(group: GroupId | None) -> None:
        client.calls.append(("open_group", group))
        await may_open.wait()

    client.open_group = open_group  # type: ignore[method-assign]
    reader.open(TEAM)
    reader.show_hit(4, ["patch"])
    await until(lambda: client.asked("open_group"))
    assert client.asked("jump_to") == []
    may_open.set()
    await until(lambda: client.asked("jump_to") == [(TEAM, 4)])
    assert view.marked == [("patch",)]
    reader.open("g-books")
    assert view.marked == [("patch",), ()]


async def test_of_two_jumps_the_later_one_counts(reader: Reader, client: FakeClient) -> None:
    late = asyncio.Event()
    arrived: list[int | None] = []

    async def jump_to(group: GroupId, seq: int | None) -> bool:
        if seq == 4:
            await late.wait()
        arrived.append(seq)
        return True

    client.jump_to = jump_to  # type: ignore[method-assign]
    reader.open(TEAM)
    reader.jump(4)
    await asyncio.sleep(0)
    reader.jump(6)
    await until(lambda: arrived == [6])
    late.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert arrived == [6]


async def test_a_hit_comes_before_where_the_group_was_left(
    reader: Reader, client: FakeClient, view: View
) -> None:
    reader.open(TEAM)
    reader.show_hit(4, ["patch"])
    view.jumpRequested.emit(6)
    await until(lambda: client.asked("jump_to") == [(TEAM, 4)])
    view.jumpRequested.emit(6)
    await until(lambda: client.asked("jump_to") == [(TEAM, 4), (TEAM, 6)])


async def test_what_is_gone_is_said(reader: Reader, client: FakeClient) -> None:
    said: list[str] = []
    reader.said.connect(said.append)

    async def nowhere(group: GroupId, seq: int | None) -> bool:
        return False

    client.jump_to = nowhere  # type: ignore[method-assign]
    reader.open(TEAM)
    reader.jump(99)
    await until(lambda: said == ["This message is no longer there."])


async def test_messages_are_found_by_seq(reader: Reader) -> None:
    reader.open(TEAM)
    found = reader.message(7)
    assert found is not None
    assert found.seq == 7
    assert reader.message(999) is None
    reader.close()
    assert reader.rows() == []
