"""All emoji, in Unicode's order and groups, with their names, found by name, word or `:code:`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QLocale

FOLDER: Final = Path(__file__).parent.parent.parent / "assets" / "emoji"
"""Made by `packaging/emoji_table.py`."""

TONES: Final = ("", "🏻", "🏼", "🏽", "🏾", "🏿")
"""The skin tones that can be chosen; the first is none."""

_EXTRAS: Final = frozenset((*TONES[1:], "\ufe0f"))
_WORDS: Final = str.maketrans("_-:’,", "     ")


class Emoji(Struct, frozen=True):
    """One emoji without skin tone. `codes` are what stands between colons, the usual one first.

    `words` is what it is found by, beside its codes: its names and keywords, case-folded.
    """

    char: str
    name: str
    codes: tuple[str, ...]
    words: str
    toned: bool

    @property
    def code(self) -> str:
        """The usual short name with its colons; "" where it has none."""
        return f":{self.codes[0]}:" if self.codes else ""


class Completion(Struct, frozen=True):
    """An emoji, and the code of it that fits what was typed."""

    emoji: Emoji
    code: str


class EmojiTable(Struct, frozen=True):
    """The emoji of one language. `groups` are Unicode's English names with what is in them."""

    groups: tuple[tuple[str, tuple[Emoji, ...]], ...]
    by_char: dict[str, Emoji]
    by_code: dict[str, Emoji]
    by_look: dict[str, Emoji]
    """By their characters without those that only ask for a coloured picture."""
    bases: frozenset[str]

    def find(self, query: str, most: int) -> list[Emoji]:
        """Return up to `most` emoji that all words of the query fit, the nearest first."""
        asked = query.casefold().strip(" :").translate(_WORDS).split()
        if not asked:
            return []
        code = "_".join(asked)
        found = [
            (rank, place, emoji)
            for place, emoji in enumerate(self.by_char.values())
            if (rank := _fit(emoji, asked, code)) is not None
        ]
        found.sort(key=lambda each: each[:2])
        return [emoji for _rank, _place, emoji in found[:most]]

    def complete(self, start: str, most: int, recent: Sequence[str] = ()) -> list[Completion]:
        """Return up to `most` emoji for the beginning of a code; recent ones before their like."""
        start = start.casefold()
        found = []
        for place, emoji in enumerate(self.by_char.values()):
            fits = [
                (rank, emoji.char not in recent, len(code), place, code)
                for number, code in enumerate(emoji.codes)
                if (rank := _code_fit(code, start, number == 0)) is not None
            ]
            if fits:
                found.append((min(fits), emoji))
        found.sort(key=lambda each: each[0])
        return [Completion(emoji, fit[-1]) for fit, emoji in found[:most]]

    def in_tone(self, char: str, tone: str) -> str:
        """Return an emoji in a skin tone of `TONES`; itself where it has none."""
        emoji = self.by_char.get(char)
        if not tone or emoji is None or not emoji.toned:
            return char
        made = ""
        for part in char:
            if part == "\ufe0f" and made.endswith(tone):
                continue
            made += part + (tone if part in self.bases else "")
        return made

    def without_tone(self, char: str) -> str:
        """Return an emoji as the table has it, whatever its tone."""
        known = self.by_look.get("".join(part for part in char if part not in _EXTRAS))
        return known.char if known else char


def _code_fit(code: str, start: str, usual: bool) -> int | None:
    """Return 0 for the very code, then how near its beginning or a later word of it is."""
    if code == start:
        return 0
    if code.startswith(start):
        return 1 if usual else 2
    return 3 if f"_{start}" in code or f"-{start}" in code else None


def _fit(emoji: Emoji, asked: list[str], code: str) -> int | None:
    """Return how far an emoji is from what was asked, 0 being nearest; None where it is not it."""
    if code in emoji.codes:
        return 0
    text = f" {emoji.words}"
    if not all(word in text for word in asked):
        return None
    if any(each.startswith(code) for each in emoji.codes):
        return 1
    if emoji.words.startswith(asked[0]):
        return 2
    return 3 if all(f" {word}" in text for word in asked) else 4


def emoji_table() -> EmojiTable:
    """Return the table in the language of the windows; the first call reads it (a few ms)."""
    return _table(QLocale().name().partition("_")[0])


def emoji_table_is_read() -> bool:
    """Whether the table is in memory."""
    return bool(_table.cache_info().currsize)


@lru_cache(maxsize=1)
def _table(language: str) -> EmojiTable:
    lines = _lines("table")
    own = _lines(language) if language != "en" and _file(language).exists() else None
    english = _lines("en")
    bases = frozenset(lines.pop(0).split("\t")[1])
    groups: list[tuple[str, list[Emoji]]] = []
    place = 0
    for line in lines:
        char, *rest = line.split("\t")
        if char == "group":
            groups.append((rest[0], []))
            continue
        name, _, keywords = english[place].partition("\t")
        words = f"{name} {keywords} {rest[1]}"
        if own is not None:
            name, _, keywords = own[place].partition("\t")
            words = f"{name} {keywords} {words}"
        place += 1
        searched = words.casefold().translate(_WORDS)
        emoji = Emoji(char, name, tuple(rest[1].split()), searched, rest[0] == "t")
        groups[-1][1].append(emoji)
    every = [emoji for _name, found in groups for emoji in found]
    by_code: dict[str, Emoji] = {}
    for emoji in every:
        for code in emoji.codes:
            by_code.setdefault(code, emoji)
    return EmojiTable(
        tuple((name, tuple(found)) for name, found in groups),
        {emoji.char: emoji for emoji in every},
        by_code,
        {emoji.char.replace("\ufe0f", ""): emoji for emoji in every},
        bases,
    )


def _file(name: str) -> Path:
    return FOLDER / f"{name}.tsv"


def _lines(name: str) -> list[str]:
    return _file(name).read_text(encoding="utf-8").splitlines()
