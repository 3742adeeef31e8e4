"""The table has every emoji once, finds them by name, word and code, and knows skin tones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from chat_desktop.windows.pane.emoji_table import TONES, emoji_table
from protocol.rules import EMOJI_CHARS
from protocol.rules import emoji as legal


@pytest.fixture
def norwegian() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("nb_NO"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("query", "emoji"),
    [
        ("rocket", "🚀"),
        ("party popper", "🎉"),
        ("BUG", "🐛"),
        (":+1:", "👍"),
        ("norway", "🇳🇴"),
        ("laugh", "😆"),
        ("t-rex", "🦖"),
    ],
)
def test_found_by_name_word_and_code(query: str, emoji: str) -> None:
    assert emoji_table().find(query, 5)[0].char == emoji


def test_nothing_is_found_for_nothing() -> None:
    assert emoji_table().find(" ", 5) == []
    assert emoji_table().find("no such thing", 5) == []
    assert len(emoji_table().find("face", 7)) == 7


def test_found_in_the_language_of_the_windows_and_in_english(norwegian: None) -> None:
    table = emoji_table()
    assert table.by_char["👍"].name == "tommel opp"
    assert table.find("rakett", 1)[0].char == table.find("rocket", 1)[0].char == "🚀"


def test_completions_begin_with_what_was_typed_the_usual_first() -> None:
    found = emoji_table().complete("smi", 4)
    assert found[0].code == "smile"
    assert all("smi" in each.code for each in found)
    assert emoji_table().complete("+1", 4)[0].emoji.char == "👍"
    assert emoji_table().complete("nothing", 4) == []


def test_recent_ones_come_before_their_like() -> None:
    assert emoji_table().complete("smi", 1, recent=("😏",))[0].emoji.char == "😏"
    assert emoji_table().complete("smile", 1, recent=("😏",))[0].emoji.char == "😄"


def test_every_emoji_is_a_legal_reaction_in_every_tone() -> None:
    table = emoji_table()
    assert len(table.by_char) == sum(len(found) for _name, found in table.groups) > 1800
    for char in table.by_char:
        for tone in TONES:
            toned = table.in_tone(char, tone)
            assert legal(toned) == toned
            assert len(toned) <= EMOJI_CHARS
            assert table.without_tone(toned) == char


def test_tones() -> None:
    table = emoji_table()
    assert table.in_tone("👍", "🏽") == "👍🏽"
    assert table.in_tone("☝️", "🏽") == "☝🏽"
    assert table.in_tone("🚀", "🏽") == "🚀"
    assert table.without_tone("no emoji") == "no emoji"
