"""What the core asks of the rim: a store inside the batch's transaction, and readers beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from chat_server.core.model import (
    Changes,
    GroupState,
    InviteRecord,
    MessageState,
    SessionRecord,
    TokenHash,
    UserRecord,
)
from protocol.commands import (
    AdminGroups,
    AdminMessages,
    AdminUsers,
    CatchUp,
    History,
    ListGroups,
    ListMembers,
)
from protocol.replies import (
    AdminGroupPage,
    AdminMessagePage,
    AdminUserPage,
    Events,
    Groups,
    Members,
    Messages,
)
from protocol.scalars import GroupId, Key, Seq, UserId
from protocol.views import Group, User


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What `welcome` carries besides the token: one consistent moment of the journal."""

    epoch: str
    user: User
    groups: list[Group]
    users: list[User]


class KeyTaken(Exception):
    """A message was to be written whose key has made one already; nothing was written."""


class Store(Protocol):
    """The journal's store. Used by one thread; all but `transaction` inside a transaction.

    Reads see what `write` wrote before in the same transaction. Trouble of the
    storage raises `StorageTrouble`; anything else is a bug.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """Begin; commit to disk on leaving, roll back on an exception.

        Raises `KeyTaken`, sooner or later, after a `write` of a message whose key is taken.
        """

    def reading(self) -> AbstractContextManager[None]:
        """Begin a transaction that writes nothing, and so does not wait for a lock."""

    def epoch(self) -> str: ...

    def new_user_id(self) -> UserId:
        """Return an id that no user has had; short, since it travels in every event."""

    def user(self, id: UserId) -> UserRecord | None: ...

    def users(self, ids: Iterable[UserId]) -> dict[UserId, UserRecord]: ...

    def inactive(self, ids: Iterable[UserId]) -> set[UserId]:
        """Return those of the users who may not act: deactivated, or without an account."""

    def user_by_name(self, folded: str) -> UserRecord | None: ...

    def user_by_email(self, folded: str) -> UserRecord | None: ...

    def session(self, token_hash: TokenHash) -> SessionRecord | None: ...

    def sessions_of(self, user: UserId) -> list[SessionRecord]: ...

    def load_groups(self, ids: Iterable[GroupId]) -> dict[GroupId, GroupState]:
        """Return those of the groups that exist, closed ones too, with members and removals."""

    def groups_of(self, user: UserId) -> list[GroupId]:
        """Return the groups that the user is a member of now."""

    def find_keys(
        self, keys: Sequence[tuple[GroupId, UserId, Key]]
    ) -> dict[tuple[GroupId, UserId, Key], tuple[Seq, int]]:
        """Return (seq, at) of the messages that these keys made already, in one query."""

    def message(self, group: GroupId, seq: Seq) -> MessageState | None:
        """Return the message at `seq` as it stands; None where another kind of event is."""

    def emojis(self, group: GroupId, seq: Seq) -> set[str]:
        """Return the different emoji on a message."""

    def has_reaction(self, group: GroupId, seq: Seq, emoji: str, user: UserId) -> bool: ...

    def count_messages(self, group: GroupId, until: int) -> int:
        """Return `n` of the newest message at or before seq `until`, 0 where there is none."""

    def invite(self, token_hash: TokenHash) -> InviteRecord | None: ...

    def group_view(self, group: GroupState, reader: UserId) -> Group:
        """Return the group as the reader sees it; `last` and the read mark for members only."""

    def snapshot(self, user: UserId) -> Snapshot:
        """Return the user's whole view at this point of the journal."""

    def write(self, changes: Changes) -> None:
        """Write in bulk: one statement per table for the events, whatever their number."""


class Reader(Protocol):
    """Committed state, read beside the journal by a pool of threads; checks membership itself.

    Pages raise `Refusal` as WIRE.md says; `members[].online` is False here, the gateway knows.
    """

    def account(self, login: str) -> UserRecord | None:
        """Return the account that a username or e-mail names, in any spelling of it."""

    def profile(self, reader: UserId, user: UserId | None, username: str | None) -> User: ...

    def users(self, ids: Sequence[UserId]) -> list[User]: ...

    def list_groups(self, reader: UserId, command: ListGroups) -> Groups: ...

    def members(self, reader: UserId, command: ListMembers) -> Members: ...

    def history(self, reader: UserId, command: History) -> Messages: ...

    def catch_up(self, reader: UserId, command: CatchUp) -> Events: ...

    def admin_users(self, reader: UserId, command: AdminUsers) -> AdminUserPage:
        """Return a page for a superuser, or for the operator ("", at the command line)."""

    def admin_groups(self, reader: UserId, command: AdminGroups) -> AdminGroupPage: ...

    def admin_messages(self, reader: UserId, command: AdminMessages) -> AdminMessagePage: ...
