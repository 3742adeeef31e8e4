"""The list of results: what is current, and how far it goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme
from chat_desktop.windows.search.result_list import ResultList
from chat_desktop.windows.search.result_model import Entry, Heading, Invitation


def entry(name: str) -> Invitation:
    return Invitation(name, "globe", name)


@pytest.fixture
def results(qtbot: QtBot, theme: Theme) -> ResultList:
    made = ResultList(theme, "What was found")
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def test_the_first_that_can_be_chosen_is_current(results: ResultList) -> None:
    results.show_entries([Heading("A"), entry("a"), entry("b")])
    assert results.current == entry("a")
    assert results.sentence == "a"
    results.show_entries([Heading("A")])
    assert not results.currentIndex().isValid()
    results.show_entries([])
    assert results.sentence == ""
    results.step(1)
    assert not results.currentIndex().isValid()


def test_what_was_current_stays_so(results: ResultList) -> None:
    results.show_entries([entry("a"), entry("b")])
    results.step(1)
    results.show_entries([entry("a"), entry("b"), entry("c")])
    assert results.current == entry("b")
    results.show_entries([Heading("new"), entry("x"), entry("b")])
    assert results.current == entry("b")
    results.show_entries([entry("y"), entry("z")])
    assert results.current == entry("y")


def test_steps_stop_at_the_ends_and_pass_headings(results: ResultList) -> None:
    rows: list[Entry] = [Heading("A"), entry("a"), Heading("B"), entry("b"), entry("c")]
    results.show_entries(rows)
    results.step(-1)
    assert results.current == entry("a")
    results.step(1)
    assert results.current == entry("b")
    results.step(50)
    assert results.current == entry("c")
    results.step(-50)
    assert results.current == entry("a")
    results.go_to(entry("c"))
    assert results.current == entry("c")
    results.go_to(entry("not there"))
    assert results.current == entry("c")


def test_near_the_end_more_is_wanted(results: ResultList) -> None:
    wanted: list[int] = []
    results.show_entries([entry(str(number)) for number in range(60)])
    results.more_wanted.connect(lambda: wanted.append(1))
    results.step(1)
    assert wanted == []
    results.step(55)
    assert wanted


def test_a_click_chooses_no_heading(results: ResultList) -> None:
    chosen: list[object] = []
    results.chosen.connect(chosen.append)
    results.show_entries([Heading("A"), entry("a")])
    for row in (0, 1):
        place = results.visualRect(results.model().index(row, 0)).center()
        QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [entry("a")]
