"""Keys are called as they are on the reader's keyboard."""

from __future__ import annotations

import pytest

from chat_desktop.translations.languages import Translations
from chat_desktop.translations.of_qt import key_words


@pytest.mark.parametrize(
    ("code", "keys"), [("en", "Shift+Del"), ("nb", "Shift+Del"), ("es", "Mayús+Supr")]
)
def test_keys_are_named_in_the_language(translations: Translations, code: str, keys: str) -> None:
    translations.choose(code)
    assert key_words("Shift+Del") == keys
    assert key_words("Ctrl+.") == "Ctrl+."
    assert key_words("F3") == "F3"


def test_what_is_no_key_stays() -> None:
    assert key_words("a click") == "a click"
