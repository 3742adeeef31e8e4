"""Markdown by key: marks around the selection, put there or taken away, and lists that go on."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

BOLD: Final = "**"
ITALIC: Final = "*"
STRIKE: Final = "~~"
CODE: Final = "`"

_POINT = re.compile(r"(?P<lead>[ \t]*(?:> ?)*)(?P<marker>(?:[-*+]|(?P<number>\d{1,9})[.)]) +|)")


class Edit(Struct, frozen=True):
    """`text[start:end]` gives way to `new`; then `select` is selected: offsets of the new text."""

    start: int
    end: int
    new: str
    select: tuple[int, int]


def toggled(text: str, start: int, end: int, mark: str) -> Edit:
    """Put `mark` on both sides of a selection, or take it away where it stands there already.

    Spaces at the ends of the selection stay outside; without a selection the caret comes to stand
    between two marks. Code over several lines becomes a fenced block.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    chosen = text[start:end]
    if mark == CODE and "\n" in chosen:
        return _fenced(text, start, end)
    wide = len(mark)
    if start < end and _marked(chosen, mark) and len(chosen) > 2 * wide:
        inner = chosen[wide:-wide]
        return Edit(start, end, inner, (start, start + len(inner)))
    before, after = _run(text[:start][::-1], mark[0]), _run(text[end:], mark[0])
    if _holds(min(before, after), mark):
        new = (start - wide, start - wide + len(chosen))
        return Edit(start - wide, end + wide, chosen, new)
    return Edit(start, end, f"{mark}{chosen}{mark}", (start + wide, start + wide + len(chosen)))


def continued(line: str) -> str | None:
    """Return how the line after this one begins, "" where the list ends here, None for no list.

    `line` is what stands before the caret.
    """
    found = _POINT.match(line)
    if found is None or not found[0].strip():
        return None
    if not line[found.end() :].strip():
        return ""
    number = found["number"]
    marker = found["marker"]
    if number:
        marker = marker.replace(number, str(int(number) + 1), 1)
    return found["lead"] + marker


def _fenced(text: str, start: int, end: int) -> Edit:
    chosen = text[start:end]
    before = "" if start == 0 or text[start - 1] == "\n" else "\n"
    after = "" if end == len(text) or text[end] == "\n" else "\n"
    opening = f"{before}```\n"
    new = f"{opening}{chosen}\n```{after}"
    return Edit(start, end, new, (start + len(opening), start + len(opening) + len(chosen)))


def _marked(chosen: str, mark: str) -> bool:
    """Whether a selection begins and ends with its marks."""
    return _holds(min(_run(chosen, mark[0]), _run(chosen[::-1], mark[0])), mark)


def _holds(count: int, mark: str) -> bool:
    """Whether so many signs in a row hold this mark: one star is no bold, two are no italics."""
    if mark == ITALIC:
        return count % 2 == 1
    return count >= len(mark)


def _run(text: str, sign: str) -> int:
    return len(text) - len(text.lstrip(sign))
