"""What counts as read: rows whose end was in view, and what is unread beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chat_desktop.chat.identity import seq_of
from chat_desktop.core.rows import MessageRow, Row
from protocol.scalars import Seq


def last_seen(rows: Sequence[Row], visible: Iterable[tuple[int, int, int]], height: int) -> Seq:
    """Return the newest seq whose row ends in a view of this height; 0 if there is none.

    `visible` are (row, upper edge, height). A row higher than the view counts when it fills it.
    """
    seen = 0
    for index, top, tall in visible:
        seq = seq_of(rows[index])
        if seq is not None and (top + tall <= height or (top <= 0 and tall >= height)):
            seen = max(seen, seq)
    return seen


def unread_beyond(rows: Sequence[Row], read: Seq) -> int:
    """Return how many messages there are after the read mark: `n - read_n`, nothing else.

    Where the rows begin after the mark, what lies between is counted only as far as they tell.
    """
    newest = first = 0
    for row in reversed(rows):
        if not isinstance(row, MessageRow) or row.seq is None or row.n is None:
            continue
        newest = newest or row.n
        if row.seq <= read:
            return newest - row.n
        first = row.n
    return newest - first + 1 if newest else 0
