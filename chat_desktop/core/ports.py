"""What the windows ask of the client, and what it tells them: the seam between Qt and the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from chat_desktop.core.attention import Level
from chat_desktop.core.rows import GroupRow, Row, Splice, Status
from chat_desktop.core.search import Coverage, Hit, SearchPage
from protocol.commands import AdminAction
from protocol.replies import (
    AdminDone,
    AdminGroupPage,
    AdminMessagePage,
    AdminUserPage,
    Groups,
    Invite,
)
from protocol.scalars import GroupId, Role, Seq, UserId, Visibility
from protocol.views import Limits, Member, User


class StatusChanged(Struct, frozen=True):
    """`status` changed: connecting, online, offline, signed out."""


class SignedOut(Struct, frozen=True):
    """The session is over; `reason` is plain words, None when the user asked for it."""

    reason: str | None


class GroupsChanged(Struct, frozen=True):
    """The list of groups, their order or any of their rows changed."""


class GroupGone(Struct, frozen=True):
    """The user is no longer in this group: left, removed or deleted."""

    group: GroupId


class TimelineSpliced(Struct, frozen=True):
    """The open window of the group's timeline changed; apply the splices in order.

    They count from what `timeline` gave before, no timeline counting as no rows.
    """

    group: GroupId
    splices: tuple[Splice, ...]


class ReadMoved(Struct, frozen=True):
    """The read mark of the group moved (here or on another device)."""

    group: GroupId


class TypingChanged(Struct, frozen=True):
    """Who is writing in the group changed."""

    group: GroupId


class MembersChanged(Struct, frozen=True):
    """The members of the group, a role or a presence changed."""

    group: GroupId


class UsersChanged(Struct, frozen=True):
    """These users' names or profiles changed."""

    users: frozenset[UserId]


class Arrived(Struct, frozen=True):
    """Somebody else said something that the user has not read: told once per message, in order.

    Messages that were missed while there was no connection are told when they are caught up;
    history is not. `mention` says that it names the user.
    """

    group: GroupId
    seq: Seq
    by: UserId
    text: str
    mention: bool = False


class Notice(Struct, frozen=True):
    """Something the user should know, in plain words; nothing needs to be done."""

    text: str


class CoverageChanged(Struct, frozen=True):
    """`search_coverage` changed; told a few times a second at most."""


Change = (
    StatusChanged
    | SignedOut
    | GroupsChanged
    | GroupGone
    | TimelineSpliced
    | ReadMoved
    | TypingChanged
    | MembersChanged
    | UsersChanged
    | Arrived
    | Notice
    | CoverageChanged
)


class Timeline(Protocol):
    """The loaded window of one group's timeline, as the chat view shows it."""

    @property
    def rows(self) -> Sequence[Row]: ...

    @property
    def at_start(self) -> bool:
        """Whether the first row is the group's beginning."""

    @property
    def at_end(self) -> bool:
        """Whether the last row is the group's newest."""

    @property
    def read(self) -> int:
        """The read mark: a seq."""

    @property
    def opened_read(self) -> int:
        """The read mark when the group was opened: the unread line stands after it."""


class Client(Protocol):
    """One account on one server. Every `async` method raises `Refusal` or `Offline`.

    Everything else answers at once from memory. Methods are called on the event loop's thread,
    and changes are told on it.
    """

    def listen(self, tell: Callable[[Change], None]) -> Callable[[], None]:
        """Call `tell` for each change from now on; returns what ends it."""

    # --- session

    @property
    def status(self) -> Status: ...

    @property
    def server_url(self) -> str: ...

    @property
    def limits(self) -> Limits: ...

    @property
    def me(self) -> User | None: ...

    async def sign_up(
        self,
        username: str,
        password: str,
        *,
        email: str = "",
        display_name: str = "",
        country: str = "",
        keep: bool = False,
    ) -> None: ...

    async def log_in(self, login: str, password: str, *, keep: bool = False) -> None: ...

    async def log_out(self) -> None: ...

    def retry_now(self) -> None: ...

    # --- people

    def user(self, id: UserId) -> User | None:
        """Return what is known of a user; when nothing is, it is asked for and told later."""

    def known_people(self) -> Sequence[User]:
        """Return everybody this device has heard of, oneself too, in no order."""

    async def profile(self, user: UserId | None = None, username: str | None = None) -> User: ...

    async def update_profile(
        self,
        *,
        display_name: str | None = None,
        email: str | None = None,
        country: str | None = None,
        about: str | None = None,
    ) -> User: ...

    async def change_password(self, old: str, new: str) -> None: ...

    # --- groups

    @property
    def groups(self) -> Sequence[GroupRow]:
        """The user's groups, newest message first."""

    def group(self, id: GroupId) -> GroupRow | None: ...

    async def directory(self, query: str = "", after: str | None = None) -> Groups: ...

    async def create_group(
        self, name: str, *, topic: str = "", visibility: Visibility = "private"
    ) -> GroupId: ...

    async def join_group(self, group: GroupId, invite: str | None = None) -> None: ...

    async def leave_group(self, group: GroupId) -> None: ...

    async def delete_group(self, group: GroupId) -> None: ...

    async def update_group(
        self,
        group: GroupId,
        *,
        name: str | None = None,
        topic: str | None = None,
        visibility: Visibility | None = None,
    ) -> None: ...

    async def add_member(self, group: GroupId, user: UserId) -> None: ...

    async def remove_member(self, group: GroupId, user: UserId) -> None: ...

    async def set_role(self, group: GroupId, user: UserId, role: Role) -> None: ...

    async def create_invite(
        self, group: GroupId, *, expires: int | None = None, uses: int | None = None
    ) -> Invite: ...

    async def revoke_invite(self, group: GroupId, token: str) -> None: ...

    def invites(self, group: GroupId) -> Sequence[Invite]:
        """Return the invites that were made on this device and still hold; others are not known."""

    def members(self, group: GroupId) -> Sequence[Member] | None:
        """Return the members with presence; None while they load, then `MembersChanged`."""

    def more_members(self, group: GroupId) -> bool:
        """Return whether the group has members beyond those that `members` gives."""

    async def load_more_members(self, group: GroupId) -> None:
        """Load some more of them, then `MembersChanged`."""

    # --- messages

    async def open_group(self, group: GroupId | None) -> None:
        """Make it the open one: its window loads from the cache, then the network catches up."""

    def timeline(self, group: GroupId) -> Timeline | None: ...

    async def load_older(self, group: GroupId) -> None: ...

    async def load_newer(self, group: GroupId) -> None: ...

    async def jump_to(self, group: GroupId, seq: Seq | None) -> bool:
        """Move the window so that it holds `seq`, or the newest; False when it is not there."""

    async def first_unread(self, group: GroupId) -> Seq | None:
        """Return the message that makes the group unread: the first one after the read mark."""

    def send(self, group: GroupId, text: str, reply_to: Seq | None = None) -> str:
        """Put a message in the outbox and return its key; raises `Refusal` by the rules."""

    def send_again(self, group: GroupId, key: str) -> None: ...

    def discard(self, group: GroupId, key: str) -> None:
        """Drop a message that FAILED."""

    async def edit(self, group: GroupId, seq: Seq, text: str) -> None: ...

    def delete_soon(self, group: GroupId, seq: Seq) -> None:
        """Delete a message in the background, also when the client is stopped right after.

        What goes wrong is told as a `Notice`.
        """

    async def react(self, group: GroupId, seq: Seq, emoji: str, on: bool) -> None: ...

    def mark_read(self, group: GroupId, seq: Seq) -> None: ...

    def typing(self, group: GroupId) -> None:
        """Tell the others that the user is writing; called on each key, sent now and then."""

    def set_draft(
        self,
        group: GroupId,
        text: str,
        reply_to: Seq | None = None,
        edit: tuple[Seq, str] | None = None,
    ) -> None:
        """Keep what is being written, and the message it answers; `GroupRow` tells them.

        `edit` is a message that is being changed meanwhile, with its text so far.
        """

    # --- attention

    def attention(self, group: GroupId) -> Level:
        """Return which messages of the group are told to the user; ALL where nobody said."""

    def set_attention(self, group: GroupId, level: Level) -> None:
        """Choose which messages of the group are told, on this device."""

    # --- search, and what is kept on this device

    async def search(
        self,
        text: str,
        *,
        group: GroupId | None = None,
        before: Hit | None = None,
        limit: int = 50,
    ) -> SearchPage:
        """Find messages on this device, in one group or in all that the user is in, newest first.

        `text` is read by `parse_query`; one that asks for nothing finds nothing. `before` is the
        last hit of the page before. Raises `Refusal(BAD_REQUEST)` for a bad date. Cancelling
        stops the work; another search need not wait for this one.
        """

    def search_coverage(self, group: GroupId | None = None) -> Coverage:
        """Return how far a search covers the group, or all groups; it grows in the background."""

    async def seq_at(self, group: GroupId, at: int) -> Seq | None:
        """Return the first message sent at `at` (ms since 1970) or later, None if there is none.

        It is for `jump_to`. Asks the server where this device does not know.
        """

    async def storage_bytes(self) -> int:
        """Return how much disk the local copy takes."""

    async def clear_cache(self) -> None:
        """Forget all messages on this device but what waits in the outbox; drafts stay.

        They come back from the server, at once where a group is opened, else in the background.
        """

    # --- the superuser's

    async def admin_users(self, query: str = "", after: str | None = None) -> AdminUserPage: ...

    async def admin_groups(self, query: str = "", after: str | None = None) -> AdminGroupPage: ...

    async def admin_messages(
        self, group: GroupId, query: str = "", before: int | None = None
    ) -> AdminMessagePage: ...

    async def admin_act(
        self,
        action: AdminAction,
        target: str,
        *,
        seq: Seq | None = None,
        password: str | None = None,
    ) -> AdminDone: ...


class Offline(Exception):
    """The server cannot be reached; says so in plain words."""


class InsecureServer(Offline):
    """The connection would not be encrypted, and the user has not consented to that yet."""

    def __init__(self, url: str) -> None:
        super().__init__(
            "This connection is not encrypted: others on the way can read your password and"
            " everything you write."
        )
        self.url = url
