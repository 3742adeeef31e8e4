"""What the server says: one reply per command, and pushes that nobody asked for."""

from __future__ import annotations

from typing import Final

import msgspec

from protocol.commands import AdminAction
from protocol.events import Event
from protocol.scalars import CommandId, Count, GroupId, Position, Seq, Time, UserId
from protocol.views import (
    AdminGroup,
    AdminMessage,
    AdminUser,
    Group,
    Limits,
    Member,
    TimelineItem,
    User,
)

PROTOCOL_VERSION: Final = 1
SUBPROTOCOL: Final = "parlance.v1"


class Reply(msgspec.Struct, frozen=True, tag_field="type", kw_only=True, omit_defaults=True):
    """The one answer to the command with the same `id`."""

    id: CommandId


class Push(msgspec.Struct, frozen=True, tag_field="type", kw_only=True, omit_defaults=True):
    """Something the server tells unasked."""


# --- replies


class Error(Push, frozen=True, tag="error"):
    """A refusal. `id` is absent when the frame's could not be read; `retry_after` is seconds."""

    code: str
    message: str
    id: CommandId | None = None
    field: str | None = None
    retry_after: float | None = None


class Welcome(Reply, frozen=True, tag="welcome"):
    """Logged in: the session's token and the snapshot, with every user its `last`s name."""

    token: str
    epoch: str
    user: User
    groups: list[Group]
    users: list[User]


class Ok(Reply, frozen=True, tag="ok", gc=False):
    """Done, with nothing to tell."""


class Profile(Reply, frozen=True, tag="profile"):
    """One user; with e-mail and country when it is the reader."""

    user: User


class Users(Reply, frozen=True, tag="users"):
    """The users asked for that exist, in any order."""

    users: list[User]


class Groups(Reply, frozen=True, tag="groups"):
    """A page of the directory; `next` is absent on the last."""

    groups: list[Group]
    next: str | None = None


class Invite(Reply, frozen=True, tag="invite"):
    """A new invite; its link is `parlance://join/HOST[:PORT]/GROUP#TOKEN`."""

    group: GroupId
    token: str
    expires: Time | None = None
    uses: Count | None = None


class Members(Reply, frozen=True, tag="members"):
    """A page of members; `next` is absent on the last."""

    members: list[Member]
    next: str | None = None


class Sent(Reply, frozen=True, tag="sent", gc=False):
    """The message is on disk under `seq`."""

    group: GroupId
    seq: Seq
    at: Time


class Done(Reply, frozen=True, tag="done", gc=False):
    """An edit, deletion or reaction took effect on the message `seq`."""

    group: GroupId
    seq: Seq


class Messages(Reply, frozen=True, tag="messages"):
    """A page of history, ascending: the state after event `head`."""

    group: GroupId
    messages: list[TimelineItem]
    more: bool
    head: Position


class AdminUserPage(Reply, frozen=True, tag="admin_users"):
    """A page of users for the superuser."""

    users: list[AdminUser]
    next: str | None = None


class AdminGroupPage(Reply, frozen=True, tag="admin_groups"):
    """A page of groups for the superuser."""

    groups: list[AdminGroup]
    next: str | None = None


class AdminMessagePage(Reply, frozen=True, tag="admin_messages"):
    """A page of a group's messages for the superuser, ascending."""

    group: GroupId
    messages: list[AdminMessage]
    more: bool


class AdminDone(Reply, frozen=True, tag="admin_done"):
    """The act took effect; `password` is the new one that `reset_password` made."""

    action: AdminAction
    target: str
    password: str | None = None


# --- replies that are pushes too


class Events(Push, frozen=True, tag="events"):
    """Events of one group, ascending; with `id` the answer to `catch_up`."""

    group: GroupId
    events: list[Event]
    head: Position
    id: CommandId | None = None


class GroupView(Push, frozen=True, tag="group"):
    """The reader's own view of a group; with `id` the answer to a command."""

    group: Group
    id: CommandId | None = None


# --- pushes


class Hello(Push, frozen=True, tag="hello"):
    """The server's first frame."""

    server: str
    version: str
    protocol: int
    limits: Limits


class GroupGone(Push, frozen=True, tag="group_gone"):
    """The last frame about a group to who is no longer in it."""

    group: GroupId


class UserChanged(Push, frozen=True, tag="user"):
    """A profile in a common group changed."""

    user: User


class TypingNow(Push, frozen=True, tag="typing"):
    """Somebody is writing; ends after 6 s."""

    group: GroupId
    user: UserId


class Presence(Push, frozen=True, tag="presence"):
    """Somebody came or went."""

    user: UserId
    online: bool
    last_seen: Time | None = None


class Lagged(Push, frozen=True, tag="lagged"):
    """This reader was too slow: live goes on from `head + 1` of each group named."""

    heads: dict[GroupId, Position]


class Bye(Push, frozen=True, tag="bye"):
    """The server is going away; close 1012 follows. `retry_after` is seconds."""

    reason: str
    retry_after: float


class UnknownMessage(Push, frozen=True, tag="unknown"):
    """A frame of a type this version does not know; with `id` it answers a command all the same."""

    id: CommandId | None = None


ServerMessage = (
    Error
    | Welcome
    | Ok
    | Profile
    | Users
    | Groups
    | Invite
    | Members
    | Sent
    | Done
    | Messages
    | AdminUserPage
    | AdminGroupPage
    | AdminMessagePage
    | AdminDone
    | Events
    | GroupView
    | Hello
    | GroupGone
    | UserChanged
    | TypingNow
    | Presence
    | Lagged
    | Bye
    | UnknownMessage
)
