"""What the session layer hands to the journal, and what it gets back for each job.

The journal gathers jobs and calls, in its writer thread,

    results = apply_batch(store, cache, jobs, now)        # chat_server.core.batch

with one `GroupCache` (chat_server.core.cache) for its whole life. The i-th result answers the i-th
job, and everything is committed when the call returns. On the reactor, for each batch in order:

1. walk the results in order: send each `Outcome.reply` to its connection, carry out its effects in
   their order (`Publish` of several jobs may be joined into one `events` frame per group, as long
   as `Subscribe` and `Unsubscribe` keep their place among them);
2. then, for each `LoggedIn`, register the connection for the user's groups and send `welcome`.

A snapshot is taken after every job of its batch, so that between the two there is neither a hole
nor a double. A `Refusal` is answered with its code; any other exception is a bug of ours: log it
with its trace and answer `internal`.

The slow and the random happen before a job is made: validation of a new password, hashing and
checking passwords, tokens, UUIDs. The rules check again whatever may have changed meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, get_args

import msgspec

from chat_server.core.model import TokenHash
from chat_server.core.outcome import Actor, ConnectionId, Outcome
from chat_server.core.ports import Snapshot
from protocol.commands import (
    AddMember,
    AdminAct,
    ChangePassword,
    CreateGroup,
    CreateInvite,
    Delete,
    DeleteGroup,
    Edit,
    JoinGroup,
    LeaveGroup,
    LogOut,
    MarkRead,
    React,
    RemoveMember,
    RevokeInvite,
    Send,
    SetRole,
    SignUp,
    Unreact,
    UpdateGroup,
    UpdateProfile,
)
from protocol.errors import Refusal
from protocol.scalars import UserId

Mutation = (
    LogOut
    | UpdateProfile
    | ChangePassword
    | CreateGroup
    | JoinGroup
    | LeaveGroup
    | AddMember
    | UpdateGroup
    | CreateInvite
    | RevokeInvite
    | DeleteGroup
    | SetRole
    | RemoveMember
    | Send
    | Edit
    | Delete
    | React
    | Unreact
    | MarkRead
    | AdminAct
)
"""Every command that goes through the journal, save the three that log in."""

MUTATIONS: Final[frozenset[type]] = frozenset(get_args(Mutation))


class Perform(msgspec.Struct, gc=False):
    """A command of somebody who is logged in. Result: `Outcome`.

    `fresh` is random and new: for `create_group` the group's UUID, for `create_invite` the
    invite's token, for `reset_password` without a password the one that was made.
    `password_hash` is the hash of the new password, for `change_password` and `reset_password`;
    `verified_hash` the stored hash that `change_password`'s `old` was found to match.
    `refusal` is for a `send` that is over its sender's rate: it gets this refusal, unless its key
    is known already, which answers before any other check.

    The operator at the command line is an `Actor` with user "" and connection 0; he may
    `admin_act` and nothing else.
    """

    actor: Actor
    command: Mutation
    fresh: str = ""
    password_hash: str = ""
    verified_hash: str = ""
    refusal: Refusal | None = None


@dataclass(slots=True)
class Register:
    """`sign_up`: a new account that is logged in at once. Result: `LoggedIn`."""

    command: SignUp
    password_hash: str
    token_hash: TokenHash
    connection: ConnectionId


@dataclass(slots=True)
class OpenSession:
    """`log_in`, after the password was found right. Result: `LoggedIn`.

    `verified_hash` is the stored hash that matched: if the password has changed since, or the
    account is no longer active, the answer is `bad_credentials`. `device` may be empty.
    """

    user: UserId
    verified_hash: str
    device: str
    token_hash: TokenHash
    connection: ConnectionId


@dataclass(slots=True)
class Resume:
    """`authenticate`: an existing session on one more connection. Result: `LoggedIn`."""

    token_hash: TokenHash
    connection: ConnectionId


@dataclass(slots=True)
class CreateAccount:
    """An account made at the command line, without a session.

    Result: `Outcome` whose reply is the new `Profile` (with the id of `command`).
    """

    command: SignUp
    password_hash: str
    superuser: bool = False


@dataclass(slots=True)
class NoteSeen:
    """The user's last connection ended at `at`. Result: `Outcome` without reply or effects."""

    user: UserId
    at: int


Job = Perform | Register | OpenSession | Resume | CreateAccount | NoteSeen


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """Who is behind a connection from now on, and what `welcome` says besides the token."""

    actor: Actor
    snapshot: Snapshot


Result = Outcome | LoggedIn | Exception
"""What became of a job: `Refusal` is a known reason, any other exception our own fault."""
