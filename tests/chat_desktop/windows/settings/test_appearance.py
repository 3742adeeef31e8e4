"""Settings of appearance take effect in the preferences at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QSlider
from pytestqt.qtbot import QtBot
from settings_world import surroundings
from windows_world import part

from chat_desktop.look.motion import MotionChoice
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.settings.appearance import AppearancePage
from chat_desktop.windows.settings.surroundings import Surroundings
from chat_desktop.windows.settings.theme_cards import ThemeCard


@pytest.fixture
def around(theme: Theme, tmp_path: Path) -> Surroundings:
    return surroundings(theme, tmp_path)


@pytest.fixture
def page(around: Surroundings, qtbot: QtBot) -> AppearancePage:
    made = AppearancePage(around)
    qtbot.addWidget(made)
    return made


def test_a_theme(page: AppearancePage, around: Surroundings) -> None:
    part(page, ThemeCard, "theme-dark").click()
    assert around.preferences.theme is ThemeChoice.DARK


def test_the_text_size_by_keys_stays_within_its_bounds(
    page: AppearancePage, around: Surroundings
) -> None:
    slider = part(page, QSlider, "textSize")
    assert slider.accessibleDescription() == "100 %"
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert around.preferences.text_size == 110
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert around.preferences.text_size == 160
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert around.preferences.text_size == 80
    assert slider.accessibleDescription() == "80 %"


def test_reduced_motion(page: AppearancePage, around: Surroundings) -> None:
    part(page, QComboBox, "reducedMotion").setCurrentIndex(1)
    assert around.preferences.reduced_motion is MotionChoice.REDUCED
