"""A group's log for its members: pages of messages as they stand, and the events themselves.

`at` of a message may be earlier than that of the one before it, since clocks step back. A page
that a time names is found by bisecting the log, so that a million events cost twenty look-ups:
where the clock stepped back, it is one of the places at which the log passed that time.
"""

from __future__ import annotations

from typing import Final

from chat_server.storage.connection import Connection, Row
from chat_server.storage.event_rows import EVENT_COLUMNS, MESSAGE, TIMELINE, read_event
from chat_server.storage.groups import open_group
from chat_server.storage.ids import find_number
from chat_server.storage.messages import AMENDED, ITEM_COLUMNS, reactions_between, read_item
from chat_server.storage.pages import fit, page_limit
from protocol.commands import CatchUp, History
from protocol.replies import Events, Messages
from protocol.scalars import Position, Seq, Time, UserId
from protocol.views import Limits, TimelineItem

_EVERY_KIND: Final = f"e.kind IN ({', '.join(map(str, TIMELINE))})"
_MESSAGES_ONLY: Final = f"e.kind = {MESSAGE}"
_ITEMS: Final = f"SELECT {ITEM_COLUMNS} FROM events e {AMENDED} WHERE e.group_id = ?"


def history(db: Connection, reader: UserId, command: History, limits: Limits) -> Messages:
    """Return a page of the group as it stands after event `head`."""
    group = open_group(db, command.group, reader)
    page = _Pages(db, group.number, find_number(reader), command.all)
    limit = page_limit(command.limit, limits)
    around = command.around
    if command.at is not None:
        around = _find_time(db, group.number, group.head, command.at)
    if command.after is not None:
        items, more = page.after(command.after, limit)
    elif around is not None:
        items, more = page.around(around, limit)
    else:
        before = group.head + 1 if command.before is None else command.before
        items, more = page.before(before, limit)
    return Messages(id=command.id, group=command.group, messages=items, more=more, head=group.head)


def catch_up(db: Connection, reader: UserId, command: CatchUp, limits: Limits) -> Events:
    """Return the events that follow `after`, as they were sent, save for texts that are gone."""
    group = open_group(db, command.group, reader)
    rows = db.rows(
        f"SELECT {EVENT_COLUMNS} FROM events e WHERE e.group_id = ? AND e.seq > ?"
        " ORDER BY e.seq LIMIT ?",
        (group.number, command.after, page_limit(command.limit, limits)),
    )
    events = [read_event(row) for row in rows]
    _, end = fit(events, 0)
    return Events(id=command.id, group=command.group, events=events[:end], head=group.head)


class _Pages:
    """Pages of one group for one reader: messages only, or with `every` all a timeline shows."""

    def __init__(self, db: Connection, group: int, reader: int | None, every: bool) -> None:
        self._db = db
        self._group = group
        self._reader = reader
        self._kinds = _EVERY_KIND if every else _MESSAGES_ONLY

    def before(self, seq: Position, limit: int) -> tuple[list[TimelineItem], bool]:
        """Return the last items below `seq`, and whether there are older ones."""
        items = self._read(self._older(seq, limit + 1))
        page = items[-limit:]
        start, end = fit(page, len(page) - 1)
        return page[start:end], start > 0 or len(items) > limit

    def after(self, seq: Position, limit: int) -> tuple[list[TimelineItem], bool]:
        """Return the first items beyond `seq`, and whether there are newer ones."""
        items = self._read(self._newer(seq, limit + 1))
        start, end = fit(items[:limit], 0)
        return items[start:end], end < len(items)

    def around(self, seq: Seq, limit: int) -> tuple[list[TimelineItem], bool]:
        """Return about as many items on either side of `seq`, and whether there are older ones."""
        older = self._older(seq + 1, limit + 1)
        newer = self._newer(seq, limit)
        newer_count = min(len(newer), max((limit - 1) // 2, limit - len(older)))
        older_count = min(len(older), limit - newer_count)
        items = self._read(older[len(older) - older_count :] + newer[:newer_count])
        start, end = fit(items, max(older_count - 1, 0))
        return items[start:end], start > 0 or len(older) > older_count

    def _older(self, seq: Position, count: int) -> list[Row]:
        sql = f"{_ITEMS} AND e.seq < ? AND {self._kinds} ORDER BY e.seq DESC LIMIT ?"
        return self._db.rows(sql, (self._group, seq, count))[::-1]

    def _newer(self, seq: Position, count: int) -> list[Row]:
        sql = f"{_ITEMS} AND e.seq > ? AND {self._kinds} ORDER BY e.seq LIMIT ?"
        return self._db.rows(sql, (self._group, seq, count))

    def _read(self, rows: list[Row]) -> list[TimelineItem]:
        if not rows:
            return []
        reactions = reactions_between(self._db, self._group, rows[0][0], rows[-1][0], self._reader)
        return [read_item(row, reactions) for row in rows]


def _find_time(db: Connection, group: int, head: Position, at: Time) -> Position:
    """Return the seq of the first message not earlier than `at`, else the newest event's."""
    low, high = 1, head + 1
    while low < high:
        middle = (low + high) // 2
        row = db.row("SELECT at FROM events WHERE group_id = ? AND seq = ?", (group, middle))
        if row is not None and row[0] < at:
            low = middle + 1
        else:
            high = middle
    row = db.row(
        f"SELECT e.seq FROM events e WHERE e.group_id = ? AND e.seq >= ? AND {_MESSAGES_ONLY}"
        " ORDER BY e.seq LIMIT 1",
        (group, low),
    )
    return int(row[0]) if row else head
