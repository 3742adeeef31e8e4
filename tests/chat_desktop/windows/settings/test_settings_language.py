"""The language is chosen among the languages' own names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot
from settings_world import surroundings
from windows_world import part

from chat_desktop.look.theme import Theme
from chat_desktop.preferences import Language
from chat_desktop.windows.settings.language import LanguagePage


def test_a_language(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    around = surroundings(theme, tmp_path)
    page = LanguagePage(around)
    qtbot.addWidget(page)
    assert part(page, QRadioButton, "language-system").isChecked()
    assert part(page, QRadioButton, "language-nb").text() == "Norsk bokmål"
    part(page, QRadioButton, "language-es").click()
    assert around.preferences.language is Language.SPANISH
