"""What a use case decides: one reply, and effects that take place once the batch is on disk."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from chat_server.core.model import TokenHash
from protocol.events import Event
from protocol.scalars import GroupId, UserId
from protocol.views import User

ConnectionId = int


@dataclass(frozen=True, slots=True)
class Actor:
    """Who commands: a user, by a session, on a connection (0: none, the command line)."""

    user: UserId
    token_hash: TokenHash
    connection: ConnectionId


@dataclass(frozen=True, slots=True)
class Publish:
    """Send `event` to every connection of every member that is subscribed at this point."""

    group: GroupId
    event: Event


@dataclass(frozen=True, slots=True)
class Subscribe:
    """From here on the user's connections get the group's events."""

    user: UserId
    group: GroupId


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """From here on they do not; `group_gone` is the last frame they get about it."""

    user: UserId
    group: GroupId


@dataclass(frozen=True, slots=True)
class Tell:
    """Push `message` to the user's connections, except the one that `but` names."""

    user: UserId
    message: msgspec.Struct
    but: ConnectionId = 0


@dataclass(frozen=True, slots=True)
class ProfileChanged:
    """Push the public profile to everybody else who shares one of `groups`.

    The user's own other connections hear of it by a `Tell` with their own profile.
    """

    user: User
    groups: tuple[GroupId, ...]


@dataclass(frozen=True, slots=True)
class EndSessions:
    """Close with 4401 the user's connections, all of them or those of `token_hash`.

    `but_token` spares a session's connections, `but` one connection.
    """

    user: UserId
    token_hash: TokenHash | None = None
    but_token: TokenHash | None = None
    but: ConnectionId = 0


Effect = Publish | Subscribe | Unsubscribe | Tell | ProfileChanged | EndSessions


@dataclass(frozen=True, slots=True)
class Outcome:
    """A use case's decision as data: nobody hears of it before it is committed."""

    reply: msgspec.Struct | None
    effects: tuple[Effect, ...] = ()
