"""The language of the windows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from chat_desktop.preferences import Language
from chat_desktop.translations.languages import LANGUAGES, SYSTEM, best_language
from chat_desktop.windows.settings.rows import Page
from chat_desktop.windows.settings.surroundings import Surroundings


class LanguagePage(Page):
    """Each language by its own name."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Language"), parent)
        self._preferences = around.preferences
        card = self.add_card()
        self._group = QButtonGroup(self)
        for language in Language:
            button = QRadioButton(self._words(language))
            button.setObjectName(f"language-{language.value}")
            button.setChecked(language is self._preferences.language)
            button.toggled.connect(partial(self._choose, language))
            self._group.addButton(button)
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(16, 12, 16, 12)
            line.addWidget(button, 1)
            card.add(row)
        self.add_note(self.tr("What others write is not translated."))

    def _words(self, language: Language) -> str:
        if language is Language.SYSTEM:
            own = best_language(SYSTEM, QLocale.system().uiLanguages())
            return self.tr("Like the system ({language})").format(language=LANGUAGES[own])
        return LANGUAGES[language.value]

    def _choose(self, language: Language, on: bool) -> None:
        if on:
            self._preferences.language = language
