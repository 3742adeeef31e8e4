"""A day of the calendar: every state is seen, arrows are told, days to come cannot be picked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import LIGHT
from chat_desktop.windows.search.day_button import DayButton

TODAY = date(2026, 6, 12)


def build(qtbot: QtBot, theme: Theme, day: date, *, chosen: bool = False) -> DayButton:
    made = DayButton(theme, day, today=TODAY, chosen=chosen)
    qtbot.addWidget(made)
    made.show()
    return made


def colours(button: DayButton) -> set[str]:
    image = button.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(36)}


def test_states_are_seen(qtbot: QtBot, theme: Theme) -> None:
    assert LIGHT.accent in colours(build(qtbot, theme, TODAY))
    assert LIGHT.accent in colours(build(qtbot, theme, date(2026, 6, 2), chosen=True))
    assert LIGHT.accent not in colours(build(qtbot, theme, date(2026, 6, 2)))


def test_days_to_come_cannot_be_picked(qtbot: QtBot, theme: Theme) -> None:
    assert build(qtbot, theme, TODAY).isEnabled()
    assert not build(qtbot, theme, TODAY + timedelta(days=1)).isEnabled()
    assert "today" in build(qtbot, theme, TODAY).accessibleName()
    assert "2026" in build(qtbot, theme, date(2026, 6, 2)).accessibleName()


@pytest.mark.parametrize(
    ("direction", "steps"),
    [
        (Qt.LayoutDirection.LeftToRight, [-1, 1, -7, 7]),
        (Qt.LayoutDirection.RightToLeft, [1, -1, -7, 7]),
    ],
)
def test_arrows_go_where_they_point(
    qtbot: QtBot, theme: Theme, direction: Qt.LayoutDirection, steps: list[int]
) -> None:
    button = build(qtbot, theme, TODAY)
    button.setLayoutDirection(direction)
    told: list[int] = []
    button.moved.connect(told.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(button, key)
    assert told == steps


def test_return_picks(qtbot: QtBot, theme: Theme) -> None:
    button = build(qtbot, theme, TODAY)
    told: list[str] = []
    button.clicked.connect(lambda: told.append("picked"))
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert told == ["picked", "picked"]
