"""Events to rows of the log and back."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from chat_server.storage.ids import user_id, user_number
from protocol.events import (
    Changed,
    Closed,
    Deleted,
    Edited,
    Event,
    Joined,
    Left,
    Message,
    Reacted,
    Removed,
    RoleSet,
    Unreacted,
)
from protocol.scalars import Visibility

MESSAGE: Final = 0
EDITED: Final = 1
DELETED: Final = 2
REACTED: Final = 3
UNREACTED: Final = 4
JOINED: Final = 5
LEFT: Final = 6
REMOVED: Final = 7
ROLE: Final = 8
CHANGED: Final = 9
CLOSED: Final = 10

TIMELINE: Final = (MESSAGE, JOINED, LEFT, REMOVED, ROLE, CHANGED, CLOSED)
"""The kinds that `history` with `all` shows."""

EVENT_COLUMNS: Final = (
    "e.seq, e.at, e.by, e.kind, e.n, e.key, e.reply_to, e.target, e.user_id, e.detail, e.text"
)
"""What `read_event` reads, of a table named `e`."""


class _Change(msgspec.Struct, omit_defaults=True):
    """What a `changed` event names, as it is kept."""

    name: str | None = None
    topic: str | None = None
    visibility: Visibility | None = None


_encode = msgspec.json.Encoder().encode
_decode_change = msgspec.json.Decoder(_Change).decode


def event_row(group: int, event: Event, n: int, *, gone: bool = False) -> tuple[Any, ...]:
    """Return the values of the row, in the order of `tables.Event`.

    `n` counts the group's messages up to and including this event; `gone` withholds its text.
    """
    kind, key, reply_to, target, user, detail, text = _fields(event)
    return (
        group,
        event.seq,
        event.at,
        user_number(event.by),
        kind,
        n,
        key,
        reply_to,
        target,
        user_number(user) if user else None,
        detail,
        None if gone else text,
    )


def _fields(event: Event) -> tuple[Any, ...]:
    """Return (kind, key, reply_to, target, user, detail, text)."""
    match event:
        case Message():
            return MESSAGE, event.key, event.reply_to, None, None, None, event.text
        case Edited():
            return EDITED, None, None, event.target, None, None, event.text
        case Deleted():
            return DELETED, None, None, event.target, None, None, None
        case Reacted():
            return REACTED, None, None, event.target, None, event.emoji, None
        case Unreacted():
            return UNREACTED, None, None, event.target, None, event.emoji, None
        case Joined():
            return JOINED, None, None, None, event.user, None, None
        case Left():
            return LEFT, None, None, None, event.user, None, None
        case Removed():
            return REMOVED, None, None, None, event.user, None, None
        case RoleSet():
            return ROLE, None, None, None, event.user, event.role, None
        case Changed():
            change = _Change(event.name, event.topic, event.visibility)
            return CHANGED, None, None, None, None, _encode(change).decode(), None
        case Closed():
            return CLOSED, None, None, None, None, None, None
        case _:
            raise TypeError(f"no event of this version: {event!r}")


def read_event(row: tuple[Any, ...]) -> Event:
    """Return the event of a row of `EVENT_COLUMNS`; a text that is no longer there is `gone`."""
    seq, at, by_number, kind, n, key, reply_to, target, _, detail, text = row
    by = user_id(by_number)
    if kind == MESSAGE:
        return Message(
            seq=seq, at=at, by=by, key=key, n=n, text=text, reply_to=reply_to, gone=text is None
        )
    if kind == EDITED:
        return Edited(seq=seq, at=at, by=by, target=target, text=text, gone=text is None)
    if kind == DELETED:
        return Deleted(seq=seq, at=at, by=by, target=target)
    if kind == REACTED:
        return Reacted(seq=seq, at=at, by=by, target=target, emoji=detail)
    if kind == UNREACTED:
        return Unreacted(seq=seq, at=at, by=by, target=target, emoji=detail)
    return read_group_event(row)


def read_group_event(
    row: tuple[Any, ...],
) -> Joined | Left | Removed | RoleSet | Changed | Closed:
    """Return the event of a row of `EVENT_COLUMNS` that is about the group, not a message."""
    seq, at, by_number, kind, _, _, _, _, user, detail, _ = row
    by = user_id(by_number)
    if kind == JOINED:
        return Joined(seq=seq, at=at, by=by, user=user_id(user))
    if kind == LEFT:
        return Left(seq=seq, at=at, by=by, user=user_id(user))
    if kind == REMOVED:
        return Removed(seq=seq, at=at, by=by, user=user_id(user))
    if kind == ROLE:
        return RoleSet(seq=seq, at=at, by=by, user=user_id(user), role=detail)
    if kind == CHANGED:
        to = _decode_change(detail)
        return Changed(
            seq=seq, at=at, by=by, name=to.name, topic=to.topic, visibility=to.visibility
        )
    if kind == CLOSED:
        return Closed(seq=seq, at=at, by=by)
    raise ValueError(f"event {seq} is of no kind of this version: {kind}")
