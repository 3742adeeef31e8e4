"""Which way a text runs: by its first letter that has a direction, as Unicode says."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MARKS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LEFTWARD: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_READ: Final = 500


def right_to_left(text: str) -> bool:
    """Whether a text runs from right to left. Direction marks count for nothing."""
    if text.isascii():
        return False
    for char in text[:_READ]:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return False
        if kind in ("R", "AL") and not _MARKS.match(char):
            return True
    return False


def isolated(text: str) -> str:
    """Return a name as it stands in a sentence: whatever is in it, it turns nothing around it."""
    if text.isascii():
        return text
    bare = _MARKS.sub("", text)
    return f"\u2068{bare}\u2069" if _LEFTWARD.search(bare) else bare
