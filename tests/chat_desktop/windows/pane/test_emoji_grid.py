"""The grid moves its present emoji by keys and mouse, across sections."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from windows_world import until

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.emoji_grid import CELL, COLUMNS, FRESH, TITLE, EmojiGrid, Section
from chat_desktop.windows.pane.emoji_shelf import EmojiShelf
from chat_desktop.windows.pane.emoji_table import emoji_table

EVERY = list(emoji_table().by_char.values())
FEW, MANY = tuple(EVERY[:5]), tuple(EVERY[5:105])


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> EmojiGrid:
    made = EmojiGrid(theme, EmojiShelf())
    qtbot.addWidget(made)
    made.setFixedHeight(5 * CELL)
    made.show()
    made.show_sections([Section("Few", FEW), Section("None", ()), Section("Many", MANY)])
    return made


def test_arrows_go_through_sections(grid: EmojiGrid) -> None:
    assert grid.current is FEW[0]
    grid.move_by(-1, 0)
    assert grid.current is FEW[0]
    grid.move_by(1, 0)
    grid.move_by(0, 1)
    assert grid.current is MANY[1]
    grid.move_by(0, 1)
    assert grid.current is MANY[1 + COLUMNS]
    grid.move_by(0, -2)
    assert grid.current is FEW[1]
    grid.move_by(4, 0)
    assert grid.current is MANY[0]
    grid.move_by(-1, 0)
    assert grid.current is FEW[-1]


def test_the_present_one_is_kept_in_view(grid: EmojiGrid) -> None:
    grid.move_by(0, 100)
    assert grid.current is not None
    assert grid.current in MANY[-COLUMNS:]
    assert grid.verticalScrollBar().value() == grid.verticalScrollBar().maximum() > 0
    grid.move_by(0, -100)
    assert grid.verticalScrollBar().value() == 0


def test_the_section_at_the_top_is_told(grid: EmojiGrid) -> None:
    told: list[int] = []
    grid.scrolled.connect(told.append)
    grid.scroll_to(1)
    assert told[-1] == 1
    assert grid.current is MANY[0]


def test_the_mouse_picks(grid: EmojiGrid) -> None:
    picked: list[object] = []
    grid.picked.connect(picked.append)
    at = QPoint(2 * CELL + 5, TITLE + 5)
    QTest.mouseMove(grid.viewport(), at)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8 * CELL, TITLE + 5))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert picked == [FEW[2]]


def test_it_draws_only_what_is_in_view(grid: EmojiGrid) -> None:
    grid.grab()
    grid.show_sections([])
    assert grid.current is None
    grid.move_by(1, 1)
    grid.grab()


async def test_a_frame_draws_no_more_new_ones_than_it_has_time_for(
    qloop: asyncio.AbstractEventLoop, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = list[int]()
    paint = EmojiGrid.paintEvent

    def watched(grid: EmojiGrid, event: QPaintEvent) -> None:
        before = len(grid.drawn)
        paint(grid, event)
        drawn.append(len(grid.drawn) - before)

    monkeypatch.setattr(EmojiGrid, "paintEvent", watched)
    grid = EmojiGrid(theme, EmojiShelf())
    grid.setFixedHeight(7 * CELL)
    grid.show_sections([Section("Many", MANY)])
    grid.show()
    await until(lambda: drawn and drawn[-1] < FRESH)
    assert drawn[0] == max(drawn) == FRESH
    assert len(grid.drawn) > 5 * COLUMNS
    # Nothing is drawn again for want of anything that is new.
    grid.viewport().repaint()
    assert drawn[-1] == 0
    grid.close()
    grid.deleteLater()
