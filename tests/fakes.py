"""The server's store in memory, with real transactions: it passes the tests of the real one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from fake_pages import FakeReader
from fake_tables import Tables
from fake_views import group_view, message_view

from chat_server.core.model import (
    Changes,
    GroupState,
    InviteRecord,
    Member,
    MessageState,
    SessionRecord,
    TokenHash,
    UserRecord,
)
from chat_server.core.ports import Snapshot
from chat_server.core.profiles import own_profile, public_profile
from protocol.events import Message
from protocol.scalars import GroupId, Key, Seq, UserId
from protocol.views import DEFAULT_LIMITS, Group, Limits


class FakeStore:
    """`core.ports.Store` in memory; `reader` is `core.ports.Reader` over the same tables.

    `fail_write` and `fail_commit` make the next `write` or commit raise what they are given,
    `poison` makes a read of the message at that (group, seq) raise each time. `writes` counts.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS, page_bytes: int = 262_144) -> None:
        self.tables = Tables()
        self.reader = FakeReader(self.tables, limits, page_bytes)
        self.fail_write: Exception | None = None
        self.fail_commit: Exception | None = None
        self.poison: tuple[GroupId, Seq] | None = None
        self.writes = 0
        self._given_out = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self.tables.transaction():
            self._given_out = len(self.tables.users)
            yield
            error, self.fail_commit = self.fail_commit, None
            if error is not None:
                raise error

    def reading(self) -> AbstractContextManager[None]:
        return self.transaction()

    def write(self, changes: Changes) -> None:
        self._tables.write(changes)
        self.writes += 1
        error, self.fail_write = self.fail_write, None
        if error is not None:
            raise error

    def epoch(self) -> str:
        return "epoch-1"

    # --- people

    def new_user_id(self) -> UserId:
        self._given_out = max(self._given_out, len(self._tables.users)) + 1
        return _base36(self._given_out)

    def user(self, id: UserId) -> UserRecord | None:
        return self._tables.users.get(id)

    def users(self, ids: Iterable[UserId]) -> dict[UserId, UserRecord]:
        return {id: self._tables.users[id] for id in ids if id in self._tables.users}

    def inactive(self, ids: Iterable[UserId]) -> set[UserId]:
        users = self._tables.users
        return {id for id in ids if id not in users or not users[id].active}

    def user_by_name(self, folded: str) -> UserRecord | None:
        return next((u for u in self._tables.users.values() if u.folded == folded), None)

    def user_by_email(self, folded: str) -> UserRecord | None:
        with_email = (u for u in self._tables.users.values() if u.folded_email)
        return next((u for u in with_email if u.folded_email == folded), None)

    def session(self, token_hash: TokenHash) -> SessionRecord | None:
        return self._tables.sessions.get(token_hash)

    def sessions_of(self, user: UserId) -> list[SessionRecord]:
        return [session for session in self._tables.sessions.values() if session.user == user]

    # --- groups

    def load_groups(self, ids: Iterable[GroupId]) -> dict[GroupId, GroupState]:
        return {id: self._state(id) for id in ids if id in self._tables.groups}

    def groups_of(self, user: UserId) -> list[GroupId]:
        return [id for id in self._tables.groups if user in self._tables.members[id]]

    def invite(self, token_hash: TokenHash) -> InviteRecord | None:
        return self._tables.invites.get(token_hash)

    def group_view(self, group: GroupState, reader: UserId) -> Group:
        stored = self._state(group.id)
        if stored != group:
            raise ValueError(f"a view of {group.id} was asked for before it was written")
        return group_view(self._tables, group.id, reader)

    def snapshot(self, user: UserId) -> Snapshot:
        groups = [group_view(self._tables, id, user) for id in self.groups_of(user)]
        authors = dict.fromkeys(group.last.by for group in groups if group.last)
        return Snapshot(
            epoch=self.epoch(),
            user=own_profile(self._tables.users[user]),
            groups=groups,
            users=[public_profile(self._tables.users[author]) for author in authors],
        )

    # --- messages

    def find_keys(
        self, keys: Sequence[tuple[GroupId, UserId, Key]]
    ) -> dict[tuple[GroupId, UserId, Key], tuple[Seq, int]]:
        known = self._tables.keys
        return {key: known[key] for key in keys if key in known}

    def message(self, group: GroupId, seq: Seq) -> MessageState | None:
        if self.poison == (group, seq):
            raise ZeroDivisionError("poisoned")
        event = self._tables.events[group].get(seq)
        if not isinstance(event, Message):
            return None
        view = message_view(self._tables, group, event, "")
        return MessageState(
            view.seq, view.by, view.at, view.n, view.text, view.edited_at, view.deleted
        )

    def emojis(self, group: GroupId, seq: Seq) -> set[str]:
        return {emoji for emoji, _ in self._tables.reactions[group, seq]}

    def has_reaction(self, group: GroupId, seq: Seq, emoji: str, user: UserId) -> bool:
        return (emoji, user) in self._tables.reactions[group, seq]

    def count_messages(self, group: GroupId, until: int) -> int:
        log = self._tables.events[group]
        return sum(isinstance(event, Message) for seq, event in log.items() if seq <= until)

    @property
    def _tables(self) -> Tables:
        if not self.tables.in_transaction:
            raise RuntimeError("the store was used outside a transaction")
        return self.tables

    def _state(self, id: GroupId) -> GroupState:
        row = self._tables.groups[id]
        members = sorted(self._tables.members[id].items(), key=lambda item: item[1].joined)
        return GroupState(
            id=id,
            name=row.name,
            topic=row.topic,
            visibility=row.visibility,
            created=row.created,
            head=row.head,
            n=row.n,
            closed=row.closed,
            members={u: Member(m.role, m.joined, m.read, m.read_n) for u, m in members},
            removed=set(self._tables.removals[id]),
        )


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits
