"""Where the words of a search stand in a text, without regard to case and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from chat_desktop.chat.utf16 import units

MOST_WORDS: Final = 20
MOST_HITS: Final = 200
"""In one text: more than this is a carpet and no help."""


class Highlights:
    """The words to be marked; none of them marks nothing."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        folded = dict.fromkeys(_folded(word)[0].strip() for word in words)
        kept = sorted((word for word in folded if word), key=len, reverse=True)[:MOST_WORDS]
        self._pattern = re.compile("|".join(map(re.escape, kept))) if kept else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return (start, end) of every hit, in UTF-16 units."""
        if self._pattern is None:
            return []
        folded, places = _folded(text)
        hits: list[tuple[int, int]] = []
        for found in self._pattern.finditer(folded):
            start, end = places[found.start()], places[found.end() - 1] + 1
            before = units(text[:start])
            hits.append((before, before + units(text[start:end])))
            if len(hits) == MOST_HITS:
                break
        return hits


def _folded(text: str) -> tuple[str, list[int] | range]:
    """Return the text as it is compared, and where each of its characters came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFD", char.casefold()):
            if not unicodedata.combining(part):
                chars.append(part)
                places.append(place)
    return "".join(chars), places
