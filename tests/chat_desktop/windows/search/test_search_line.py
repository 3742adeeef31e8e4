"""The search field keeps the keyboard and says what it was asked to do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.search.search_line import PAGE, SearchLine


@pytest.fixture
def field(theme: Theme, window: QWidget) -> SearchLine:
    made = SearchLine(theme, "Search")
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    window.activateWindow()
    made.setFocus()
    return made


def test_keys_are_told(field: SearchLine) -> None:
    told: list[object] = []
    field.stepped.connect(told.append)
    field.chosen.connect(lambda: told.append("chosen"))
    field.escaped.connect(lambda: told.append("escaped"))
    QTest.keyClicks(field, "up")
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
    ):
        QTest.keyClick(field, key)
    assert told == [1, -1, PAGE, -PAGE, "chosen", "chosen", "escaped"]
    assert field.text() == "up"


def test_tab_completes_only_where_there_is_something_to(field: SearchLine) -> None:
    told: list[str] = []
    field.completed.connect(lambda: told.append("completed"))
    field.offers_completion = True
    assert field.focusNextPrevChild(True)
    assert told == ["completed"]
    field.offers_completion = False
    field.focusNextPrevChild(True)
    assert told == ["completed"]


def test_it_knows_the_operator_at_the_caret_and_says_when_that_changes(field: SearchLine) -> None:
    told: list[None] = []
    field.operator_changed.connect(lambda: told.append(None))
    QTest.keyClicks(field, "tea fro")
    assert field.operator() is None
    assert told == []
    QTest.keyClicks(field, "m:")
    assert told
    assert (operator := field.operator()) is not None
    assert operator.operator == "from"
    told.clear()
    field.setCursorPosition(1)
    assert told
    assert field.operator() is None
    field.complete_operator("ada")
    assert field.text() == "tea from:"
    field.setCursorPosition(9)
    field.complete_operator("Ada L")
    assert field.text() == 'tea from:"Ada L" '
    assert field.cursorPosition() == len(field.text())
