"""What stands above each row: the group's beginning, a day line, the unread line, a gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from chat_desktop.chat.days import local_day
from chat_desktop.core.rows import HoleRow, MessageRow, NoticeRow, Row
from protocol.scalars import UserId

TOGETHER_MS: Final = 5 * 60_000
"""Messages of one author that follow within this time stand together under one name."""


QUARTER_MS: Final = 15 * 60_000


class Lead(Struct, frozen=True):
    """What one row has above it. `starts` begins a run of messages of one author."""

    starts: bool = True
    day: int | None = None
    unread: bool = False
    beginning: bool = False
    first: bool = False


TOGETHER: Final = Lead(starts=False)
APART: Final = Lead()
"""The leads of nearly all messages: they go on below one of the same author, or begin anew."""


def leads_of(
    rows: Sequence[Row], start: int, end: int, *, unread: int | None, beginning: bool
) -> list[Lead]:
    """Return what stands above each of `rows[start:end]`; `unread` has the unread line above it."""
    found: list[Lead] = []
    before = rows[start - 1] if start else None
    for index, row in enumerate(rows[start:end], start):
        # Of a thousand rows there are few that this does not decide.
        if (
            row.__class__ is before.__class__ is MessageRow
            and row.at // QUARTER_MS == before.at // QUARTER_MS
            and index != unread
        ):
            found.append(TOGETHER if _together(before, row) else APART)
        else:
            found.append(lead_of(before, row, unread=index == unread, beginning=beginning))
        before = row
    return found


def lead_of(before: Row | None, row: Row, *, unread: bool = False, beginning: bool = False) -> Lead:
    """Return what stands above `row` when `before` is the row above it."""
    day = _new_day(before, row)
    return Lead(
        starts=unread or day is not None or not _together(before, row),
        day=day,
        unread=unread,
        beginning=beginning and before is None,
        first=before is None,
    )


def first_unread(rows: Iterable[Row], read: int, me: UserId | None) -> int | None:
    """Return the index of the first message of somebody else after the read mark.

    A deleted one counts as long as it is unread: the count beside the group says so, too.
    """
    for index, row in enumerate(rows):
        if isinstance(row, MessageRow) and row.seq is not None and row.seq > read and row.by != me:
            return index
    return None


def _time(row: Row | None) -> int | None:
    match row:
        case MessageRow():
            return row.at
        case NoticeRow():
            return row.event.at
        case _:
            return None


def _new_day(before: Row | None, row: Row) -> int | None:
    at = _time(row)
    if at is None:
        return None
    then = _time(before)
    if then is not None and at // QUARTER_MS == then // QUARTER_MS:
        # No day begins within a quarter of an hour of any zone; this spares two looks at it.
        return None
    # Outbox times are this device's, the others the server's; only what moves on is a new day.
    day = local_day(at)
    return day if then is None or local_day(then) < day else None


def _together(before: Row | None, row: Row) -> bool:
    if isinstance(row, NoticeRow | HoleRow):
        return isinstance(before, type(row))
    return (
        isinstance(before, MessageRow)
        and before.by == row.by
        and abs(row.at - before.at) <= TOGETHER_MS
    )
