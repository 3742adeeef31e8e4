"""Makes any text safe to lay out: no control characters, no endless runs, a bounded length."""

from __future__ import annotations

import re
from typing import Final

SHOWN_CHARS: Final = 10_000
"""How much of one message is laid out: the server's own limit, unless that was raised."""

SHOWN_LINES: Final = 300

SHORT: Final = 2_500
"""So much text is shaped fast enough, whatever it is."""

MOST_WORK: Final = 20_000
SIGN_WORK: Final = 5
SEARCH_WORK: Final = 28
"""How much work is done for one message: a byte of UTF-8 is one piece, a third of a microsecond.

A font looks at every sign for what stands around it, at every joiner for all the pictures that
might begin there, and we at every `@` for a name: with ten thousand of them a message would hold
the window up for some frames.
"""

FULL_CHARS: Final = 200_000
FULL_LINES: Final = 10_000
FULL_WIDTH: Final = 1_000
"""The bounds of a long message that is shown in full; to copy it has none."""

MARKS: Final = 6
"""Combining marks kept in a row: real scripts need fewer, more only paint over the neighbours."""

STEP: Final = 250
_SIGN = re.compile(r"[^\w\s]|\t")
_SEARCHED = re.compile("[@\u200d]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){3,}")
_COMBINING = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_COMBINING}{{{MARKS}}}){_COMBINING}+")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ENDLESS = re.compile("(?:[^\\s\u200d]\ufe0f?\u200d){12}|[\u1100-\u115f\ua960-\ua97c]{12}")
"""Runs that count as one letter and go on where no real one does: they are broken here."""

_OVERRIDE = re.compile("[\u202d\u202e]")


def cleaned(text: str) -> tuple[str, int]:
    """Return the text as it may be shown, and how many characters of it were left out."""
    begun = _beginning(text)
    left_out = len(text) - len(begun)
    shown = _readable(begun)
    shown = _BLANK_LINES.sub("\n\n\n", shown)
    if shown.count("\n") >= SHOWN_LINES:
        lines = shown.split("\n")
        left_out += sum(map(len, lines[SHOWN_LINES:])) + len(lines) - SHOWN_LINES
        shown = "\n".join(lines[:SHOWN_LINES])
    return shown, left_out


def _beginning(text: str) -> str:
    """Return as much of a text as a font shapes within half a frame."""
    begun = text[:SHOWN_CHARS]
    work = 0
    for at in range(0, len(begun) if len(begun) > SHORT else 0, STEP):
        part = begun[at : at + STEP]
        work += len(part.encode(errors="replace"))
        work += SIGN_WORK * len(_SIGN.findall(part)) + SEARCH_WORK * len(_SEARCHED.findall(part))
        if work > MOST_WORK:
            return begun[:at]
    return begun


def safe(text: str) -> str:
    """Return a whole text that a plain editor can show: its lines broken, its marks thinned.

    Beyond `FULL_CHARS` and `FULL_LINES` the end is left out, and says so.
    """
    lines: list[str] = []
    for line in _readable(text[:FULL_CHARS]).split("\n"):
        lines += [line[at : at + FULL_WIDTH] for at in range(0, max(1, len(line)), FULL_WIDTH)]
        if len(lines) > FULL_LINES:
            break
    shown = "\n".join(lines[:FULL_LINES])
    cut = len(text) > FULL_CHARS or len(lines) > FULL_LINES
    return f"{shown}\n…" if cut else shown


def _readable(text: str) -> str:
    """Return text without what cannot be read: controls, stacks of marks, forced directions.

    An override only makes a text read as another; scripts get their direction without it.
    """
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = _CONTROL.sub(_visible, shown)
    if shown.isascii():
        return shown
    shown = _OVERRIDE.sub("", _STACKED.sub(r"\1", shown))
    return _ENDLESS.sub("\\g<0>\u200b", shown)


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
