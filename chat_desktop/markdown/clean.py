"""Makes any text safe to lay out: no control characters, no endless runs, a bounded length."""

from __future__ import annotations

import re
from typing import Final

SHOWN_CHARS: Final = 12_000
"""How much of one message is laid out; the server's own limit is 10,000 unless it was raised."""

SHOWN_LINES: Final = 300
MARKS: Final = 6
"""Combining marks kept in a row: real scripts need fewer, more only paint over the neighbours."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){3,}")
_COMBINING = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_COMBINING}{{{MARKS}}}){_COMBINING}+")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def cleaned(text: str) -> tuple[str, int]:
    """Return the text as it may be shown, and how many characters of it were left out."""
    left_out = max(0, len(text) - SHOWN_CHARS)
    shown = text[:SHOWN_CHARS]
    shown = shown.replace("\r\n", "\n").replace("\r", "\n")
    shown = _CONTROL.sub(_visible, shown)
    if not shown.isascii():
        shown = _STACKED.sub(r"\1", shown)
    shown = _BLANK_LINES.sub("\n\n\n", shown)
    if shown.count("\n") >= SHOWN_LINES:
        lines = shown.split("\n")
        left_out += sum(map(len, lines[SHOWN_LINES:])) + len(lines) - SHOWN_LINES
        shown = "\n".join(lines[:SHOWN_LINES])
    return shown, left_out


def one_line(text: str, limit: int = 200) -> str:
    """Return text for a name, a tooltip or a preview: one line that cannot turn its neighbours.

    Direction marks are dropped, because in a short label they can only make it read as another.
    """
    shown = _CONTROL.sub(_visible, " ".join(text[: limit * 4].split()))
    if not shown.isascii():
        shown = _STACKED.sub(r"\1", _DIRECTION.sub("", shown))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in (0x2028, 0x2029):
        return "\n"
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
