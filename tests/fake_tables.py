"""Tables in memory with transactions: what the fake store keeps, and how it rolls back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from chat_server.core.model import (
    Amendment,
    Changes,
    GroupState,
    InviteRecord,
    Member,
    SessionRecord,
    TokenHash,
    UserRecord,
)
from chat_server.core.ports import KeyTaken
from protocol.events import Deleted, Event, Message, Reacted
from protocol.scalars import GroupId, Key, Role, Seq, UserId, Visibility

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True)
class GroupRow:
    """A group's row: what of its state is not in the rows of members and removals."""

    id: GroupId
    name: str
    topic: str
    visibility: Visibility
    created: int
    head: int
    n: int
    closed: bool


@dataclass(frozen=True)
class MemberRow:
    """A member's row."""

    role: Role
    joined: Seq
    read: int
    read_n: int


class Tables:
    """Everything stored. Constraints of a real database hold: a breach raises `ValueError`."""

    def __init__(self) -> None:
        self.users: dict[UserId, UserRecord] = {}
        self.sessions: dict[TokenHash, SessionRecord] = {}
        self.invites: dict[TokenHash, InviteRecord] = {}
        self.groups: dict[GroupId, GroupRow] = {}
        self.events: defaultdict[GroupId, dict[Seq, Event]] = defaultdict(dict)
        self.keys: dict[tuple[GroupId, UserId, Key], tuple[Seq, int]] = {}
        self.members: defaultdict[GroupId, dict[UserId, MemberRow]] = defaultdict(dict)
        self.removals: defaultdict[GroupId, dict[UserId, bool]] = defaultdict(dict)
        self.amendments: defaultdict[GroupId, dict[Seq, Amendment]] = defaultdict(dict)
        self.reactions: defaultdict[tuple[GroupId, Seq], dict[tuple[str, UserId], Seq]] = (
            defaultdict(dict)
        )
        self.in_transaction = False
        self._undo: list[tuple[dict[Any, Any], Any, Any]] = []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep what is done inside, or undo all of it on an exception."""
        if self.in_transaction:
            raise RuntimeError("a transaction inside a transaction")
        self.in_transaction = True
        try:
            yield
            self._check_heads()
        except BaseException:
            for table, key, before in reversed(self._undo):
                if before is None:
                    table.pop(key, None)
                else:
                    table[key] = before
            raise
        finally:
            self._undo.clear()
            self.in_transaction = False

    def write(self, changes: Changes) -> None:
        """Store one batch's changes."""
        for user in changes.users.values():
            self._put_user(user)
        for session in changes.sessions:
            self._put(self.sessions, session.token_hash, session)
        for token_hash in changes.revoked:
            self._drop(self.sessions, token_hash)
        for invite in changes.invites.values():
            self._put(self.invites, invite.token_hash, invite)
        for group in changes.groups.values():
            self._put_group(group)
        for id, event in changes.events:
            self._put_event(id, event)
        for (id, user_id), member in changes.members.items():
            self._put_member(id, user_id, member)
        for (id, user_id), member in changes.marks.items():
            self._move_mark(id, user_id, member)
        for (id, user_id), removed in changes.removals.items():
            if removed:
                self._put(self.removals[id], user_id, True)
            else:
                self._drop(self.removals[id], user_id)
        for (id, seq), amendment in changes.amendments.items():
            self._put(self.amendments[id], seq, amendment)
        self._put_reactions(changes)

    def _put_user(self, user: UserRecord) -> None:
        for other in self.users.values():
            same_name = other.folded == user.folded
            same_email = other.folded_email == user.folded_email != ""
            if other.id != user.id and (same_name or same_email):
                raise ValueError(f"{user.username} is not unique")
        self._put(self.users, user.id, user)

    def _put_group(self, group: GroupState) -> None:
        row = GroupRow(
            id=group.id,
            name=group.name,
            topic=group.topic,
            visibility=group.visibility,
            created=group.created,
            head=group.head,
            n=group.n,
            closed=group.closed,
        )
        self._put(self.groups, group.id, row)

    def _put_event(self, id: GroupId, event: Event) -> None:
        log = self.events[id]
        if event.seq != len(log) + 1 or event.by not in self.users:
            raise ValueError(f"{event} cannot follow event {len(log)}")
        self._put(log, event.seq, event)
        if isinstance(event, Message):
            key = (id, event.by, event.key)
            if key in self.keys:
                raise KeyTaken(f"{key} made a message already")
            self._put(self.keys, key, (event.seq, event.at))

    def _put_member(self, id: GroupId, user: UserId, member: Member | None) -> None:
        if member is None:
            self._drop(self.members[id], user)
        else:
            row = MemberRow(member.role, member.joined, member.read, member.read_n)
            self._put(self.members[id], user, row)

    def _move_mark(self, id: GroupId, user: UserId, member: Member) -> None:
        row = self.members[id].get(user)
        if row is not None:
            self._put(self.members[id], user, replace(row, read=member.read, read_n=member.read_n))

    def _put_reactions(self, changes: Changes) -> None:
        """Store reactions with the seq that put them there; those on a deleted message go."""
        put = {
            (id, event.target, event.emoji, event.by): event.seq
            for id, event in changes.events
            if isinstance(event, Reacted)
        }
        for (id, seq, emoji, user), there in changes.reactions.items():
            table = self.reactions[id, seq]
            if there:
                self._put(table, (emoji, user), put[id, seq, emoji, user])
            else:
                self._drop(table, (emoji, user))
        for id, event in changes.events:
            if isinstance(event, Deleted):
                table = self.reactions[id, event.target]
                for entry in list(table):
                    self._drop(table, entry)

    def _check_heads(self) -> None:
        touched = {key for table, key, _ in self._undo if table is self.groups}
        for id in touched:
            if self.groups[id].head != len(self.events[id]):
                raise ValueError(f"the head of {id} is not its log's")

    def _put(self, table: dict[K, V], key: K, value: V) -> None:
        self._undo.append((table, key, table.get(key)))
        table[key] = value

    def _drop(self, table: dict[K, V], key: K) -> None:
        self._undo.append((table, key, table.pop(key, None)))
