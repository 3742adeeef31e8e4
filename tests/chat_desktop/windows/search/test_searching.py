"""A search as it goes on: keys are gathered, late answers are dropped, pages follow each other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtCore import QObject
from windows_world import turns, until

from chat_desktop.core.ports import Offline
from chat_desktop.core.search import Coverage, Hit, SearchPage
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.search.searching import Searching, State
from protocol.errors import ErrorCode, Refusal
from protocol.scalars import GroupId

Loop = asyncio.AbstractEventLoop


class SlowClient(FakeClient):
    """Answers each search when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.gates: dict[str, asyncio.Event] = {}

    async def search(
        self,
        text: str,
        *,
        group: GroupId | None = None,
        before: Hit | None = None,
        limit: int = 50,
    ) -> SearchPage:
        page = await super().search(text, group=group, before=before, limit=limit)
        if (gate := self.gates.get(text)) is not None:
            await gate.wait()
        return page


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def slow() -> SlowClient:
    return SlowClient()


@pytest.fixture
def searching(qloop: Loop, slow: SlowClient, said: list[str]) -> Iterator[Searching]:
    parent = QObject()
    made = Searching(slow, Tasks(said.append), parent)
    yield made
    made.end()


async def test_keys_are_gathered_into_one_question(searching: Searching, slow: SlowClient) -> None:
    for text in ("b", "ba", "batch"):
        searching.look_for(text)
        assert searching._pause.isActive()
    assert searching.state is State.SEARCHING
    await until(lambda: searching.state is State.FOUND)
    assert [asked[0] for asked in slow.asked("search")] == ["batch"]
    assert [hit.seq for hit in searching.hits] == [6, 3, 2]


async def test_a_late_answer_to_an_older_question_is_dropped(
    searching: Searching, slow: SlowClient
) -> None:
    slow.gates["batch"] = asyncio.Event()
    searching.look_for("batch")
    searching.look_now()
    await until(lambda: slow.asked("search"))
    searching.look_for("fsync")
    searching.look_now()
    await until(lambda: searching.state is State.FOUND)
    slow.gates["batch"].set()
    await turns()
    assert [hit.seq for hit in searching.hits] == [2]


async def test_hits_stay_while_the_next_question_is_asked(searching: Searching) -> None:
    searching.look_for("batch")
    await until(lambda: searching.state is State.FOUND)
    searching.look_for("batches")
    assert searching.state is State.SEARCHING
    assert len(searching.hits) == 3
    searching.look_for("")
    await until(lambda: searching.state is State.EMPTY)
    assert not searching.hits


async def test_pages_follow_each_other(
    searching: Searching, monkeypatch: pytest.MonkeyPatch, slow: SlowClient
) -> None:
    monkeypatch.setattr("chat_desktop.windows.search.searching.PAGE", 2)
    searching.look_for("batch")
    await until(lambda: searching.state is State.FOUND)
    assert ([hit.seq for hit in searching.hits], searching.more) == ([6, 3], True)
    searching.look_further()
    searching.look_further()
    await until(lambda: not searching.more)
    assert [hit.seq for hit in searching.hits] == [6, 3, 2]
    assert len(slow.asked("search")) == 2
    searching.look_further()
    await turns()
    assert len(slow.asked("search")) == 2


async def test_why_there_is_no_answer_is_said(searching: Searching, slow: SlowClient) -> None:
    searching.look_for("before:yesterday moth")
    await until(lambda: searching.state is State.WRONG)
    assert "2026-06-12" in searching.problem
    assert searching.query.empty
    slow.refuse["search"] = Offline("The local copy cannot be read.")
    searching.look_for("moth")
    await until(lambda: searching.problem == "The local copy cannot be read.")
    assert searching.state is State.WRONG


async def test_a_page_that_fails_leaves_what_was_found(
    searching: Searching, monkeypatch: pytest.MonkeyPatch, said: list[str], slow: SlowClient
) -> None:
    monkeypatch.setattr("chat_desktop.windows.search.searching.PAGE", 2)
    searching.look_for("batch")
    await until(lambda: searching.state is State.FOUND)
    slow.refuse["search"] = Refusal(ErrorCode.INTERNAL)
    searching.look_further()
    await until(lambda: said)
    assert (searching.state, len(searching.hits)) == (State.FOUND, 2)


async def test_giving_up_is_not_finding_nothing(
    searching: Searching, monkeypatch: pytest.MonkeyPatch, slow: SlowClient
) -> None:
    async def search(*_args: object, **_options: object) -> SearchPage:
        return SearchPage(partial=True)

    monkeypatch.setattr(slow, "search", search)
    searching.look_for("e")
    await until(lambda: searching.state is State.WRONG)
    assert "too long" in searching.problem


async def test_half_an_operator_asks_for_nothing(searching: Searching, slow: SlowClient) -> None:
    searching.look_for("from:")
    assert searching.state is State.EMPTY
    await turns()
    assert slow.asked("search") == []


async def test_another_group_is_another_search(searching: Searching, slow: SlowClient) -> None:
    searching.look_in(TEAM)
    searching.look_for("moth")
    await until(lambda: searching.state is State.NOTHING)
    searching.look_in(None)
    assert searching.state is State.EMPTY
    searching.look_for("moth")
    await until(lambda: searching.state is State.FOUND)
    assert searching.hits[0].group == "g-moths"


async def test_what_was_not_found_is_looked_for_again_when_more_is_covered(
    searching: Searching, slow: SlowClient
) -> None:
    slow.set_coverage(82, 100)
    searching.look_for("zeppelin")
    await until(lambda: searching.state is State.NOTHING)
    assert searching.coverage == Coverage(82, 100)
    slow.set_coverage(90, 100)
    await until(lambda: len(slow.asked("search")) == 2)
    await until(lambda: not searching._busy)
    slow.set_coverage(90, 100)
    await turns()
    assert len(slow.asked("search")) == 2


async def test_growing_coverage_asks_no_second_time_before_the_answer(
    searching: Searching, slow: SlowClient
) -> None:
    slow.set_coverage(1, 100)
    searching.look_for("zeppelin")
    await until(lambda: searching.state is State.NOTHING)
    slow.gates["zeppelin"] = asyncio.Event()
    for done in range(2, 6):
        slow.set_coverage(done, 100)
        await turns()
    assert len(slow.asked("search")) == 2


async def test_hits_are_prepared_turn_by_turn_before_they_are_shown(
    searching: Searching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat_desktop.windows.search.searching.TURN_SECONDS", -1)
    turn = 0
    prepared: list[tuple[int, Hit]] = []
    searching.prepare = lambda hit: prepared.append((turn, hit))
    searching.look_for("the")
    searching.look_now()
    while searching.state is State.SEARCHING:
        assert searching.hits == ()
        turn += 1
        await asyncio.sleep(0)
    assert [hit for _, hit in prepared] == list(searching.hits)
    assert len({turn for turn, _ in prepared}) == len(prepared) > 1
