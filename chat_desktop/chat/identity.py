"""What makes a row of a timeline the same row after it changed or moved."""

from __future__ import annotations

from chat_desktop.core.rows import HoleRow, MessageRow, NoticeRow, Row

Identity = tuple[str, str | int]


def identity(row: Row) -> Identity:
    """Return what stays the same for as long as the row lives: a key is unique to its author."""
    match row:
        case MessageRow():
            return row.by, row.key
        case NoticeRow():
            return "", row.event.seq
        case HoleRow():
            return "hole", row.after


def revision(row: Row) -> int:
    """Return the number that changes whenever the row looks different."""
    return row.rev if isinstance(row, MessageRow) else 0


def seq_of(row: Row) -> int | None:
    """Return the row's place in the log; None for a message in the outbox and for a hole."""
    match row:
        case MessageRow():
            return row.seq
        case NoticeRow():
            return row.event.seq
        case HoleRow():
            return None
