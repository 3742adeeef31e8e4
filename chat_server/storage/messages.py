"""Messages as they stand now: the event, what amended it, and the reactions to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from chat_server.core.model import MessageState
from chat_server.storage.connection import Connection, Row
from chat_server.storage.event_rows import EVENT_COLUMNS, MESSAGE, read_group_event
from chat_server.storage.ids import user_id
from protocol.scalars import Seq
from protocol.views import MessageView, Reaction, TimelineItem

ITEM_COLUMNS: Final = f"{EVENT_COLUMNS}, c.text, a.event, a.edited_at, a.deleted"
"""What `read_item` and `message_view` read, of the tables of `AMENDED`."""

AMENDED: Final = (
    "LEFT JOIN amendments a ON a.group_id = e.group_id AND a.seq = e.seq"
    " LEFT JOIN events c ON c.group_id = a.group_id AND c.seq = a.event"
)
"""Joins to an event `e` what became of it: `a`, and the event `c` that has its present text."""

_REACTIONS: Final = (
    "COUNT(*), SUM(CASE WHEN r.user_id = ? THEN 1 ELSE 0 END), MIN(r.event) AS first"
)

Reactions = dict[Any, list[Reaction]]


def reactions_between(
    db: Connection, group: int, first: Seq, last: Seq, reader: int | None
) -> Reactions:
    """Return the reactions to a group's messages from `first` to `last`, by seq, oldest first."""
    rows = db.rows(
        f"SELECT r.seq, r.emoji, {_REACTIONS} FROM reactions r"
        " WHERE r.group_id = ? AND r.seq BETWEEN ? AND ?"
        " GROUP BY r.seq, r.emoji ORDER BY r.seq, first, r.emoji",
        (reader, group, first, last),
    )
    return _collect(rows)


def reactions_to_last(db: Connection, user: int) -> Reactions:
    """Return the reactions to the newest message of each of the user's groups, by group."""
    rows = db.rows(
        f"SELECT g.id, r.emoji, {_REACTIONS} FROM members m"
        " JOIN groups g ON g.id = m.group_id"
        " JOIN reactions r ON r.group_id = g.id AND r.seq = g.last"
        " WHERE m.user_id = ?"
        " GROUP BY g.id, r.emoji ORDER BY g.id, first, r.emoji",
        (user, user),
    )
    return _collect(rows)


def _collect(rows: Iterable[Row]) -> Reactions:
    found: Reactions = {}
    for place, emoji, count, mine, _ in rows:
        reaction = Reaction(emoji=emoji, count=count, mine=bool(mine))
        found.setdefault(place, []).append(reaction)
    return found


def message_view(row: Row, reactions: list[Reaction]) -> MessageView:
    """Return the message of a row of `ITEM_COLUMNS`; a deleted one is a tombstone."""
    seq, at, by, _, n, key, reply_to, _, _, _, text = row[:11]
    amended_text, amended, edited_at, deleted = row[11:15]
    return MessageView(
        seq=seq,
        at=at,
        by=user_id(by),
        key=key,
        n=n,
        text=text if amended is None else amended_text,
        reply_to=reply_to,
        edited_at=edited_at,
        deleted=bool(deleted),
        reactions=reactions,
    )


def read_item(row: Row, reactions: Reactions) -> TimelineItem:
    """Return the message or other event of a row of `ITEM_COLUMNS`."""
    if row[3] == MESSAGE:
        return message_view(row, reactions.get(row[0], []))
    return read_group_event(row[:11])


def find_message(db: Connection, group: int, seq: Seq) -> MessageState | None:
    """Return the message at `seq` as it stands; None where another kind of event is, or none."""
    row = db.row(
        f"SELECT {ITEM_COLUMNS} FROM events e {AMENDED}"
        " WHERE e.group_id = ? AND e.seq = ? AND e.kind = ?",
        (group, seq, MESSAGE),
    )
    if row is None:
        return None
    view = message_view(row, [])
    return MessageState(
        seq=view.seq,
        by=view.by,
        at=view.at,
        n=view.n,
        text=view.text,
        edited_at=view.edited_at,
        deleted=view.deleted,
    )


def find_last(db: Connection, group: int, reader: int | None) -> MessageView | None:
    """Return the group's newest message as the reader sees it."""
    row = db.row(
        f"SELECT {ITEM_COLUMNS} FROM groups g"
        f" JOIN events e ON e.group_id = g.id AND e.seq = g.last {AMENDED} WHERE g.id = ?",
        (group,),
    )
    if row is None:
        return None
    return message_view(row, reactions_between(db, group, row[0], row[0], reader).get(row[0], []))
