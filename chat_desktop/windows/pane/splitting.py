"""A text that is too long for one message, cut into several where it hurts least."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from chat_desktop.core.code_spans import fences

LEAST: Final = 40
"""Below this limit nothing is cut with care."""

_JOINS: Final = "\u200d\ufe0f"
_SPACE = re.compile(r"\s")


def split_text(text: str, limit: int) -> tuple[str, ...]:
    """Return the text in pieces of at most `limit` code points, none of them blank.

    Pieces end at paragraphs, else at lines, else between words. A fenced block that must be cut is
    closed in one piece and opened again in the next; nothing else is added, and besides spaces and
    line breaks at the cuts nothing is lost.
    """
    pieces: list[str] = []
    rest, opener = text.strip("\n"), ""
    while rest.strip():
        head = f"{opener}\n" if opener else ""
        if len(head) + len(rest) <= limit:
            pieces.append(head + rest)
            break
        cut, opener, closer = _cut(head, rest, limit)
        piece = head + rest[:cut].rstrip("\n" if opener else "\n ") + closer
        if rest[:cut].strip():
            pieces.append(piece)
        rest = rest[cut:].removeprefix("\n") if opener else rest[cut:].lstrip("\n")
    return tuple(pieces)


def _cut(head: str, rest: str, limit: int) -> tuple[int, str, str]:
    """Return where to cut, and what to open and to close a fence with there."""
    room = limit - len(head)
    cut = _place(rest, room, len(head), head)
    opener, closer = _open_fence(head + rest[:cut])
    if closer and limit >= LEAST:
        if room - len(closer) - 1 > limit // 2:
            cut = min(cut, _place(rest, room - len(closer) - 1, len(head), head))
            opener, closer = _open_fence(head + rest[:cut])
        if len(opener) + len(closer) < limit // 3:
            return cut, opener, f"\n{closer}" if closer else ""
    return cut, "", ""


def _open_fence(text: str) -> tuple[str, str]:
    """Return the first line and the closing one of the fence that a text ends inside of."""
    blocks = fences(text)
    if blocks and not blocks[-1].closed and blocks[-1].end == len(text):
        return blocks[-1].opener, blocks[-1].closer
    return "", ""


def _place(rest: str, room: int, before: int, head: str) -> int:
    """Return the best place to cut within `room`."""
    least = room // 2
    blocks = [(each.start - before, each.end - before) for each in fences(head + rest)]

    def outside(at: int) -> bool:
        return not any(start < at < end for start, end in blocks)

    for mark in ("\n\n", "\n"):
        at = rest.rfind(mark, least, room + 1)
        while at > least and not outside(at):
            at = rest.rfind(mark, least, at)
        if at > least:
            return at
    # A block that would fit whole into a message of its own is left whole, even if early.
    start = next((start for start, end in blocks if 0 < start < room < end), 0)
    if start and rest[:start].strip() and start > room // 8:
        return start
    at = rest.rfind("\n", least, room + 1)
    if at > 0:
        return at
    spaces = [found.end() for found in _SPACE.finditer(rest, least, room)]
    return spaces[-1] if spaces else _between_characters(rest, room)


def _between_characters(text: str, at: int) -> int:
    """Return the place at or before `at` that takes no character apart; `at` where all join."""
    for place in range(at, max(at - 16, 0), -1):
        joins = text[place] in _JOINS or text[place - 1] == _JOINS[0]
        if not joins and not unicodedata.category(text[place]).startswith(("M", "Sk")):
            return place
    return at
