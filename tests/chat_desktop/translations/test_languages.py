"""The languages are loaded, chosen by what the system speaks, and count as people do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QWidget

from chat_desktop.preferences import Language
from chat_desktop.translations.languages import (
    FOLDER,
    LANGUAGES,
    Translations,
    best_language,
    locale_of,
)


@pytest.mark.parametrize(
    ("choice", "system", "code"),
    [
        ("es", ["nb-NO"], "es"),
        ("system", ["es-MX", "es"], "es"),
        ("system", ["pt_BR", "nb_NO"], "nb"),
        ("system", ["nn-NO"], "nb"),
        ("system", ["no"], "nb"),
        ("system", ["ja-JP"], "en"),
        ("system", [], "en"),
        ("klingon", ["es"], "es"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_first_of_the_system_that_is_there(
    choice: str, system: list[str], code: str
) -> None:
    assert best_language(choice, system) == code


def test_what_can_be_chosen_is_what_is_there() -> None:
    assert {language.value for language in Language} == {"system", *LANGUAGES}
    for code in LANGUAGES:
        assert (FOLDER / f"parlance_{code}.qm").exists(), code
        assert (FOLDER / f"parlance_{code}.ts").exists(), code


def test_dates_follow_the_language_and_the_place() -> None:
    norway = QLocale("nb_NO")
    assert locale_of("nb", norway) == norway
    assert locale_of("es", norway).dayName(1) == "lunes"
    mexico = QLocale("es_MX")
    assert locale_of("es", mexico) == mexico
    assert locale_of("nb", QLocale("ja_JP")).monthName(10) == "oktober"
    assert locale_of("en", QLocale.c()) == QLocale.c()
    assert locale_of("en", norway).dayName(1) == "Monday"


def test_a_choice_is_heard_at_once(qapp: QApplication, translations: Translations) -> None:
    assert translate_save() == "Save"
    assert translations.choose("es")
    assert not translations.choose("es")
    assert translate_save() == "Guardar"
    assert QLocale().dayName(1) == "lunes"
    assert QCoreApplication.translate("QWidgetTextControl", "&Copy") == "&Copiar"
    translations.choose("nb")
    assert translate_save() == "Lagre"
    translations.choose("en")
    assert translate_save() == "Save"


@pytest.mark.parametrize(
    ("code", "one", "many"),
    [
        ("en", "1 member", "2 members"),
        ("nb", "1 medlem", "2 medlemmer"),
        ("es", "1 miembro", "2 miembros"),
    ],
)
def test_every_language_counts(translations: Translations, code: str, one: str, many: str) -> None:
    translations.choose(code)
    said = [QCoreApplication.translate("PaneHeader", "%n member(s)", None, n) for n in (1, 2)]
    assert said == [one, many]


def test_no_language_turns_the_windows_round(
    qapp: QApplication, translations: Translations
) -> None:
    for code in LANGUAGES:
        translations.choose(code)
        assert QWidget().isLeftToRight()


def translate_save() -> str:
    return QCoreApplication.translate("MyProfileDialog", "Save")


@pytest.mark.parametrize(("code", "undo"), [("en", "&Undo"), ("nb", "&Angre"), ("es", "&Deshacer")])
def test_qts_own_menus_are_in_the_language(
    translations: Translations, code: str, undo: str
) -> None:
    translations.choose(code)
    for context in ("QLineEdit", "QWidgetTextControl"):
        assert QCoreApplication.translate(context, "&Undo") == undo
