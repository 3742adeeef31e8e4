"""The journal's store on Peewee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain

from chat_server.core.model import (
    Changes,
    GroupState,
    InviteRecord,
    MessageState,
    SessionRecord,
    TokenHash,
    UserRecord,
)
from chat_server.core.ports import Snapshot
from chat_server.core.profiles import own_profile, public_profile
from chat_server.storage import erasure, groups, messages, people, writing
from chat_server.storage.connection import Connection
from chat_server.storage.ids import find_number, user_id, user_number
from protocol.scalars import GroupId, Key, Seq, UserId
from protocol.views import Group

_FIND_KEYS = (
    "WITH wanted (group_id, by, key) AS (VALUES {items})"
    " SELECT e.group_id, e.by, e.key, e.seq, e.at FROM wanted w"
    " CROSS JOIN events e"
    " WHERE e.group_id = w.group_id AND e.by = w.by AND e.key = w.key AND e.key IS NOT NULL"
)


class PeeweeStore:
    """`core.ports.Store`, on one connection that one thread at a time may use.

    Made by `opening.open_store`. Whatever raised inside `transaction` left nothing behind, and
    the store goes on.
    """

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._numbers: dict[GroupId, int] = {}
        self._given_out = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._given_out = 0
        try:
            with self._db.transaction():
                yield
        except BaseException:
            # Numbers of groups that were not kept will be given to others.
            self._numbers.clear()
            raise

    def reading(self) -> AbstractContextManager[None]:
        return self._db.reading()

    def close(self) -> None:
        """Close the connection; to be called outside of transactions."""
        self._db.close()

    def epoch(self) -> str:
        row = self._db.row("SELECT value FROM meta WHERE name = 'epoch'")
        if row is None:
            raise LookupError("the database has no epoch")
        return str(row[0])

    # --- people

    def new_user_id(self) -> UserId:
        self._given_out = max(people.new_number(self._db), self._given_out + 1)
        return user_id(self._given_out)

    def user(self, id: UserId) -> UserRecord | None:
        return people.find_user(self._db, id)

    def users(self, ids: Iterable[UserId]) -> dict[UserId, UserRecord]:
        return people.find_users(self._db, ids)

    def inactive(self, ids: Iterable[UserId]) -> set[UserId]:
        return people.find_inactive(self._db, ids)

    def user_by_name(self, folded: str) -> UserRecord | None:
        return people.find_by_name(self._db, folded)

    def user_by_email(self, folded: str) -> UserRecord | None:
        return people.find_by_email(self._db, folded)

    def session(self, token_hash: TokenHash) -> SessionRecord | None:
        return people.find_session(self._db, token_hash)

    def sessions_of(self, user: UserId) -> list[SessionRecord]:
        return people.find_sessions(self._db, user)

    # --- groups

    def load_groups(self, ids: Iterable[GroupId]) -> dict[GroupId, GroupState]:
        states = groups.load_states(self._db, dict.fromkeys(ids))
        found = {state.id: state for state in states.values()}
        self._numbers.update({state.id: number for number, state in states.items()})
        return found

    def groups_of(self, user: UserId) -> list[GroupId]:
        return groups.groups_of(self._db, user)

    def invite(self, token_hash: TokenHash) -> InviteRecord | None:
        return groups.find_invite(self._db, token_hash)

    def group_view(self, group: GroupState, reader: UserId) -> Group:
        member = group.members.get(reader)
        number = self._find_numbers([group.id]).get(group.id)
        last = None
        if member is not None and number is not None:
            last = messages.find_last(self._db, number, find_number(reader))
        return Group(
            id=group.id,
            name=group.name,
            topic=group.topic,
            visibility=group.visibility,
            head=group.head,
            n=group.n,
            members=len(group.members),
            role=member.role if member else None,
            read=member.read if member else None,
            read_n=member.read_n if member else None,
            last=last,
        )

    def snapshot(self, user: UserId) -> Snapshot:
        record = self.user(user)
        if record is None:
            raise LookupError(f"user {user} has no account")
        number = user_number(user)
        reactions = messages.reactions_to_last(self._db, number)
        views = groups.bound_lasts(groups.own_views(self._db, number, reactions))
        authors = people.find_users(self._db, {view.last.by for view in views if view.last})
        return Snapshot(
            epoch=self.epoch(),
            user=own_profile(record),
            groups=views,
            users=[public_profile(author) for author in authors.values()],
        )

    # --- messages

    def find_keys(
        self, keys: Sequence[tuple[GroupId, UserId, Key]]
    ) -> dict[tuple[GroupId, UserId, Key], tuple[Seq, int]]:
        numbers = self._find_numbers({group for group, _, _ in keys})
        wanted = {
            (numbers[group], user, key[2]): key
            for key in keys
            if (group := key[0]) in numbers and (user := find_number(key[1])) is not None
        }
        rows = self._db.select_in(_FIND_KEYS, wanted, width=3)
        return {wanted[group, by, key]: (seq, at) for group, by, key, seq, at in rows}

    def message(self, group: GroupId, seq: Seq) -> MessageState | None:
        number = self._find_numbers([group]).get(group)
        return None if number is None else messages.find_message(self._db, number, seq)

    def emojis(self, group: GroupId, seq: Seq) -> set[str]:
        rows = self._db.rows(
            "SELECT DISTINCT emoji FROM reactions WHERE group_id = ? AND seq = ?",
            (self._find_numbers([group]).get(group), seq),
        )
        return {row[0] for row in rows}

    def has_reaction(self, group: GroupId, seq: Seq, emoji: str, user: UserId) -> bool:
        row = self._db.row(
            "SELECT 1 FROM reactions WHERE group_id = ? AND seq = ? AND emoji = ? AND user_id = ?",
            (self._find_numbers([group]).get(group), seq, emoji, find_number(user)),
        )
        return row is not None

    def count_messages(self, group: GroupId, until: int) -> int:
        row = self._db.row(
            "SELECT n FROM events WHERE group_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
            (self._find_numbers([group]).get(group), until),
        )
        return int(row[0]) if row else 0

    # --- writing

    def write(self, changes: Changes) -> None:
        """Write in bulk. Every group that has events in `changes` must be in its `groups`."""
        if changes.users or changes.sessions or changes.revoked:
            writing.write_people(self._db, changes)
        numbers = self._number_groups(changes)
        writing.write_groups(self._db, numbers, changes)
        if changes.invites:
            writing.write_invites(self._db, numbers, changes)

    def probe(self) -> None:
        """Commit a write that leaves nothing behind, to see whether the database takes one."""
        with self.transaction():
            self._db.run("INSERT INTO meta (name, value) VALUES ('probe', '')")
            self._db.run("DELETE FROM meta WHERE name = 'probe'")

    def erase_closed(self, limit: int) -> int:
        """Erase texts of deleted groups from up to `limit` events; 0 means nothing is left.

        For idle moments, inside a transaction; returns how many events were gone through.
        """
        return erasure.erase_closed(self._db, limit)

    def _number_groups(self, changes: Changes) -> dict[GroupId, int]:
        """Return the number of every group that is named, making rows for new ones."""
        numbers = self._numbers
        named = chain(
            changes.groups,
            (place[0] for place in changes.members),
            (place[0] for place in changes.marks),
            (place[0] for place in changes.removals),
            (place[0] for place in changes.amendments),
            (place[0] for place in changes.reactions),
            (invite.group for invite in changes.invites.values()),
        )
        unknown = {id for id in named if id not in numbers}
        if unknown:
            self._find_numbers(unknown)
            for id in changes.groups:
                if id not in numbers:
                    numbers[id] = writing.add_group(self._db, changes.groups[id])
        return numbers

    def _find_numbers(self, ids: Iterable[GroupId]) -> dict[GroupId, int]:
        """Return the numbers of those of the groups that exist."""
        wanted = set(ids)
        unknown = [id for id in wanted if id not in self._numbers]
        rows = self._db.select_in("SELECT uuid, id FROM groups WHERE uuid IN ({items})", unknown)
        self._numbers.update(dict(rows))
        return {id: self._numbers[id] for id in wanted if id in self._numbers}
