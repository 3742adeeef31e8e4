"""What counts as a mention: `@username` outside code, at the borders of a word, in any case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from chat_desktop.core.code_spans import code_spans, inside
from protocol.rules import USERNAME_CHARS, fold

_LONGEST: Final = 2 * USERNAME_CHARS[1]
"""A name may be written in a longer form than the one it was registered in."""

_JOINERS: Final = frozenset(".-_")
"""Between two parts of a word these belong to a name; behind one they end a sentence or italics."""


class Mention(Struct, frozen=True):
    """`text[start:end]` is the mention, its @ included; `name` is the username, folded."""

    start: int
    end: int
    name: str


def folded(usernames: Iterable[str]) -> frozenset[str]:
    """Return usernames in the form in which they are compared."""
    return frozenset(fold(name) for name in usernames)


def mentions(text: str, names: frozenset[str]) -> tuple[Mention, ...]:
    """Return where a message's text, as it was typed, mentions any of the `folded` names."""
    if "@" not in text or not names:
        return ()
    code = code_spans(text)
    return tuple(found for found in mentions_in(text, names) if not inside(code, found.start + 1))


def mentions_in(text: str, names: frozenset[str]) -> tuple[Mention, ...]:
    """Return the mentions in a text without code, such as one span of a parsed message.

    Where several names fit, the longest counts: `@ada.l` is no mention of `ada`.
    """
    found: list[Mention] = []
    at = text.find("@") if names else -1
    while at >= 0:
        mention = _mention_at(text, at, names)
        if mention is not None:
            found.append(mention)
        at = text.find("@", at + 1)
    return tuple(found)


def is_mentioned(text: str, username: str) -> bool:
    """Whether a message's text mentions this user."""
    return "@" in text and bool(mentions(text, frozenset((fold(username),))))


def _mention_at(text: str, at: int, names: frozenset[str]) -> Mention | None:
    if at and (_is_word(text[at - 1]) or text[at - 1] in "@/"):
        # The @ of an address, of a path or of another name.
        return None
    first = at + 1
    last = first
    while last < len(text) and last - first < _LONGEST and not _ends_name(text[last]):
        last += 1
    for end in range(last, first, -1):
        if _is_border(text, end) and (name := fold(text[first:end])) in names:
            return Mention(at, end, name)
    return None


def _ends_name(char: str) -> bool:
    return char == "@" or unicodedata.category(char)[0] in "ZC"


def _is_border(text: str, end: int) -> bool:
    """Whether a name may end here."""
    if end == len(text):
        return True
    if text[end] in _JOINERS or text[end] == "@":
        return end + 1 == len(text) or not _is_word(text[end + 1])
    return not _is_word(text[end])


def _is_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"
