"""The calendar: days, months and years by keyboard, nothing beyond today, gone when it is done."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.search.date_popup import FIRST, DatePopup
from chat_desktop.windows.search.day_button import DayButton

TODAY = date(2026, 6, 12)


def build(window: QWidget, theme: Theme, day: date = TODAY) -> DatePopup:
    window.activateWindow()
    made = DatePopup(window, theme, day, TODAY)
    made.open_at(window.mapToGlobal(QPoint(100, 100)))
    return made


@pytest.fixture
def popup(window: QWidget, theme: Theme) -> DatePopup:
    return build(window, theme)


def here(popup: DatePopup) -> date:
    focused = QApplication.focusWidget()
    assert isinstance(focused, DayButton)
    assert popup.isAncestorOf(focused)
    return focused.day


def press(*keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)


def test_arrows_cross_months(popup: DatePopup) -> None:
    assert here(popup) == TODAY
    press(Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert here(popup) == date(2026, 5, 28)
    assert popup.title.text() == "May 2026"
    press(Qt.Key.Key_Down)
    assert here(popup) == date(2026, 6, 4)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert here(popup) == TODAY


def test_pages_turn_months_and_years(popup: DatePopup) -> None:
    press(Qt.Key.Key_PageUp, Qt.Key.Key_End)
    assert here(popup) == date(2026, 5, 31)
    press(Qt.Key.Key_PageUp)
    assert here(popup) == date(2026, 4, 30)
    press(Qt.Key.Key_PageUp, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert here(popup) == date(2025, 4, 30)
    press(Qt.Key.Key_Home)
    assert here(popup) == date(2025, 4, 1)
    for _ in range(3):
        press(Qt.Key.Key_PageDown, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert here(popup) == TODAY


def test_buttons_turn_until_today(popup: DatePopup) -> None:
    assert not popup.later.isEnabled()
    popup.earlier.click()
    assert popup.title.text() == "May 2026"
    assert len([day for day in popup.days if day.isEnabled()]) == 31
    popup.later.click()
    assert popup.title.text() == "June 2026"
    assert [day.day.day for day in popup.days if day.isEnabled()] == list(range(1, 13))


def test_it_begins_at_the_day_and_ends_at_the_first(window: QWidget, theme: Theme) -> None:
    popup = build(window, theme, date(1969, 1, 1))
    assert here(popup) == FIRST
    assert not popup.earlier.isEnabled()
    press(Qt.Key.Key_Up, Qt.Key.Key_PageUp)
    assert here(popup) == FIRST
    assert here(build(window, theme, date(2030, 1, 1))) == TODAY


def test_a_day_is_picked_and_it_goes(popup: DatePopup, window: QWidget) -> None:
    picked: list[date] = []
    popup.picked.connect(picked.append)
    press(Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert picked == [date(2026, 6, 11)]
    assert not popup.isVisible()


def test_the_ends_are_one_click_away(window: QWidget, theme: Theme) -> None:
    told: list[str] = []
    for name in ("Beginning", "Newest"):
        popup = build(window, theme)
        popup.first_wanted.connect(lambda: told.append("first"))
        popup.newest_wanted.connect(lambda: told.append("newest"))
        (link,) = [each for each in popup.findChildren(QPushButton) if each.text() == name]
        link.click()
        assert not popup.isVisible()
    assert told == ["first", "newest"]


def test_escape_gives_the_keyboard_back(window: QWidget, theme: Theme) -> None:
    fields = [QLineEdit(window) for _ in range(3)]
    for field in fields:
        field.show()
    window.activateWindow()
    fields[1].setFocus()
    popup = build(window, theme)
    press(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert QApplication.focusWidget() is fields[1]
