"""The bar lies over the contents: they are as wide with it as without it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from chat_desktop.chat.scroll_area import ScrollArea


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def area(qtbot: QtBot, request: pytest.FixtureRequest) -> ScrollArea:
    made = ScrollArea()
    qtbot.addWidget(made)
    made.setLayoutDirection(request.param)
    made.resize(300, 200)
    made.show()
    return made


def test_contents_are_as_wide_as_the_area_with_the_bar_and_without(area: ScrollArea) -> None:
    bar = area.verticalScrollBar()
    assert area.viewport().geometry() == area.rect()
    assert not bar.isEnabled()
    bar.setRange(0, 500)
    assert bar.isEnabled()
    assert area.viewport().geometry() == area.rect()


def test_the_bar_is_in_front_and_at_the_side_where_lines_end(area: ScrollArea) -> None:
    area.verticalScrollBar().setRange(0, 500)
    at_left = area.layoutDirection() is Qt.LayoutDirection.RightToLeft
    found = area.childAt(3 if at_left else area.width() - 3, 100)
    assert found is area.verticalScrollBar()
