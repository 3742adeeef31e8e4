"""The records of the server: accounts, sessions, groups, and what one batch changes of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from protocol.events import Event
from protocol.scalars import GroupId, Role, Seq, UserId, Visibility

TokenHash = str
"""SHA-256 of a session's or invite's token, in hex: tokens themselves are never stored."""


@dataclass(frozen=True, slots=True)
class UserRecord:
    """An account. `folded` and `folded_email` are the forms in which names are unique."""

    id: UserId
    username: str
    folded: str
    password: str
    created: int
    display_name: str = ""
    email: str = ""
    folded_email: str = ""
    country: str = ""
    about: str = ""
    active: bool = True
    superuser: bool = False
    last_seen: int | None = None


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A device that is logged in."""

    token_hash: TokenHash
    user: UserId
    device: str
    created: int


@dataclass(frozen=True, slots=True)
class InviteRecord:
    """A way into a group; `uses` counts what is left, None is unlimited, 0 is spent or revoked."""

    token_hash: TokenHash
    group: GroupId
    by: UserId
    created: int
    expires: int | None = None
    uses: int | None = None


@dataclass(slots=True)
class Member:
    """One member of a group: role, the seq of their `joined`, and their read mark."""

    role: Role
    joined: Seq
    read: int
    read_n: int


@dataclass(slots=True)
class GroupState:
    """A group as the journal holds it in memory: right exactly when `head` is the database's.

    `members` keeps the order of joining. `removed` are those who may come back only by invite.
    """

    id: GroupId
    name: str
    topic: str
    visibility: Visibility
    created: int
    head: int = 0
    n: int = 0
    closed: bool = False
    members: dict[UserId, Member] = field(default_factory=dict)
    removed: set[UserId] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class MessageState:
    """A message as it stands now, without its reactions."""

    seq: Seq
    by: UserId
    at: int
    n: int
    text: str | None
    edited_at: int | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """What became of a message: its present text, or that it is deleted.

    `event` is the seq of the `edited` or `deleted` event that says so; every older text of the
    message is gone from the log, the amending event's own text stays.
    """

    text: str | None
    edited_at: int | None
    deleted: bool
    event: Seq


@dataclass(slots=True)
class Changes:
    """Everything one batch writes, in the shape that a store writes in bulk.

    `members` maps (group, user) to the new row, None where the member is gone, `marks` to a member
    of whom only the read mark moved; `removals` and `reactions` say whether the entry is there now.
    `events` are in log order within each group.
    """

    users: dict[UserId, UserRecord] = field(default_factory=dict)
    sessions: list[SessionRecord] = field(default_factory=list)
    revoked: list[TokenHash] = field(default_factory=list)
    groups: dict[GroupId, GroupState] = field(default_factory=dict)
    events: list[tuple[GroupId, Event]] = field(default_factory=list)
    members: dict[tuple[GroupId, UserId], Member | None] = field(default_factory=dict)
    marks: dict[tuple[GroupId, UserId], Member] = field(default_factory=dict)
    removals: dict[tuple[GroupId, UserId], bool] = field(default_factory=dict)
    amendments: dict[tuple[GroupId, Seq], Amendment] = field(default_factory=dict)
    reactions: dict[tuple[GroupId, Seq, str, UserId], bool] = field(default_factory=dict)
    invites: dict[TokenHash, InviteRecord] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether there is anything to write."""
        return any(getattr(self, name) for name in self.__slots__)
