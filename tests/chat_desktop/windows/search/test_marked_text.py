"""Marked text: the right characters are marked, lines end in an ellipsis, nothing is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from chat_desktop.look.fonts import font
from chat_desktop.look.theme import Theme
from chat_desktop.windows.search.marked_text import MarkedText, spans_of


@pytest.fixture(autouse=True)
def dressed(theme: Theme, qapp: QApplication) -> None:
    pass


def test_places_become_spans() -> None:
    assert spans_of((0, 1, 2, 5, 7, 8)) == [(0, 3), (5, 6), (7, 9)]
    assert spans_of(()) == []


def test_what_has_room_is_shown_as_it_is() -> None:
    text = MarkedText("Server 🎉 team", [(9, 13)], font(), 400)
    assert text.text == "Server 🎉 team"
    assert text.marked == ["team"]


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_what_has_no_room_ends_in_an_ellipsis(lines: int) -> None:
    words = "one two three four five six seven eight nine ten " * 4
    text = MarkedText(words, [(0, 3), (8, 13), (180, 190)], font(), 160, lines=lines)
    assert text.text.endswith("…")
    assert words.startswith(text.text[:-1].rstrip())
    assert text.marked[:2] == ["one", "three"]
    taller = MarkedText(words, (), font(), 160, lines=lines + 1)
    assert taller.height > text.height


def test_a_mark_that_is_cut_off_is_not_shown() -> None:
    text = MarkedText("a" * 100, [(90, 100)], font(), 80)
    assert text.marked == []
    cut = MarkedText("a" * 100, [(0, 100)], font(), 80)
    assert cut.marked == [cut.text.rstrip("…")]


def test_pairs_of_units_stay_together() -> None:
    text = MarkedText("🎉" * 60, [(0, 60)], font(), 120, lines=2)
    assert set(text.text) == {"🎉", "…"}
    assert set("".join(text.marked)) == {"🎉"}


def test_marks_have_their_own_colour() -> None:
    picture = QImage(200, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    MarkedText("Hello", [(0, 5)], font(), 200).paint(
        painter, QPointF(2, 2), "#000000", "#ff0000", "#ffff00"
    )
    painter.end()
    colours = {picture.pixelColor(x, y).name() for x in range(200) for y in range(30)}
    assert "#ffff00" in colours
    assert "#ff0000" in colours
    assert "#000000" not in colours
