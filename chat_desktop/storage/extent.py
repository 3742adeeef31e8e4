"""What part of a group's log the cache holds: how much of it, and from when."""

from __future__ import annotations

import sqlite3
from typing import Final, NamedTuple

import msgspec

from chat_desktop.storage.search_index import MADE_BY
from protocol.scalars import GroupId, Seq
from protocol.views import MessageView, TimelineItem

_items: msgspec.json.Decoder[TimelineItem] = msgspec.json.Decoder(TimelineItem)

_SPANS: Final = "SELECT lo, hi FROM spans WHERE group_id = ? ORDER BY lo DESC"
_UP: Final = "SELECT body FROM items WHERE group_id = ? AND seq BETWEEN ? AND ? ORDER BY seq"


class Found(NamedTuple):
    """Whether the cache knows, and if so the message: None where there is none."""

    known: bool
    seq: Seq | None = None


def covered(db: sqlite3.Connection, group: GroupId) -> int:
    """Return how many messages of the group are here and can be searched; deleted ones count."""
    if not _current(db):
        return 0
    row = db.execute("SELECT backlog FROM group_numbers WHERE group_id = ?", (group,)).fetchone()
    least = row[0] if row else 1
    count = 0
    for lo, hi in db.execute(_SPANS, (group,)).fetchall():
        within = (group, max(lo, least), hi)
        first, last = _message(db, _UP, within), _message(db, f"{_UP} DESC", within)
        if first is not None and last is not None:
            count += last.n - first.n + 1
    return count


def newest_hole(db: sqlite3.Connection, group: GroupId) -> Seq | None:
    """Return the seq right before which the newest missing events lie; None where none is."""
    have = db.execute("SELECT have FROM groups WHERE id = ?", (group,)).fetchone()
    if have is None or not have[0]:
        return None
    lo, hi = db.execute(_SPANS + " LIMIT 1", (group,)).fetchone() or (0, 0)
    if hi < have[0]:
        return int(have[0]) + 1
    return lo if lo > 1 else None


def indexing(db: sqlite3.Connection) -> bool:
    """Say whether messages are here that are older than the index and not in it yet."""
    if not _current(db):
        return True
    query = "SELECT 1 FROM group_numbers WHERE backlog > 0 LIMIT 1"
    return db.execute(query).fetchone() is not None


def _current(db: sqlite3.Connection) -> bool:
    """Say whether the index was made by this version; it makes another one's anew soon."""
    return bool(db.execute("SELECT made_by = ? FROM index_state", (MADE_BY,)).fetchone()[0])


def seq_at(db: sqlite3.Connection, group: GroupId, at: int) -> Found:
    """Return the first message sent at `at` (ms since 1970) or later.

    It is unknown where what lies right before it is not here. The server's clock may step back;
    then the answer is a message nearby.
    """
    spans = db.execute(_SPANS, (group,)).fetchall()
    have = db.execute("SELECT have FROM groups WHERE id = ?", (group,)).fetchone()
    if not spans or have is None or spans[0][1] < have[0]:
        return Found(known=False)
    for lo, hi in spans:
        place = _first_from(db, group, lo, hi, at)
        if place == lo > 1:
            # Nothing here is older: what is asked for may lie before.
            continue
        message = _message(db, _UP, (group, place, hi))
        if message is not None:
            return Found(known=True, seq=message.seq)
        return Found(known=hi >= have[0])
    return Found(known=False)


def _first_from(db: sqlite3.Connection, group: GroupId, lo: int, hi: int, at: int) -> int:
    """Return the least seq from which on nothing is older than `at`; `hi` + 1 if all of it is."""
    while lo <= hi:
        middle = (lo + hi) // 2
        row = db.execute(_UP + " LIMIT 1", (group, middle, hi)).fetchone()
        item = _items.decode(row[0]) if row else None
        if item is None or item.at >= at:
            hi = middle - 1
        else:
            lo = item.seq + 1
    return lo


def _message(
    db: sqlite3.Connection, query: str, within: tuple[GroupId, int, int]
) -> MessageView | None:
    """Return the first message that a query for items comes upon."""
    for (body,) in db.execute(query, within):
        item = _items.decode(body)
        if isinstance(item, MessageView):
            return item
    return None
