"""Columns grow with the text by half, so that names have room and the chat keeps the most."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme
from chat_desktop.windows.column_widths import SPANS, WIDEST, ColumnWidths


def column(splitter: QSplitter, place: int) -> QWidget:
    found = splitter.widget(place)
    assert found is not None
    return found


@pytest.fixture
def splitter(qtbot: QtBot, theme: Theme) -> Iterator[QSplitter]:
    made = QSplitter()
    qtbot.addWidget(made)
    made.setHandleWidth(1)
    for _ in SPANS:
        made.addWidget(QWidget())
    made.setStretchFactor(1, 1)
    made.resize(1400, 600)
    yield made
    theme.resize_text(100)
    theme.settle()


def test_they_grow_by_half_of_what_the_text_does(splitter: QSplitter, theme: Theme) -> None:
    widths = ColumnWidths(splitter, theme)
    column(splitter, 3).hide()
    splitter.show()
    before = splitter.sizes()
    assert (before[0], before[2]) == (SPANS[0].first, SPANS[2].first)
    assert widths.room(900) == 900
    theme.resize_text(160)
    theme.settle()
    after = splitter.sizes()
    assert after[0] == pytest.approx(before[0] * 1.3, abs=2)
    assert after[2] == pytest.approx(before[2] * 1.3, abs=2)
    assert sum(after) == sum(before)
    assert widths.room(1300) == 1000
    theme.resize_text(100)
    theme.settle()
    assert splitter.sizes() == pytest.approx(before, abs=3)


def test_a_hidden_one_comes_back_with_room_for_its_text(
    qtbot: QtBot, splitter: QSplitter, theme: Theme
) -> None:
    widths = ColumnWidths(splitter, theme)
    column(splitter, 3).hide()
    splitter.show()
    theme.resize_text(160)
    theme.settle()
    column(splitter, 2).hide()
    column(splitter, 3).show()
    qtbot.waitUntil(lambda: splitter.sizes()[3] > SPANS[3].first * 1.2)
    widths.limit(single=True)
    assert column(splitter, 0).maximumWidth() == WIDEST
    assert column(splitter, 0).minimumWidth() == SPANS[0].least
    widths.limit(single=False)
    assert column(splitter, 0).maximumWidth() == pytest.approx(SPANS[0].most * 1.3, abs=1)
