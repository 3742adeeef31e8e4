"""Writing what a batch changed, in bulk: each touched row once, whatever the number of events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chat_server.core import model
from chat_server.core.model import Changes, GroupState
from chat_server.storage.connection import Connection, Row
from chat_server.storage.event_rows import MESSAGE, event_row
from chat_server.storage.ids import user_number
from chat_server.storage.people import user_row
from chat_server.storage.statements import Bulk, delete, insert, insert_new, types_of, upsert
from chat_server.storage.tables import (
    Amendment,
    Event,
    Group,
    Invite,
    Member,
    Reaction,
    Removal,
    Session,
    User,
)
from protocol import events
from protocol.events import Changed, Closed, Edited, Message, Reacted
from protocol.rules import fold
from protocol.scalars import RANK, GroupId, Seq

Amendments = Mapping[tuple[GroupId, Seq], model.Amendment]
Numbers = Mapping[GroupId, int]
"""The number in the tables of every group that a batch names."""


_FREE_EMAIL: Final = Bulk(
    "UPDATE users SET folded_email = NULL WHERE id = ?",
    "UPDATE users SET folded_email = NULL FROM {rows} WHERE users.id = v.id",
    types_of(User, "id"),
    ("id",),
)
_PUT_USER: Final = upsert(User, "id")
_ADD_SESSION: Final = insert(Session)
_DROP_SESSION: Final = delete(Session, "token_hash")
_ADD_EVENT: Final = insert(Event)
# Nearly all events are plain messages: to bind no NULLs saves a third of an insert.
_ADD_MESSAGE: Final = insert(Event, "group_id", "seq", "at", "by", "kind", "n", "key", "text")
_PUT_MEMBER: Final = upsert(Member, "group_id", "user_id")
# A row that is put is put into its indexes too; a mark is in none of them.
_MARKED: Final = ("read", "read_n", "group_id", "user_id")
_MOVE_MARK: Final = Bulk(
    "UPDATE members SET read = ?, read_n = ? WHERE group_id = ? AND user_id = ?",
    "UPDATE members SET read = v.read, read_n = v.read_n FROM {rows}"
    " WHERE members.group_id = v.group_id AND members.user_id = v.user_id",
    types_of(Member, *_MARKED),
    _MARKED,
)
_DROP_MEMBER: Final = delete(Member, "group_id", "user_id")
_ADD_REMOVAL: Final = insert_new(Removal)
_DROP_REMOVAL: Final = delete(Removal, "group_id", "user_id")
_PUT_REACTION: Final = upsert(Reaction, "group_id", "seq", "emoji", "user_id")
_DROP_REACTION: Final = delete(Reaction, "group_id", "seq", "emoji", "user_id")
_DROP_REACTIONS: Final = delete(Reaction, "group_id", "seq")
_PUT_INVITE: Final = upsert(Invite, "token_hash")
_PUT_AMENDMENT: Final = upsert(Amendment, "group_id", "seq")
_ADD_GROUP: Final = (
    "INSERT INTO groups"
    " (uuid, name, folded, topic, public, created, closed, head, n, members, erase_after)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?) RETURNING id"
)
_MOVED: Final = ("head", "n", "members", "last", "id")
_MOVE_GROUP: Final = Bulk(
    "UPDATE groups SET head = ?, n = ?, members = ?, last = COALESCE(?, last) WHERE id = ?",
    "UPDATE groups SET head = v.head, n = v.n, members = v.members,"
    " last = COALESCE(v.last, groups.last) FROM {rows} WHERE groups.id = v.id",
    types_of(Group, *_MOVED),
    _MOVED,
)
_CHANGED: Final = ("name", "folded", "topic", "public", "closed", "id")
_CHANGE_GROUP: Final = Bulk(
    "UPDATE groups SET name = ?1, folded = ?2, topic = ?3, public = ?4, closed = ?5,"
    " erase_after = CASE WHEN ?5 > closed THEN 0 ELSE erase_after END"
    " WHERE id = ?6",
    "UPDATE groups SET name = v.name, folded = v.folded, topic = v.topic, public = v.public,"
    " closed = v.closed,"
    " erase_after = CASE WHEN v.closed > groups.closed THEN 0 ELSE groups.erase_after END"
    " FROM {rows} WHERE groups.id = v.id",
    types_of(Group, *_CHANGED),
    _CHANGED,
)
_BLANK: Final = Bulk(
    "UPDATE events SET text = NULL WHERE group_id = ? AND seq = ? AND text IS NOT NULL",
    "UPDATE events SET text = NULL FROM {rows} WHERE events.group_id = v.group_id"
    " AND events.seq = v.seq AND events.text IS NOT NULL",
    types_of(Event, "group_id", "seq"),
    ("group_id", "seq"),
)
_BLANK_EDIT: Final = Bulk(
    "UPDATE events SET text = NULL WHERE group_id = ?1 AND seq <> ?2 AND seq ="
    " (SELECT event FROM amendments WHERE group_id = ?1 AND seq = ?3)",
    "UPDATE events SET text = NULL FROM {rows} JOIN amendments a ON a.group_id = v.group_id"
    " AND a.seq = v.target WHERE events.group_id = v.group_id AND events.seq = a.event"
    " AND events.seq <> v.seq",
    types_of(Event, "group_id", "seq", "target"),
    ("group_id", "seq", "target"),
)


def write_people(db: Connection, changes: Changes) -> None:
    """Write accounts, and sessions that began or ended."""
    rows = [user_row(user) for user in changes.users.values()]
    if len(rows) > 1:
        # Two accounts may have passed an e-mail on within the batch, in either order.
        db.run_many(_FREE_EMAIL, [row[:1] for row in rows])
    db.run_many(_PUT_USER, rows)
    db.run_many(
        _ADD_SESSION,
        [(s.token_hash, user_number(s.user), s.device, s.created) for s in changes.sessions],
    )
    db.run_many(_DROP_SESSION, [(token,) for token in changes.revoked])


def add_group(db: Connection, group: GroupState) -> int:
    """Make the group's row, still without a log; return its number."""
    closed = int(group.closed)
    public = int(group.visibility == "public")
    row = db.row(
        _ADD_GROUP,
        (
            group.id,
            group.name,
            fold(group.name),
            group.topic,
            public,
            group.created,
            closed,
            0 if closed else None,
        ),
    )
    if row is None:
        raise LookupError(f"group {group.id} got no number")
    return int(row[0])


def write_groups(db: Connection, numbers: Numbers, changes: Changes) -> None:
    """Write the groups' rows with their members and removals, and append their events."""
    log = _Rows(numbers, changes)
    moved = [
        (group.head, group.n, len(group.members), log.last.get(id), numbers[id])
        for id, group in changes.groups.items()
    ]
    db.run_many(_MOVE_GROUP, moved)
    if log.redescribed:
        rows = [_description(changes.groups[id], numbers) for id in log.redescribed]
        db.run_many(_CHANGE_GROUP, rows)
    if changes.members:
        _write_members(db, numbers, changes)
    marks = [
        (member.read, member.read_n, numbers[id], user_number(user))
        for (id, user), member in changes.marks.items()
    ]
    db.run_many(_MOVE_MARK, marks)
    if changes.removals:
        _write_removals(db, numbers, changes)
    if changes.amendments:
        _write_amendments(db, numbers, changes.amendments)
    db.run_many(_ADD_MESSAGE, log.plain)
    db.run_many(_ADD_EVENT, log.others)
    if changes.reactions:
        _write_reactions(db, numbers, changes)
    if changes.amendments:
        _drop_reactions_to_deleted(db, numbers, changes)


def _write_members(db: Connection, numbers: Numbers, changes: Changes) -> None:
    put, drop = [], []
    for (group_id, user), member in changes.members.items():
        place = (numbers[group_id], user_number(user))
        if member is None:
            drop.append(place)
        else:
            put.append((*place, RANK[member.role], member.joined, member.read, member.read_n))
    db.run_many(_PUT_MEMBER, put)
    db.run_many(_DROP_MEMBER, drop)


def _write_removals(db: Connection, numbers: Numbers, changes: Changes) -> None:
    removed = [
        (numbers[group_id], user_number(user), there)
        for (group_id, user), there in changes.removals.items()
    ]
    db.run_many(_ADD_REMOVAL, [row[:2] for row in removed if row[2]])
    db.run_many(_DROP_REMOVAL, [row[:2] for row in removed if not row[2]])


def _description(group: GroupState, numbers: Numbers) -> Row:
    public, closed = int(group.visibility == "public"), int(group.closed)
    return (group.name, fold(group.name), group.topic, public, closed, numbers[group.id])


def write_invites(db: Connection, numbers: Numbers, changes: Changes) -> None:
    """Write invites that were made, spent or revoked."""
    db.run_many(
        _PUT_INVITE,
        [
            (i.token_hash, numbers[i.group], user_number(i.by), i.created, i.expires, i.uses)
            for i in changes.invites.values()
        ],
    )


class _Rows:
    """The rows of a batch's events, in the order in which they came.

    `plain` are messages with a value for each column of `_ADD_MESSAGE`, `others` all other events,
    both without the texts that an amendment has replaced. `last` is the seq of each group's newest
    message, `redescribed` are the groups whose name, topic or state changed.
    """

    def __init__(self, numbers: Numbers, changes: Changes) -> None:
        self.plain: list[Row] = []
        self.others: list[Row] = []
        self.last: dict[GroupId, Seq] = {}
        self.redescribed: set[GroupId] = set()
        amended = changes.amendments
        counts: dict[GroupId, int] = {}
        # From the end, where the number of messages is known: each event has the number up to it.
        for id, event in reversed(changes.events):
            if type(event) is Message:
                counts[id] = event.n - 1
                if id not in self.last:
                    self.last[id] = event.seq
                gone = bool(amended) and (id, event.seq) in amended
                if event.reply_to is None and not gone:
                    by, key, n = user_number(event.by), event.key, event.n
                    row = (numbers[id], event.seq, event.at, by, MESSAGE, n, key, event.text)
                    self.plain.append(row)
                else:
                    self.others.append(event_row(numbers[id], event, event.n, gone=gone))
                continue
            if isinstance(event, Changed | Closed):
                self.redescribed.add(id)
            n = counts.get(id, changes.groups[id].n)
            self.others.append(event_row(numbers[id], event, n, gone=_is_gone(id, event, amended)))
        self.plain.reverse()
        self.others.reverse()


def _is_gone(group: GroupId, event: events.Event, amended: Amendments) -> bool:
    """Say whether another edit, or the end of the message, has replaced an edit's text."""
    amendment = amended.get((group, event.target)) if isinstance(event, Edited) else None
    return amendment is not None and amendment.event != event.seq


def _write_amendments(db: Connection, numbers: Numbers, amendments: Amendments) -> None:
    """Blank the message's text and the edit before this one: older edits are blank already."""
    rows = [(numbers[group], seq, now) for (group, seq), now in amendments.items()]
    db.run_many(_BLANK, [(group, seq) for group, seq, _ in rows])
    db.run_many(_BLANK_EDIT, [(group, now.event, seq) for group, seq, now in rows])
    db.run_many(
        _PUT_AMENDMENT,
        [(group, seq, now.event, now.edited_at, int(now.deleted)) for group, seq, now in rows],
    )


def _write_reactions(db: Connection, numbers: Numbers, changes: Changes) -> None:
    placed = {
        (group, event.target, event.emoji, event.by): event.seq
        for group, event in changes.events
        if isinstance(event, Reacted)
    }
    put, drop = [], []
    for entry, there in changes.reactions.items():
        group, seq, emoji, user = entry
        row = (numbers[group], seq, emoji, user_number(user))
        if there:
            put.append((*row, placed.get(entry, 0)))
        else:
            drop.append(row)
    db.run_many(_PUT_REACTION, put)
    db.run_many(_DROP_REACTION, drop)


def _drop_reactions_to_deleted(db: Connection, numbers: Numbers, changes: Changes) -> None:
    deleted = [place for place, now in changes.amendments.items() if now.deleted]
    db.run_many(_DROP_REACTIONS, [(numbers[group], seq) for group, seq in deleted])
