"""Where a message's text is code: fenced blocks and spans in backticks, found without a parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

_QUOTES = r"(?:[ ]{0,3}>(?:[ ]{0,4}>)*[ ]?|)"
_FENCE: Final = re.compile(
    rf"(?P<quotes>{_QUOTES})(?P<item>[ ]{{0,3}}(?:[-+*]|\d{{1,9}}[.)])[ ]{{1,4}}|)[ ]{{0,3}}"
    r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})"
)
_CLOSE: Final = re.compile(rf"{_QUOTES}(?P<indent>[ ]*)(?P<fence>`{{3,}}|~{{3,}})[ \t]*$")
_INDENT: Final = 3
"""A fence further in than this, within its point of a list, is text like all that is indented."""

_BLANK: Final = re.compile(r"[ \t>]*$")
_BLOCK: Final = re.compile(r"[ ]{0,3}(?:(?:[-+*]|\d{1,9}[.)]|#{1,6})(?:[ \t]|$)|>)")
_TICKS: Final = re.compile(r"\\[^\n]|`+")
_RUN: Final = re.compile(r"`+")


class Fence(Struct, frozen=True):
    """A fenced block from `start` to `end`, its fences included; `opener` is its first line."""

    start: int
    end: int
    opener: str
    closed: bool

    @property
    def closer(self) -> str:
        """The line that closes it, inside the same quotes and point of a list."""
        found = _FENCE.match(self.opener)
        return found["quotes"] + " " * len(found["item"]) + found["fence"] if found else "```"


def fences(text: str) -> tuple[Fence, ...]:
    """Return the fenced blocks of a text; one that is never closed goes on to its end."""
    return tuple(part for part in _parts(text) if isinstance(part, Fence))


def code_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where code begins and ends, ascending: `text[start:end]`, with its marks."""
    if "`" not in text and "~~~" not in text:
        return ()
    spans: list[tuple[int, int]] = []
    for part in _parts(text):
        if isinstance(part, Fence):
            spans.append((part.start, part.end))
        else:
            spans += _inline(text, *part)
    return tuple(spans)


def in_code(text: str, at: int) -> bool:
    """Whether what is typed at `at` is code, also where the closing marks are still to come."""
    before = text[:at]
    if "`" not in before and "~~~" not in before:
        return False
    if inside(code_spans(text), at):
        return True
    parts = tuple(_parts(before))
    last = parts[-1] if parts else (0, 0)
    if isinstance(last, Fence):
        return not last.closed
    closed = _inline(before, *last)
    ticks = (found.start() for found in _TICKS.finditer(before, *last) if found[0][0] == "`")
    return any(not any(start <= tick < end for start, end in closed) for tick in ticks)


def inside(spans: tuple[tuple[int, int], ...] | list[tuple[int, int]], at: int) -> bool:
    """Whether a place lies within one of the ascending spans, between its two ends."""
    place = bisect_right(spans, (at, 0)) - 1
    return place >= 0 and spans[place][0] < at < spans[place][1]


def _parts(text: str) -> Iterator[Fence | tuple[int, int]]:
    """Yield fenced blocks and, between them, stretches in which a span of code may lie whole."""
    start = at = 0
    opener: re.Match[str] | None = None
    for line in text.splitlines(keepends=True):
        bare, after = line.rstrip("\r\n"), at + len(line)
        if opener is not None:
            left_quote = ">" in opener["quotes"] and not bare.lstrip().startswith(">")
            closes = _CLOSE.match(bare)
            if closes and len(closes["indent"]) > len(opener["item"]) + _INDENT:
                closes = None
            if left_quote:
                yield Fence(start, at, opener.string, closed=True)
                opener, start = None, at
            elif closes and closes["fence"].startswith(opener["fence"]):
                yield Fence(start, at + len(bare), opener.string, closed=True)
                opener, start = None, at + len(bare)
        if opener is None and start <= at:
            found = _FENCE.match(bare)
            quoted = bare.lstrip().startswith(">") and text[start:at].lstrip().startswith(">")
            if found or _BLANK.match(bare) or (_BLOCK.match(bare) and not quoted):
                if start < at:
                    yield start, at
                start = at
            if found:
                opener = found
        at = after
    if opener is not None:
        yield Fence(start, at, opener.string, closed=False)
    elif start < at:
        yield start, at


def _inline(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans in backticks of one stretch: a run, and the next of the same length."""
    closers: dict[int, list[int]] = {}
    for run in _RUN.finditer(text, start, end):
        closers.setdefault(len(run[0]), []).append(run.start())
    spans: list[tuple[int, int]] = []
    at = start
    while (tick := _TICKS.search(text, at, end)) is not None:
        at = tick.end()
        if tick[0][0] != "`":
            continue
        length = len(tick[0])
        places = closers.get(length, [])
        if (next_one := bisect_right(places, tick.start())) < len(places):
            at = places[next_one] + length
            spans.append((tick.start(), at))
    return spans
