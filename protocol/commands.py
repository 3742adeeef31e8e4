"""What a client asks of the server, one frozen Struct per command."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from protocol.scalars import (
    CommandId,
    GroupId,
    Key,
    Limit,
    Position,
    Role,
    Seq,
    Time,
    UserId,
    Visibility,
)


class Command(msgspec.Struct, frozen=True, tag_field="type", kw_only=True, omit_defaults=True):
    """A command; `id` names the one reply it will get."""

    id: CommandId


class Signal(msgspec.Struct, frozen=True, tag_field="type", kw_only=True, omit_defaults=True):
    """A command without id or reply."""


# --- session


class SignUp(Command, frozen=True, tag="sign_up"):
    """Make an account and log in to it. Reply: `welcome`."""

    username: str
    password: str
    email: str | None = None
    display_name: str | None = None
    country: str | None = None


class LogIn(Command, frozen=True, tag="log_in"):
    """Log in with a password; `login` is a username or an e-mail. Reply: `welcome`."""

    login: str
    password: str
    device: str | None = None


class Authenticate(Command, frozen=True, tag="authenticate"):
    """Resume a session by its token. Reply: `welcome` with the same token."""

    token: str


class LogOut(Command, frozen=True, tag="log_out"):
    """Revoke this session's token; its other sockets close with 4401. Reply: `ok`."""


# --- people


class GetProfile(Command, frozen=True, tag="profile"):
    """One user by id or username, oneself when neither is named. Reply: `profile`."""

    user: UserId | None = None
    username: str | None = None

    def __post_init__(self) -> None:
        if self.user is not None and self.username is not None:
            raise ValueError("`user` or `username`, not both")


class GetUsers(Command, frozen=True, tag="users"):
    """Several users' public fields; unknown ids are left out. Reply: `users`."""

    ids: list[UserId]


class UpdateProfile(Command, frozen=True, tag="update_profile"):
    """Change one's own profile; an empty text clears a field. Reply: `profile`."""

    display_name: str | None = None
    email: str | None = None
    country: str | None = None
    about: str | None = None


class ChangePassword(Command, frozen=True, tag="change_password"):
    """Set a new password and revoke every other session. Reply: `ok`."""

    old: str
    new: str


# --- groups


class ListGroups(Command, frozen=True, tag="list_groups"):
    """Public groups and one's own, by name. Reply: `groups`."""

    query: str | None = None
    after: str | None = None
    limit: Limit | None = None


class CreateGroup(Command, frozen=True, tag="create_group"):
    """Make a group and own it; private unless said otherwise. Reply: `group`."""

    name: str
    topic: str | None = None
    visibility: Visibility | None = None


class JoinGroup(Command, frozen=True, tag="join_group"):
    """Join a public group by its id, or any group with an invite. Reply: `group`."""

    group: GroupId
    invite: str | None = None


class LeaveGroup(Command, frozen=True, tag="leave_group"):
    """Leave; an owner hands over, the last one out closes the group. Reply: `ok`."""

    group: GroupId


class AddMember(Command, frozen=True, tag="add_member"):
    """Bring somebody in (admins and the owner). Reply: `ok`."""

    group: GroupId
    user: UserId


class UpdateGroup(Command, frozen=True, tag="update_group"):
    """Change name, topic or visibility (admins and the owner). Reply: `group`."""

    group: GroupId
    name: str | None = None
    topic: str | None = None
    visibility: Visibility | None = None


class CreateInvite(Command, frozen=True, tag="create_invite"):
    """Make an invite; `expires` is a time, `uses` a count. Reply: `invite`."""

    group: GroupId
    expires: Time | None = None
    uses: Limit | None = None


class RevokeInvite(Command, frozen=True, tag="revoke_invite"):
    """Make an invite worthless. Reply: `ok`."""

    group: GroupId
    token: str


class DeleteGroup(Command, frozen=True, tag="delete_group"):
    """Delete the group for everybody (its owner). Reply: `ok`."""

    group: GroupId


class ListMembers(Command, frozen=True, tag="members"):
    """The members with role and presence, a page at a time. Reply: `members`."""

    group: GroupId
    after: str | None = None
    limit: Limit | None = None


class SetRole(Command, frozen=True, tag="set_role"):
    """Give a role (the owner); `owner` hands the group over. Reply: `ok`."""

    group: GroupId
    user: UserId
    role: Role


class RemoveMember(Command, frozen=True, tag="remove_member"):
    """Remove somebody of a lower rank. Reply: `ok`."""

    group: GroupId
    user: UserId


# --- messages


class Send(Command, frozen=True, tag="send", gc=False):
    """Say something in a group. `key` makes resending safe. Reply: `sent`."""

    group: GroupId
    key: Key
    text: str
    reply_to: Seq | None = None


class Edit(Command, frozen=True, tag="edit"):
    """Change the text of one's own message. Reply: `done`."""

    group: GroupId
    seq: Seq
    text: str


class Delete(Command, frozen=True, tag="delete"):
    """Take a message back (its author, or a rank above). Reply: `done`."""

    group: GroupId
    seq: Seq


class React(Command, frozen=True, tag="react"):
    """Put an emoji on a message. Reply: `done`."""

    group: GroupId
    seq: Seq
    emoji: str


class Unreact(Command, frozen=True, tag="unreact"):
    """Take one's emoji off a message. Reply: `done`."""

    group: GroupId
    seq: Seq
    emoji: str


class History(Command, frozen=True, tag="history"):
    """A page of messages as they stand now, at most one place named. Reply: `messages`."""

    group: GroupId
    before: Position | None = None
    after: Position | None = None
    around: Position | None = None
    at: Time | None = None
    limit: Limit | None = None
    all: bool = False

    def __post_init__(self) -> None:
        places = (self.before, self.after, self.around, self.at)
        if len(places) - places.count(None) > 1:
            raise ValueError("at most one of `before`, `after`, `around` and `at`")


class CatchUp(Command, frozen=True, tag="catch_up"):
    """The events that follow `after`. Reply: `events`."""

    group: GroupId
    after: Position
    limit: Limit | None = None


class MarkRead(Command, frozen=True, tag="mark_read"):
    """Move one's read mark forward to `seq`. Reply: `ok`."""

    group: GroupId
    seq: Position


class Typing(Signal, frozen=True, tag="typing"):
    """The sender is writing in `group`; ends after 6 s. No reply."""

    group: GroupId


class Focus(Signal, frozen=True, tag="focus"):
    """The sender looks at `group`, or at none; presence and typing follow it. No reply."""

    group: GroupId | None = None


# --- the superuser's


class AdminUsers(Command, frozen=True, tag="admin_users"):
    """Every user, searched by name or e-mail. Reply: `admin_users`."""

    query: str | None = None
    after: str | None = None
    limit: Limit | None = None


class AdminGroups(Command, frozen=True, tag="admin_groups"):
    """Every group, private and closed ones too. Reply: `admin_groups`."""

    query: str | None = None
    after: str | None = None
    limit: Limit | None = None


class AdminMessages(Command, frozen=True, tag="admin_messages"):
    """A group's messages, newest page first. Reply: `admin_messages`."""

    group: GroupId
    query: str | None = None
    before: Position | None = None
    limit: Limit | None = None


AdminAction = Literal[
    "deactivate",
    "activate",
    "reset_password",
    "make_admin",
    "remove_admin",
    "delete_group",
    "delete_message",
]


class AdminAct(Command, frozen=True, tag="admin_act"):
    """Act on a user or group id; `delete_message` also names `seq`. Reply: `admin_done`."""

    action: AdminAction
    target: str
    seq: Seq | None = None
    password: str | None = None


LOG_IN_COMMANDS: Final = (SignUp, LogIn, Authenticate)

ClientMessage = (
    SignUp
    | LogIn
    | Authenticate
    | LogOut
    | GetProfile
    | GetUsers
    | UpdateProfile
    | ChangePassword
    | ListGroups
    | CreateGroup
    | JoinGroup
    | LeaveGroup
    | AddMember
    | UpdateGroup
    | CreateInvite
    | RevokeInvite
    | DeleteGroup
    | ListMembers
    | SetRole
    | RemoveMember
    | Send
    | Edit
    | Delete
    | React
    | Unreact
    | History
    | CatchUp
    | MarkRead
    | Typing
    | Focus
    | AdminUsers
    | AdminGroups
    | AdminMessages
    | AdminAct
)
