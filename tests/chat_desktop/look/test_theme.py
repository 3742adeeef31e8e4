"""A theme dresses the application, follows the choice and tells who paints."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from chat_desktop.look.fonts import fixed_font, font, grown, wear
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.look.tokens import DARK, LIGHT, Size


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


def test_the_system_is_followed_while_it_changes(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme(qapp, ThemeChoice.SYSTEM)
    hints = qapp.styleHints()
    for scheme, tokens in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints, now=scheme: now)
        hints.colorSchemeChanged.emit(scheme)
        assert theme.tokens is tokens
    theme.choose(ThemeChoice.DARK)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.tokens is DARK


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


def test_the_text_size_changes_what_there_is_and_what_comes(qapp: QApplication) -> None:
    theme = Theme(qapp, ThemeChoice.LIGHT)
    worn, plain, told = QLabel("worn"), QLabel("plain"), list[str]()
    wear(worn, Size.TITLE, QFont.Weight.DemiBold)
    plain.show()
    theme.text_resized.connect(lambda: told.append("resized"))
    theme.changed.connect(lambda: told.append("changed"))
    try:
        theme.resize_text(160)
        theme.settle()
        assert worn.font().pixelSize() == 24
        assert worn.font().weight() is QFont.Weight.DemiBold
        assert plain.font().pixelSize() == 21
        assert font(Size.SMALL).pixelSize() == 19
        assert fixed_font(Size.SMALL).pixelSize() == 12
        assert "min-height: 48px" in qapp.styleSheet()
        assert told == ["resized", "changed"]
        theme.resize_text(160)
        assert told == ["resized", "changed"]
        theme.choose(ThemeChoice.DARK)
        theme.settle()
        assert worn.font().pixelSize() == 24
    finally:
        theme.resize_text(100)
        theme.settle()
    assert worn.font().pixelSize() == Size.TITLE
    assert grown(Size.GROUP_ROW, 32) == Size.GROUP_ROW


@pytest.mark.parametrize("percent", [80, 90, 110, 130, 160])
def test_a_size_comes_back_as_it_was(qapp: QApplication, percent: int) -> None:
    theme = Theme(qapp, ThemeChoice.LIGHT)
    labels = [QLabel() for _ in range(9, 24)]
    for pixels, label in enumerate(labels, 9):
        wear(label, pixels)
    theme.resize_text(percent)
    theme.resize_text(100)
    theme.settle()
    assert [label.font().pixelSize() for label in labels] == list(range(9, 24))


def test_a_sharper_screen_has_the_icons_drawn_anew(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme(qapp)
    told: list[None] = []
    theme.changed.connect(lambda: told.append(None))
    screen = qapp.primaryScreen()
    screen.geometryChanged.emit(screen.geometry())
    assert told == []
    monkeypatch.setattr("chat_desktop.look.theme.pixel_ratios", lambda: (1.0, 2.0))
    screen.geometryChanged.emit(screen.geometry())
    qapp.screenAdded.emit(screen)
    assert told == [None]
    theme.deleteLater()
