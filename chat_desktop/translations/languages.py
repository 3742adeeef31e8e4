"""The languages that the desktop speaks: which there are, and putting one on."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

FOLDER: Final = Path(__file__).parent
"""Where `parlance_CODE.ts`, made by lupdate, and `parlance_CODE.qm`, made by lrelease, lie."""

SOURCE: Final = "en"
"""The language that the program is written in; its file has only the plural forms."""

LANGUAGES: Final = {"en": "English", "nb": "Norsk bokmål", "es": "Español"}
"""Codes and their own names, as a list of languages shows them."""

SYSTEM: Final = "system"
"""The choice of whatever the system speaks, English where Parlance does not speak that."""

_QT_SPEAKS: Final = {"nb": "nn"}
"""Qt's own few words (in dialogs of its own, of keys) where it lacks a language, in the nearest."""

_SAME: Final = {"no": "nb", "nn": "nb"}
"""Languages that are read by who reads another one."""


def best_language(choice: str, wanted: list[str]) -> str:
    """Return the code in `LANGUAGES` for a choice; `wanted` is the system's list, best first.

    The system's languages look like `es-MX`, `nb` or `pt_BR`.
    """
    if choice in LANGUAGES:
        return choice
    for name in wanted:
        code = name.replace("_", "-").split("-")[0].lower()
        code = _SAME.get(code, code)
        if code in LANGUAGES:
            return code
    return SOURCE


def locale_of(code: str, system: QLocale) -> QLocale:
    """Return the order of dates and numbers for a language: the system's own where it agrees."""
    own = QLocale(code)
    nobody = code == SOURCE and system.language() is QLocale.Language.C
    if nobody or system.language() is own.language():
        return system
    there = QLocale(own.language(), system.territory())
    return there if there.language() == own.language() else own


class Translations(QObject):
    """The translators of one application; `language` is the code of the one in use."""

    def __init__(self, app: QCoreApplication, choice: str = SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._on: list[QTranslator] = []
        self.language = ""
        self.choose(choice)

    def choose(self, choice: str) -> bool:
        """Speak what was chosen, a code or `SYSTEM`; returns whether that changed anything.

        Windows hear of it as `LanguageChange`; dates and numbers follow from the next one shown.
        """
        system = QLocale.system()
        code = best_language(choice, system.uiLanguages())
        if code == self.language:
            return False
        self.end()
        self.language = code
        QLocale.setDefault(locale_of(code, system))
        # Who was installed last is asked first: our words, then Qt's.
        self._on = [*self._load(_qt_file(code)), *self._load(FOLDER / f"parlance_{code}.qm")]
        return True

    def end(self) -> None:
        """Take the translators away: the program speaks the English of its source."""
        for translator in self._on:
            self._app.removeTranslator(translator)
        self._on, self.language = [], ""

    def _load(self, file: Path) -> list[QTranslator]:
        translator = QTranslator(self)
        if not translator.load(str(file)):
            return []
        self._app.installTranslator(translator)
        return [translator]


def _qt_file(code: str) -> Path:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return Path(folder) / f"qtbase_{_QT_SPEAKS.get(code, code)}.qm"
