"""The switch: by mouse and key, moving or not, and set without telling."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chat_desktop.look.motion import MotionChoice
from chat_desktop.look.theme import Theme
from chat_desktop.windows.settings.switch import Switch


def test_a_click_and_the_space_bar_turn_it(theme: Theme, qtbot: QtBot) -> None:
    switch, told = Switch(theme, "Sound"), list[bool]()
    qtbot.addWidget(switch)
    switch.toggled.connect(told.append)
    switch.show()
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert told == [True, False]
    assert switch.accessibleName() == "Sound"


def test_its_looks_say_whether_it_is_on(theme: Theme, qtbot: QtBot) -> None:
    switch = Switch(theme, "Sound")
    qtbot.addWidget(switch)
    off = switch.grab().toImage()
    switch.set_on(True)
    on = switch.grab().toImage()
    assert on != off
    switch.setEnabled(False)
    assert switch.grab().toImage() != on


def test_it_does_not_move_for_those_who_want_no_movement(theme: Theme, qtbot: QtBot) -> None:
    switch = Switch(theme, "Sound")
    qtbot.addWidget(switch)
    switch.show()
    theme.motion.choose(MotionChoice.REDUCED)
    try:
        switch.setChecked(True)
        assert switch._place == 1.0
    finally:
        theme.motion.choose(MotionChoice.SYSTEM)
    switch.setChecked(False)
    assert switch._place > 0.0


def test_a_state_from_elsewhere_is_not_told(theme: Theme, qtbot: QtBot) -> None:
    switch, told = Switch(theme, "Sound"), list[bool]()
    qtbot.addWidget(switch)
    switch.toggled.connect(told.append)
    switch.set_on(True)
    assert switch.isChecked()
    assert told == []
