"""The rows of a search are seen: marks in their colour, heights by their words, one open."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from chat_desktop.core.search import Hit
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.look.tokens import DARK, LIGHT, Tokens
from chat_desktop.windows.groups.switcher_model import Offer
from chat_desktop.windows.search.excerpt import excerpt
from chat_desktop.windows.search.result_list import ResultList
from chat_desktop.windows.search.result_model import Entry, Found, Heading, Invitation, Suggestion


def message(text: str, where: str = "") -> Found:
    hit = Hit("g", len(text), 0, "u2", text, ((0, 4),))
    return Found(hit, "Grace Hopper", "Grace Hopper", where, "14:32", excerpt(text, hit.spans))


ROWS: list[Entry] = [
    Heading("Messages"),
    message("moth"),
    message("moths " * 30, "in Server team"),
    Offer("u2", "Grace Hopper", "@grace", person=True, places=(0, 1)),
    Suggestion("2026-06-12", "Today", "2026-06-12", "calendar"),
    Invitation("Look among public groups", "globe", "moth"),
]


@pytest.fixture
def results(qtbot: QtBot, theme: Theme) -> ResultList:
    made = ResultList(theme, "What was found")
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    made.show_entries(ROWS)
    return made


def colours(image: QImage, results: ResultList, row: int) -> set[str]:
    area = results.visualRect(results.model().index(row, 0))
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    }


@pytest.mark.parametrize(
    ("choice", "tokens"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)]
)
def test_every_kind_of_row_is_seen(
    results: ResultList, theme: Theme, choice: ThemeChoice, tokens: Tokens
) -> None:
    theme.choose(choice)
    theme.settle()
    try:
        image = results.grab().toImage()
        assert tokens.mark in colours(image, results, 1)
        assert tokens.selected in colours(image, results, 1)
        assert tokens.mark in colours(image, results, 2)
        for row in range(len(ROWS)):
            assert len(colours(image, results, row)) > 5, row
    finally:
        theme.choose(ThemeChoice.LIGHT)


def test_a_message_is_as_high_as_its_words(results: ResultList) -> None:
    heights = [results.sizeHintForRow(row) for row in range(len(ROWS))]
    assert heights[2] > heights[1]
    results.resize(1200, 500)
    assert results.sizeHintForRow(2) <= heights[2]


def test_the_message_in_the_chat_is_marked(results: ResultList) -> None:
    results.look.opened = ("g", len("moths " * 30))
    image = results.grab().toImage()
    assert LIGHT.accent_soft in colours(image, results, 2)
    assert LIGHT.accent_soft not in colours(image, results, 1)


def test_a_heading_that_is_a_sentence_gets_its_lines(results: ResultList) -> None:
    line = results.sizeHintForRow(0)
    results.show_entries([Heading("«friday» is no date, and this sentence does not fit at all.")])
    assert results.sizeHintForRow(0) > line
    image = results.grab().toImage()
    edge = {image.pixelColor(results.viewport().width() - 4, y).name() for y in range(line * 2)}
    assert len(edge) == 1, "nothing runs into the edge"
