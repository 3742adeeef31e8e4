"""Search in a group: typing finds, arrows and Enter lead to hits, words are completed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from windows_world import part, until

from chat_desktop.core.search import Hit
from chat_desktop.core.search_text import Matcher
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.search.group_search import GroupSearch
from chat_desktop.windows.search.result_model import Found, Suggestion
from chat_desktop.windows.search.searching import State

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def panel(qloop: Loop, qtbot: QtBot, client: FakeClient, theme: Theme) -> Iterator[GroupSearch]:
    said: list[str] = []
    made = GroupSearch(client, theme, Tasks(said.append))
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    made.begin(TEAM)
    yield made
    made.end()
    assert said == []


def press(panel: GroupSearch, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(panel.field, key)


async def look(panel: GroupSearch, text: str) -> None:
    QTest.keyClicks(panel.field, text)
    await until(lambda: panel.searching.state is not State.SEARCHING)


def opened(panel: GroupSearch) -> list[tuple[int, Sequence[str]]]:
    told: list[tuple[int, Sequence[str]]] = []

    def keep(hit: Hit, words: Sequence[str]) -> None:
        told.append((hit.seq, words))

    panel.opened.connect(keep)
    return told


def count(panel: GroupSearch) -> str:
    return part(panel, QLabel, "groupSearchCount").text()


async def test_it_says_before_what_it_finds(panel: GroupSearch) -> None:
    """Two letters within a word find nothing: who is not told would call the search broken."""
    assert Matcher(["lph"]).matches("alphabet")
    assert Matcher(["al"]).matches("alphabet")
    assert not Matcher(["ph"]).matches("alphabet")
    words = panel._hints.words.text()
    assert "three or more letters in a row" in words
    assert "how a word begins" in words


async def test_typing_finds_in_this_group_alone(panel: GroupSearch, client: FakeClient) -> None:
    await look(panel, "batch")
    assert client.asked("search")[-1][:2] == ("batch", TEAM)
    entries = [entry for entry in panel.list.entries if isinstance(entry, Found)]
    assert [entry.hit.seq for entry in entries] == [6, 3, 2]
    assert [entry.author for entry in entries] == ["You", "You", "Grace Hopper"]
    assert {entry.where for entry in entries} == {""}
    assert count(panel) == "1 of 3"


async def test_enter_opens_and_again_goes_to_older_ones(panel: GroupSearch) -> None:
    told = opened(panel)
    await look(panel, "batch")
    press(panel, *[Qt.Key.Key_Return] * 4)
    assert [seq for seq, _words in told] == [6, 3, 2, 6]
    assert told[0][1] == ("batch",)
    press(panel, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert told[-1][0] == 3
    assert count(panel) == "2 of 3"


async def test_next_and_previous_go_round(panel: GroupSearch) -> None:
    told = opened(panel)
    panel.open_next(1)
    assert told == []
    await look(panel, "batch")
    panel.open_next(1)
    panel.open_next(1)
    panel.open_next(-1)
    panel.open_next(-1)
    assert [seq for seq, _words in told] == [6, 3, 6, 2]


async def test_enter_does_not_wait_for_the_pause(panel: GroupSearch, client: FakeClient) -> None:
    QTest.keyClicks(panel.field, "batch")
    press(panel, Qt.Key.Key_Return)
    assert not panel.searching._pause.isActive()
    await until(lambda: panel.searching.state is State.FOUND)


async def test_who_said_it_is_completed(panel: GroupSearch, client: FakeClient) -> None:
    await look(panel, "batch from:gra")
    shown = [entry for entry in panel.list.entries if isinstance(entry, Suggestion)]
    assert shown[0].title == "Grace Hopper"
    press(panel, Qt.Key.Key_Tab)
    assert panel.field.text() == "batch from:grace "
    await until(lambda: panel.searching.state is State.FOUND)
    entries = [entry for entry in panel.list.entries if isinstance(entry, Found)]
    assert [entry.hit.seq for entry in entries] == [2]
    assert panel.searching.query.senders == ("grace",)


async def test_other_groups_are_not_offered_inside_one(panel: GroupSearch) -> None:
    QTest.keyClicks(panel.field, "in:")
    assert not any(isinstance(entry, Suggestion) for entry in panel.list.entries)


async def test_the_hints_write_into_the_field(panel: GroupSearch) -> None:
    chips = [each for each in panel.findChildren(QPushButton) if each.text().endswith(":")]
    assert [each.text() for each in chips] == ["from:", "after:", "before:"]
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert panel.field.text() == "from:"
    assert panel.list.isVisible()
    names = [entry.title for entry in panel.list.entries if isinstance(entry, Suggestion)]
    assert names[:2] == ["Ada Lovelace", "Barbara Liskov"]


async def test_nothing_and_wrong_are_said(panel: GroupSearch, client: FakeClient) -> None:
    await look(panel, "zeppelin")
    words = part(panel, QLabel, "groupSearchNothing")
    assert words.isVisible()
    assert "“zeppelin”" in words.text()
    panel.field.selectAll()
    await look(panel, "zeppelin before:soon ")
    await until(lambda: "2026-06-12" in words.text())


async def test_how_much_is_covered_is_seen(panel: GroupSearch, client: FakeClient) -> None:
    assert not panel.coverage.isVisible()
    client.set_coverage(82, 100, TEAM)
    assert panel.coverage.isVisible()
    assert "82 %" in panel.coverage.text
    client.set_coverage(100, 100, TEAM)
    assert not panel.coverage.isVisible()


async def test_escape_and_the_button_leave(panel: GroupSearch) -> None:
    told: list[str] = []
    panel.closed.connect(lambda: told.append("back"))
    panel.dismissed.connect(lambda: told.append("stay"))
    press(panel, Qt.Key.Key_Escape)
    panel._close.click()
    assert told == ["back", "stay"]


async def test_another_group_begins_anew(panel: GroupSearch, client: FakeClient) -> None:
    await look(panel, "batch")
    panel.begin(TEAM)
    assert panel.field.selectedText() == "batch"
    panel.begin("g-moths")
    assert panel.field.text() == ""
    assert panel.list.entries == []
    assert "Moth hunters" in panel.field.placeholderText()


async def test_a_click_opens_a_hit(panel: GroupSearch) -> None:
    told = opened(panel)
    await look(panel, "batch")
    place = panel.list.visualRect(panel.list.model().index(2, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [seq for seq, _words in told] == [2]
