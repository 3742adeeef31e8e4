"""The objects that messages carry: users, groups, members, messages as they stand now, limits."""

from __future__ import annotations

from typing import Final

import msgspec

from protocol.events import Changed, Closed, Joined, Left, Removed, RoleSet, Unknown
from protocol.scalars import (
    Count,
    GroupId,
    Key,
    Position,
    Role,
    Seq,
    Time,
    UserId,
    Visibility,
)


class View(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An object inside a message; a field at its default is absent on the wire."""


class Limits(View, frozen=True):
    """What a server accepts. Sizes of text count code points, `frame_bytes` bytes of JSON."""

    frame_bytes: Count
    text_chars: Count
    name_chars: Count
    topic_chars: Count
    page: Count
    presence_members: Count


DEFAULT_LIMITS: Final = Limits(
    frame_bytes=131_072,
    text_chars=10_000,
    name_chars=64,
    topic_chars=512,
    page=100,
    presence_members=200,
)


class User(View, frozen=True):
    """A person. `email`, `country` and `superuser` appear only in one's own profile."""

    id: UserId
    username: str
    display_name: str
    active: bool
    about: str | None = None
    email: str | None = None
    country: str | None = None
    superuser: bool = False


class Reaction(View, frozen=True):
    """How many people put `emoji` on a message, and whether the reader is one of them."""

    emoji: str
    count: Count
    mine: bool


class MessageView(View, frozen=True, tag_field="kind", tag="message"):
    """A message as it stands now; a deleted one stays as a tombstone without text."""

    seq: Seq
    at: Time
    by: UserId
    key: Key
    n: Count
    text: str | None = None
    reply_to: Seq | None = None
    edited_at: Time | None = None
    deleted: bool = False
    reactions: list[Reaction] = []


TimelineItem = MessageView | Joined | Left | Removed | RoleSet | Changed | Closed | Unknown
"""What `history` returns: messages, and with `all` every other kind that a timeline shows."""

TIMELINE_KINDS: Final = ("message", "joined", "left", "removed", "role", "changed", "closed")


class Group(View, frozen=True):
    """A group as one reader sees it; `role`, `read`, `read_n`, `last` only for members."""

    id: GroupId
    name: str
    topic: str
    visibility: Visibility
    head: Position
    n: Count
    members: Count
    kind: str | None = None
    role: Role | None = None
    read: Position | None = None
    read_n: Count | None = None
    last: MessageView | None = None


class Member(View, frozen=True):
    """One member of a group with their role and whether they are connected now."""

    user: User
    role: Role
    online: bool


class AdminUser(View, frozen=True):
    """A user as the superuser sees them. `last_seen` is absent for who never logged in."""

    id: UserId
    username: str
    display_name: str
    active: bool
    superuser: bool
    created: Time
    groups: Count
    online: bool
    email: str | None = None
    country: str | None = None
    last_seen: Time | None = None


class AdminGroup(View, frozen=True):
    """A group as the superuser sees it; `owner` is a username, absent once it is closed."""

    id: GroupId
    name: str
    topic: str
    visibility: Visibility
    head: Position
    n: Count
    members: Count
    created: Time
    closed: bool
    owner: str | None = None


class AdminMessage(View, frozen=True):
    """A message as the superuser sees it, with its author's username beside the id."""

    seq: Seq
    at: Time
    by: UserId
    username: str
    n: Count
    text: str | None = None
    edited_at: Time | None = None
    deleted: bool = False
