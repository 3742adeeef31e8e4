"""What every page shares: how long it may be, and the opaque cursor to the next one."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Final, TypeVar

import msgspec

from protocol.codec import encode
from protocol.errors import ErrorCode, Refusal
from protocol.views import Limits

DEFAULT_LIMIT: Final = 50

PAGE_BYTES: Final = 256 * 1024
"""About the most bytes of JSON in a page; one item may be larger and comes alone."""

LONGEST_QUERY: Final = 4_000
"""Characters of a query that are looked at: more than any name has, so the rest decides nothing.

SQLite's own bound on a pattern is 50,000 bytes.
"""

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)


def page_limit(asked: int | None, limits: Limits) -> int:
    """Return how many items a page may have."""
    return min(asked or DEFAULT_LIMIT, limits.page)


def fit(items: Sequence[msgspec.Struct], anchor: int) -> tuple[int, int]:
    """Return the bounds [start, end) of the items around `anchor` that fit into a page.

    Neighbours are taken in turn, the later one first; nothing is skipped.
    """
    if not items:
        return 0, 0
    start, end = anchor, anchor + 1
    room = PAGE_BYTES - _size(items[anchor])
    later = earlier = True
    while later or earlier:
        if later := later and end < len(items):
            room -= (size := _size(items[end]))
            if later := room >= 0:
                end += 1
            else:
                room += size
        if earlier := earlier and start > 0:
            room -= (size := _size(items[start - 1]))
            if earlier := room >= 0:
                start -= 1
            else:
                room += size
    return start, end


def first_page(items: Sequence[S], limit: int) -> tuple[list[S], bool]:
    """Return the first items that fit, at most `limit`, and whether there are more."""
    _, end = fit(items[:limit], 0)
    return list(items[:end]), end < len(items)


def make_cursor(*place: str | int) -> str:
    """Return an opaque cursor to what follows `place`."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def read_cursor(cursor: str, shape: type[T]) -> T:
    """Return the place of a cursor that came back; refuse one that was not made here."""
    try:
        data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        place = msgspec.json.decode(data, type=shape)
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        message = "This page cannot be continued; begin again."
        raise Refusal(ErrorCode.BAD_REQUEST, message, field="after") from None
    return place


def like(query: str) -> str:
    """Return a pattern for LIKE … ESCAPE '\\' that finds the text anywhere, taken literally.

    SQLite would end the pattern at a NUL, which no name has: it stands for another such character.
    """
    query = query[:LONGEST_QUERY].replace("\0", "\1")
    for special in ("\\", "%", "_"):
        query = query.replace(special, "\\" + special)
    return f"%{query}%"


def _size(item: msgspec.Struct) -> int:
    return len(encode(item)) + 1
