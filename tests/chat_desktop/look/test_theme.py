"""A theme dresses the application, follows the choice and tells who paints."""

from __future__ import annotations

from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from chat_desktop.look.fonts import font
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.look.tokens import DARK, LIGHT


def test_inter_is_what_is_drawn(qapp: QApplication) -> None:
    Theme(qapp)
    assert QFontInfo(font()).family() == "Inter"


def test_the_choice_is_followed_and_told_once(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp, ThemeChoice.LIGHT)
    assert theme.tokens is LIGHT
    with qtbot.waitSignal(theme.changed):
        theme.choose(ThemeChoice.DARK)
    assert theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    told: list[None] = []
    theme.changed.connect(lambda: told.append(None))
    theme.choose(ThemeChoice.DARK)
    assert told == []


def test_an_unknown_system_scheme_means_light(qapp: QApplication) -> None:
    theme = Theme(qapp, ThemeChoice.DARK)
    theme.choose(ThemeChoice.SYSTEM)
    assert theme.tokens is LIGHT


def test_qt_calls_do_not_use_up_none(qapp: QApplication) -> None:
    import sys

    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(200):
        label.update()
    assert abs(sys.getrefcount(None) - before) <= 50
