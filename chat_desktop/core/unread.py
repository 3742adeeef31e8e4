"""What is unread in a group, and why: arithmetic on its counts, never a look at the messages."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from chat_desktop.core.rows import MessageRow, Row
from protocol.scalars import Seq
from protocol.views import Group


class Unread(Struct, frozen=True):
    """`count` messages are unread: the first of them is message `n`, the next one after `after`.

    `after` is the read mark, a seq. Deleted messages count as long as they are unread.
    """

    count: int
    n: int
    after: Seq


def unread_count(view: Group) -> int:
    """Return how many messages of the group are unread."""
    return max(0, view.n - (view.read_n or 0))


def unread_of(view: Group) -> Unread | None:
    """Return what is unread in the group, None when nothing is."""
    count = unread_count(view)
    return Unread(count, view.n - count + 1, view.read or 0) if count else None


def first_unread(rows: Iterable[Row], unread: Unread) -> Seq | None:
    """Return the seq of the first unread message; None when `rows` do not hold it."""
    for row in rows:
        if isinstance(row, MessageRow) and row.n == unread.n:
            return row.seq
    return None
