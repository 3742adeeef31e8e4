"""Fuzzy matching of a few typed letters against names, with a score and the letters that matched.

Every typed word must be found with its letters in order; letters that begin words or follow each
other count most. Case, accents and widths make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest
from typing import Final, NamedTuple

from msgspec import Struct

from chat_desktop.core.search_text import fold

LONGEST_NAME: Final = 120
LONGEST_PATTERN: Final = 40
SCORED: Final = 400
"""Names that are looked at closely; of more that fit, the plainly unlikely are left out."""

_LETTER: Final = 4
_FOLLOWS: Final = 6
_BEGINS_NAME: Final = 12
_BEGINS_WORD: Final = 9
_HUMP: Final = 6
_WHOLE: Final = 20
_GAP: Final = 3
_SKIPPED: Final = 1
_NEVER: Final = -1_000_000
_SCATTERED: Final = 2
_RECENT: Final = 3
"""What being the most recent is worth: less than a better place of a single letter."""


class Match(Struct, frozen=True):
    """How well a pattern fits a name, and at which of its code points, ascending."""

    score: int
    places: tuple[int, ...]


class Letters(NamedTuple):
    """A name as it is compared: its folded letters, each with its place and what it is worth."""

    folded: str
    places: tuple[int, ...]
    worth: tuple[int, ...]


def match(pattern: str, name: str) -> Match | None:
    """Return how `pattern` fits `name`, None where it does not; an empty pattern fits with 0."""
    words = fold(pattern[:LONGEST_PATTERN]).split()
    letters = _letters(name[:LONGEST_NAME])
    score = 0
    places: set[int] = set()
    for word in words:
        if not _in_order(word, letters.folded):
            return None
        best, at = _best(word, letters)
        score += best
        places.update(letters.places[place] for place in at)
    if words and " ".join(words) == " ".join(letters.folded.split()):
        score += _WHOLE
    # Of two names that fit alike, the one with less besides is meant.
    return Match(score - min(len(name), 60) // 8 if words else 0, tuple(sorted(places)))


def rank(pattern: str, names: Iterable[str], *, scattered: bool = True) -> list[tuple[int, Match]]:
    """Return (index, match) of the names that fit, best first; at most `SCORED` of many.

    The names come most recent first, which decides between those that fit about as well. Without
    `scattered`, each word must stand in the name as it is.
    """
    words = fold(pattern[:LONGEST_PATTERN]).split()
    if not words:
        return [(index, Match(0, ())) for index, _name in enumerate(names)]
    likely = []
    for index, name in enumerate(names):
        folded = _letters(name[:LONGEST_NAME]).folded
        if all(_in_order(word, folded) for word in words):
            likely.append((_unlike(words, folded), index, name))
    if not scattered:
        likely = [each for each in likely if each[0] != _SCATTERED]
    if len(likely) > SCORED:
        likely = nsmallest(SCORED, likely)
    found = [
        (index, fit) for _class, index, name in likely if (fit := match(pattern, name)) is not None
    ]
    return sorted(found, key=lambda each: (-each[1].score - _RECENT / (each[0] + 1), each[0]))


def _unlike(words: list[str], folded: str) -> int:
    """Return 0 where all words begin words, 1 where they stand in it as they are."""
    spaced = f" {folded}"
    if all(f" {word}" in spaced for word in words):
        return 0
    return 1 if all(word in folded for word in words) else _SCATTERED


@lru_cache(maxsize=8_000)
def _letters(name: str) -> Letters:
    folded: list[str] = []
    places: list[int] = []
    worth: list[int] = []
    before = " "
    for place, character in enumerate(name):
        for part, letter in enumerate(fold(character)):
            folded.append(letter)
            places.append(place)
            worth.append(_LETTER + (0 if part else _standing(before, character, not folded[:-1])))
        before = character
    return Letters("".join(folded), tuple(places), tuple(worth))


def _standing(before: str, character: str, first: bool) -> int:
    """Return what the place of a character is worth, by what stands before it."""
    if first:
        return _BEGINS_NAME
    if not before.isalnum() and character.isalnum():
        return _BEGINS_WORD
    hump = before.islower() and character.isupper()
    number = before.isalpha() and character.isdigit()
    return _HUMP if hump or number else 0


def _in_order(word: str, folded: str) -> bool:
    start = 0
    for letter in word:
        start = folded.find(letter, start) + 1
        if not start:
            return False
    return True


def _best(word: str, letters: Letters) -> tuple[int, list[int]]:
    """Return the best score of a word whose letters are there in order, and where they stand."""
    length = len(letters.folded)
    row = [_NEVER] * length
    came: list[list[int]] = []
    for number, letter in enumerate(word):
        above, row, origins = row, [_NEVER] * length, [-1] * length
        leap, leapt_from = _NEVER, -1
        for at in range(length):
            # `leap` is the best way here over a gap, from `leapt_from`.
            if at >= 2 and above[at - 2] - _GAP >= leap:
                leap, leapt_from = above[at - 2] - _GAP, at - 2
            if letters.folded[at] == letter:
                if number == 0:
                    row[at] = letters.worth[at]
                else:
                    next_to = above[at - 1] + _FOLLOWS if at else _NEVER
                    best, origin = (next_to, at - 1) if next_to >= leap else (leap, leapt_from)
                    if best > _NEVER // 2:
                        row[at], origins[at] = best + letters.worth[at], origin
            leap -= _SKIPPED
        came.append(origins)
    at = max(range(length), key=lambda place: row[place])
    score, places = row[at], [at]
    for origins in reversed(came[1:]):
        at = origins[at]
        places.append(at)
    return score, places[::-1]
