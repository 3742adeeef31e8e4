"""Stores to test alike, and a plain author of changes: what a journal would have them write."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeStore
from postgresql_server import Unavailable, fresh_database, prepared_database

from chat_server.core.model import (
    Amendment,
    Changes,
    GroupState,
    Member,
    UserRecord,
)
from chat_server.core.ports import Reader, Store
from chat_server.storage.opening import open_reader, open_store
from chat_server.storage.postgresql import opening as postgresql
from chat_server.storage.reader import PeeweeReader
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
from protocol.rules import fold, fold_email
from protocol.scalars import GroupId, Role, Seq, UserId, Visibility
from protocol.views import DEFAULT_LIMITS, Limits

ENGINES = ("peewee", "postgresql")
"""The stores that keep what they are told: in a file, or on a server."""

KINDS = (*ENGINES, "fake")
EPOCH = "epoch-1"
DATABASE = "parlance.db"


@dataclass
class Stored:
    """A store and the reader of what it committed; its database is a file, or has an address."""

    store: Store
    reader: Reader
    path: Path
    address: str = ""


@contextmanager
def opened(kind: str, folder: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Stored]:
    """Open a store of a kind: the real one in a file in `folder`, or the one in memory.

    A database on PostgreSQL is dropped afterwards; `on_server` opens one that stays.
    """
    path = folder / DATABASE
    if kind == "fake":
        fake = FakeStore(limits)
        yield Stored(fake, fake.reader, path)
    elif kind == "postgresql":
        with new_database() as address, on_server(address, limits) as stored:
            yield stored
    else:
        store = open_store(path, now=0, fresh=lambda: EPOCH)
        reader = open_reader(path, limits, connections=2)
        try:
            yield Stored(store, reader, path)
        finally:
            reader.close()
            store.close()


@contextmanager
def on_server(address: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Stored]:
    """Open the store in the database at an address."""
    store = postgresql.open_store(address, fresh=lambda: EPOCH)
    reader = postgresql.open_reader(address, limits, connections=2)
    try:
        yield Stored(store, reader, Path(), address)
    finally:
        reader.close()
        store.close()


@contextmanager
def new_database() -> Iterator[str]:
    """Yield the address of a database with our tables, where this machine can run a server."""
    try:
        template = prepared_database(_prepare)
    except Unavailable as reason:
        pytest.skip(str(reason))
    with fresh_database(template) as address:
        yield address


def another_reader(stored: Stored, connections: int) -> PeeweeReader:
    """Return a reader more of a store that is not the one in memory."""
    if stored.address:
        return postgresql.open_reader(stored.address, DEFAULT_LIMITS, connections=connections)
    return open_reader(stored.path, DEFAULT_LIMITS, connections=connections)


def _prepare(address: str) -> None:
    postgresql.open_store(address, fresh=lambda: EPOCH).close()


class Author:
    """Gathers changes as the journal's batches do; `commit` writes them in one transaction.

    `now` is the time of the next event and goes up by one with each.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.changes = Changes()
        self.now = 1_000
        self.users: dict[UserId, UserRecord] = {}
        self.groups: dict[GroupId, GroupState] = {}
        self._keys = 0

    def commit(self) -> None:
        """Write what has gathered as one batch."""
        with self.store.transaction():
            self.store.write(self.changes)
        self.changes = Changes()

    # --- people

    def user(self, name: str, email: str = "", **fields: Any) -> UserId:
        """Make an account, written at once."""
        with self.store.transaction():
            record = UserRecord(
                id=self.store.new_user_id(),
                username=name,
                folded=fold(name),
                password="hash",
                created=self.now,
                email=email,
                folded_email=fold_email(email),
                **fields,
            )
            self.store.write(Changes(users={record.id: record}))
        self.users[record.id] = record
        return record.id

    def change_user(self, id: UserId, **fields: Any) -> None:
        self.users[id] = self.changes.users[id] = replace(self.users[id], **fields)

    # --- groups

    def group(self, owner: UserId, name: str = "Tea", visibility: Visibility = "public") -> GroupId:
        """Make a group whose first event is its owner's `joined`."""
        id = str(uuid.UUID(int=len(self.groups) + 1, version=4))
        self.groups[id] = GroupState(id, name, "", visibility, created=self.now)
        self.join(id, owner, "owner")
        return id

    def join(self, group: GroupId, user: UserId, role: Role = "member") -> Seq:
        state = self.groups[group]
        seq = self._append(group, Joined(**self._base(group, user), user=user))
        self._put_member(group, user, Member(role, seq, seq, state.n))
        if user in state.removed:
            state.removed.discard(user)
            self.changes.removals[group, user] = False
        return seq

    def leave(self, group: GroupId, user: UserId) -> Seq:
        self._drop_member(group, user)
        return self._append(group, Left(**self._base(group, user), user=user))

    def remove(self, group: GroupId, user: UserId, by: UserId) -> Seq:
        self._drop_member(group, user)
        self.groups[group].removed.add(user)
        self.changes.removals[group, user] = True
        return self._append(group, Removed(**self._base(group, by), user=user))

    def set_role(self, group: GroupId, user: UserId, role: Role, by: UserId) -> Seq:
        self._put_member(group, user, replace(self.groups[group].members[user], role=role))
        return self._append(group, RoleSet(**self._base(group, by), user=user, role=role))

    def rename(self, group: GroupId, by: UserId, **fields: Any) -> Seq:
        for name, value in fields.items():
            setattr(self.groups[group], name, value)
        return self._append(group, Changed(**self._base(group, by), **fields))

    def close(self, group: GroupId, by: UserId) -> Seq:
        seq = self._append(group, Closed(**self._base(group, by)))
        self.groups[group].closed = True
        for user in list(self.groups[group].members):
            self._drop_member(group, user)
        return seq

    def mark(self, group: GroupId, user: UserId, seq: Seq, n: int) -> None:
        members = self.groups[group].members
        members[user] = self.changes.marks[group, user] = replace(members[user], read=seq, read_n=n)

    # --- messages

    def key(self) -> str:
        self._keys += 1
        return f"key-{self._keys:014}"

    def send(
        self,
        group: GroupId,
        by: UserId,
        text: str = "hello",
        *,
        key: str = "",
        reply_to: Seq | None = None,
    ) -> Seq:
        state = self.groups[group]
        state.n += 1
        event = Message(
            **self._base(group, by), key=key or self.key(), n=state.n, text=text, reply_to=reply_to
        )
        return self._append(group, event)

    def edit(self, group: GroupId, by: UserId, target: Seq, text: str) -> Seq:
        event = Edited(**self._base(group, by), target=target, text=text)
        self.changes.amendments[group, target] = Amendment(text, event.at, False, event.seq)
        return self._append(group, event)

    def delete(self, group: GroupId, by: UserId, target: Seq) -> Seq:
        event = Deleted(**self._base(group, by), target=target)
        self.changes.amendments[group, target] = Amendment(None, None, True, event.seq)
        return self._append(group, event)

    def react(self, group: GroupId, by: UserId, target: Seq, emoji: str) -> Seq:
        self.changes.reactions[group, target, emoji, by] = True
        return self._append(group, Reacted(**self._base(group, by), target=target, emoji=emoji))

    def unreact(self, group: GroupId, by: UserId, target: Seq, emoji: str) -> Seq:
        self.changes.reactions[group, target, emoji, by] = False
        return self._append(group, Unreacted(**self._base(group, by), target=target, emoji=emoji))

    def _base(self, group: GroupId, by: UserId) -> dict[str, Any]:
        return {"seq": self.groups[group].head + 1, "at": self.now, "by": by}

    def _append(self, group: GroupId, event: Event) -> Seq:
        state = self.groups[group]
        state.head = event.seq
        self.changes.groups[group] = state
        self.changes.events.append((group, event))
        self.now += 1
        return event.seq

    def _put_member(self, group: GroupId, user: UserId, member: Member) -> None:
        self.groups[group].members[user] = member
        self.changes.members[group, user] = member

    def _drop_member(self, group: GroupId, user: UserId) -> None:
        del self.groups[group].members[user]
        self.changes.members[group, user] = None
