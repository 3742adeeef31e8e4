"""The part of a message that a hit shows: one run of words around what was found, without marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

BEFORE: Final = 48
"""Characters that are kept before the first thing found, in a text that begins long before it."""
LONGEST: Final = 300

_MARKS: Final = re.compile(
    r"```\w*|\*\*|~~|`"  # code, bold, strike
    r"|(?<!\w)[*_](?=\w)|(?<=[\w.!?)])[*_](?!\w)"  # italic
    r"|(?m:^[ \t]*>+[ \t]?)"  # a quotation
)


class Excerpt(NamedTuple):
    """A line of text, and the parts of it to mark, in code points."""

    text: str
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=1_000)
def excerpt(text: str, spans: tuple[tuple[int, int], ...]) -> Excerpt:
    """Return the part of `text` around its first span, on one line; what is marked stays whole."""
    start = _start(text, spans[0][0] if spans else 0)
    end = start + LONGEST
    marked = [range(first, last) for first, last in spans if start <= first < end]
    dropped = {
        place
        for found in _MARKS.finditer(text, start, min(len(text), end))
        for place in range(*found.span())
        if not any(place in span for span in marked)
    }
    shown: list[str] = ["…"] if start else []
    place_of: dict[int, int] = {}
    for place in range(start, min(len(text), end)):
        place_of[place] = len(shown)
        character = _shown(text[place])
        doubled = character == " " and (not shown or shown[-1] in (" ", "…"))
        if character and place not in dropped and not doubled:
            shown.append(character)
    if len(text) > end:
        shown.append("…")
    where = [
        (place_of[span[0]], place_of.get(span[-1], len(shown) - 1) + 1) for span in marked if span
    ]
    line = "".join(shown).rstrip()
    cut = ((first, min(last, len(line))) for first, last in where)
    return Excerpt(line, tuple((first, last) for first, last in cut if first < last))


def _start(text: str, first: int) -> int:
    """Return where to begin: at the text's beginning, else at a word a little before `first`."""
    if first <= BEFORE + 16:
        return 0
    space = re.search(r"\s", text[first - BEFORE : first])
    return first - BEFORE + (space.end() if space else 0)


def _shown(character: str) -> str:
    """Return a character as one that a line can show: none for what turns or hides its text."""
    if character.isspace():
        return " "
    kind = unicodedata.category(character)
    if kind in ("Cc", "Cs"):
        return "\ufffd"
    joins = character in "\u200c\u200d"  # as in emoji and in many scripts
    return "" if kind == "Cf" and not joins else character
