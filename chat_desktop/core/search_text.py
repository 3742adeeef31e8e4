"""How texts are compared in a search: case, accents and widths make no difference."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

Spans = tuple[tuple[int, int], ...]

MARKED: Final = 64
"""How many different terms are highlighted; a query may have any number."""

SHORT: Final = 2
"""So many letters are too few to look for in the midst of words."""

_ACCENTS: Final = "[\u0300-\u036f\u0591-\u05bd\u064b-\u0652]"
_UNSEEN: Final = (
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_ALIKE: Final = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"}
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts in which words are written without spaces, or grow endings that nobody searches for."""

_BORDER: Final = rf"[\W_{_UNSPACED}]"
"""What a whole word may begin or end beside."""

_AT_START: Final = rf"(?:(?<![^\W_])|(?<=[{_UNSPACED}]))"


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Compiled when something is searched for: these ranges take milliseconds of the start.
    return re.compile(pattern)


class _Folding(dict[int, str]):
    """Characters as they are compared, worked out when they are first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if _compiled(_UNSEEN).match(character):
        return ""
    if character.isspace():
        return " "
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
    plain = unicodedata.normalize("NFC", _compiled(_ACCENTS).sub("", spread))
    return "".join(_ALIKE.get(letter, letter) for letter in plain)


_FOLDING: Final = _Folding()


def fold(text: str) -> str:
    """Return `text` as it is compared: each white space is one space, what is unseen is left out.

    Letters lose case, accents and width ("É" and "e", "Ｑ" and "q", "ø" and "o" are the same),
    but not the marks that make another letter of them, as those of kana and Indic scripts do.
    """
    return text.lower() if text.isascii() and text.isprintable() else text.translate(_FOLDING)


def begins_word(before: str, letter: str) -> bool:
    """Say whether a word may begin with `letter` right after `before`, both folded."""
    border = _compiled(_BORDER)
    return border.match(letter) is not None or border.match(before) is not None


def terms_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return words folded, without what others imply; a word may fold to several terms."""
    folded = dict.fromkeys(term for word in words for term in fold(word).split())
    longest = sorted(folded, key=len, reverse=True)[:MARKED]
    return tuple(
        term
        for term in folded
        if len(term) <= SHORT or not any(term in other and term != other for other in longest)
    )


class Matcher:
    """Finds what a query asks for: `words` anywhere, `phrases` as whole words in a row.

    A word of one or two letters has to begin a word, where words are written apart.
    """

    def __init__(self, words: Iterable[str], phrases: Iterable[str] = ()) -> None:
        words = list(words)
        self.terms = terms_of(words)
        self.phrases = tuple(
            dict.fromkeys(phrase for text in phrases if (phrase := " ".join(fold(text).split())))
        )
        self._long = [term for term in self.terms if len(term) > SHORT]
        self._patterns = [re.compile(_of_term(term)) for term in self.terms if len(term) <= SHORT]
        self._phrases = [re.compile(_of_phrase(phrase)) for phrase in self.phrases]
        folded = dict.fromkeys(term for word in words[: 4 * MARKED] for term in fold(word).split())
        self._marked = [re.compile(_of_term(term)) for term in list(folded)[:MARKED]]

    def matches(self, folded: str) -> bool:
        """Say whether a folded text has all that is asked for."""
        return (
            all(term in folded for term in self._long)
            and all(pattern.search(folded) for pattern in self._patterns)
            and all(_next(pattern, folded, 0) for pattern in self._phrases)
        )

    def spans(self, text: str) -> Spans:
        """Return what is to be highlighted in a text, in its own code points."""
        folded = fold(text)
        found = [match.span() for term in self._marked for match in term.finditer(folded)]
        for pattern in self._phrases[:MARKED]:
            start = 0
            while (span := _next(pattern, folded, start)) is not None:
                found.append(span)
                start = span[1]
        return _in_text(text, folded, _joined(found))


def _of_term(term: str) -> str:
    """Return the pattern of a term in a folded text."""
    short = len(term) <= SHORT and _compiled(_BORDER).match(term) is None
    return (_AT_START if short else "") + re.escape(term)


def _of_phrase(phrase: str) -> str:
    return " +".join(map(re.escape, phrase.split()))


def _next(pattern: re.Pattern[str], folded: str, start: int) -> tuple[int, int] | None:
    """Return where a phrase next stands as whole words."""
    while (match := pattern.search(folded, start)) is not None:
        first, last = match.span()
        if _borders(folded, first - 1, first) and _borders(folded, last, last - 1):
            return first, last
        start = first + 1
    return None


def _borders(folded: str, outside: int, inside: int) -> bool:
    """Say whether a word ends between these two neighbours."""
    if not 0 <= outside < len(folded):
        return True
    return begins_word(folded[outside], folded[inside])


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans ascending, those that touch or overlap made one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _in_text(text: str, folded: str, spans: list[tuple[int, int]]) -> Spans:
    """Return spans of the folded text as spans of the text it was folded from."""
    if not spans or text.isascii():
        return tuple(spans)
    ends = list(accumulate(len(_FOLDING[ord(character)]) for character in text))
    origin = [0] * len(folded)
    start = 0
    for place, end in enumerate(ends):
        origin[start:end] = [place] * (end - start)
        start = end
    found = []
    for first, last in spans:
        end = origin[last - 1] + 1
        # Accents and joiners that follow belong to the last letter.
        while end < len(text) and not _FOLDING[ord(text[end])]:
            end += 1
        found.append((origin[first], end))
    return tuple(_joined(found))
