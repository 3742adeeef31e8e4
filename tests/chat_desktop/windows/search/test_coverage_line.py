"""How far a search covers: seen while it grows, gone when it is complete, never 100 too early."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from chat_desktop.core.search import Coverage
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import LIGHT
from chat_desktop.windows.search.coverage_line import CoverageLine


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, 10, "0 %"), (82, 100, "82 %"), (999_999, 1_000_000, "99 %")]
)
def test_the_share_is_said(qtbot: QtBot, theme: Theme, done: int, total: int, percent: str) -> None:
    line = CoverageLine(theme)
    qtbot.addWidget(line)
    line.show_coverage(Coverage(done, total))
    assert not line.isHidden()
    assert percent in line.text


def test_what_is_complete_says_nothing(qtbot: QtBot, theme: Theme) -> None:
    line = CoverageLine(theme)
    qtbot.addWidget(line)
    for coverage in (Coverage(10, 10), Coverage(0, 0), Coverage(11, 10)):
        line.show_coverage(coverage)
        assert line.isHidden()


def test_the_bar_fills_from_where_reading_begins(qtbot: QtBot, theme: Theme) -> None:
    line = CoverageLine(theme)
    qtbot.addWidget(line)
    line.resize(300, 60)
    line.show_coverage(Coverage(1, 2))
    for direction, filled in (
        (Qt.LayoutDirection.LeftToRight, 0.25),
        (Qt.LayoutDirection.RightToLeft, 0.75),
    ):
        line.setLayoutDirection(direction)
        image = line._bar.grab().toImage()
        assert image.pixelColor(int(filled * image.width()), 1).name() == LIGHT.accent
        assert image.pixelColor(int((1 - filled) * image.width()), 1).name() == LIGHT.border
