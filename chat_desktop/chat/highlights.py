"""Where the words of a search stand in a text, compared as the search itself compares them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from chat_desktop.chat.utf16 import units
from chat_desktop.core.search_text import Matcher

MOST_WORDS: Final = 20
MOST_HITS: Final = 200
"""In one text: more than this is a carpet and no help."""


class Highlights:
    """The words to be marked, several in a row where they are one; none of them marks nothing."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        kept = [word for word in words if word.strip()][:MOST_WORDS]
        rows = [word for word in kept if len(word.split()) > 1]
        self._matcher = Matcher([word for word in kept if word not in rows], rows) if kept else None

    def __bool__(self) -> bool:
        return self._matcher is not None

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return (start, end) of every hit, in UTF-16 units."""
        if self._matcher is None:
            return []
        hits: list[tuple[int, int]] = []
        done = at = 0
        for start, end in islice(self._matcher.spans(text), MOST_HITS):
            first = at + units(text[done:start])
            done, at = end, first + units(text[start:end])
            hits.append((first, at))
        return hits
