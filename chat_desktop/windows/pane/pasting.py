"""What is pasted or dropped into the composer: plain text without controls, cut where too long."""

from __future__ import annotations

import re
from typing import Final

MESSAGES: Final = 5
"""The composer takes so many times what one message may have."""

LONGEST_LINE: Final = 10_000
"""Laying out a line costs more than its length: with longer ones each key would be felt."""

LARGEST_FILE: Final = 256 * 1024
"""Bytes of a text file that is read when it is dropped."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0\ufdd1]|[\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029")


def cleaned(text: str) -> str:
    """Return a text with "\\n" for every line break, and nothing that no message may hold."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


def fitting(text: str, room: int) -> tuple[str, int]:
    """Return as much of the start of a text as the composer takes, cleaned, and what is left out.

    `room` and what is left out are code points; a line beyond `LONGEST_LINE` ends the text too.
    """
    whole = len(text)
    kept = cleaned(text[: max(room, 0) + max(room, 0) // 2])
    left_out = whole - min(whole, max(room, 0) + max(room, 0) // 2)
    if len(kept) > room:
        left_out += len(kept) - max(room, 0)
        kept = kept[: max(room, 0)]
    start = 0
    while True:
        end = kept.find("\n", start)
        if (len(kept) if end < 0 else end) - start > LONGEST_LINE:
            left_out += len(kept) - start - LONGEST_LINE
            return kept[: start + LONGEST_LINE], left_out
        if end < 0:
            return kept, left_out
        start = end + 1


def as_text(data: bytes) -> str | None:
    """Return what a text file holds; None where it is no UTF-8 or has what texts do not have."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text
