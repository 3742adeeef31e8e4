"""What a use case decides: one reply, and effects that take place once the batch is on disk.

Structs, since one is made for every message: a frozen dataclass takes eight times as long.
"""

from __future__ import annotations

import msgspec

from chat_server.core.model import TokenHash
from protocol.events import Event
from protocol.scalars import GroupId, UserId
from protocol.views import User

ConnectionId = int


class Actor(msgspec.Struct, frozen=True, gc=False):
    """Who commands: a user, by a session, on a connection (0: none, the command line)."""

    user: UserId
    token_hash: TokenHash
    connection: ConnectionId


class Publish(msgspec.Struct, frozen=True, gc=False):
    """Send `event` to every connection of every member that is subscribed at this point."""

    group: GroupId
    event: Event


class Subscribe(msgspec.Struct, frozen=True, gc=False):
    """From here on the user's connections get the group's events."""

    user: UserId
    group: GroupId


class Unsubscribe(msgspec.Struct, frozen=True, gc=False):
    """From here on they do not; `group_gone` is the last frame they get about it."""

    user: UserId
    group: GroupId


class Tell(msgspec.Struct, frozen=True, gc=False):
    """Push `message` to the user's connections, except the one that `but` names."""

    user: UserId
    message: msgspec.Struct
    but: ConnectionId = 0


class ProfileChanged(msgspec.Struct, frozen=True, gc=False):
    """Push the public profile to everybody else who shares one of `groups`.

    The user's own other connections hear of it by a `Tell` with their own profile.
    """

    user: User
    groups: tuple[GroupId, ...]


class EndSessions(msgspec.Struct, frozen=True, gc=False):
    """Close with 4401 the user's connections, all of them or those of `token_hash`.

    `but_token` spares a session's connections, `but` one connection.
    """

    user: UserId
    token_hash: TokenHash | None = None
    but_token: TokenHash | None = None
    but: ConnectionId = 0


Effect = Publish | Subscribe | Unsubscribe | Tell | ProfileChanged | EndSessions


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """A use case's decision as data: nobody hears of it before it is committed."""

    reply: msgspec.Struct | None
    effects: tuple[Effect, ...] = ()
