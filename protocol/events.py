"""The events of a group's log, one frozen Struct per kind."""

from __future__ import annotations

from typing import Final

import msgspec

from protocol.scalars import Count, Key, Role, Seq, Time, UserId, Visibility


class BaseEvent(
    msgspec.Struct, frozen=True, tag_field="kind", kw_only=True, omit_defaults=True, gc=False
):
    """What every event carries. `seq`, `at`, `by` and `kind` are final."""

    seq: Seq
    at: Time
    by: UserId


class Message(BaseEvent, frozen=True, tag="message", gc=False):
    """Somebody said something. `text` is absent when it is `gone`: deleted or edited since."""

    key: Key
    n: Count
    text: str | None = None
    reply_to: Seq | None = None
    gone: bool = False


class Edited(BaseEvent, frozen=True, tag="edited", gc=False):
    """The message `target` reads `text` from here on, unless that text is `gone` too."""

    target: Seq
    text: str | None = None
    gone: bool = False


class Deleted(BaseEvent, frozen=True, tag="deleted", gc=False):
    """The message `target` was taken back by its author or by a rank above."""

    target: Seq


class Reacted(BaseEvent, frozen=True, tag="reacted", gc=False):
    """`by` put `emoji` on the message `target`."""

    target: Seq
    emoji: str


class Unreacted(BaseEvent, frozen=True, tag="unreacted", gc=False):
    """`by` took `emoji` off the message `target`."""

    target: Seq
    emoji: str


class Joined(BaseEvent, frozen=True, tag="joined", gc=False):
    """`user` is a member from here on; `by` is who brought them in, or they themselves."""

    user: UserId


class Left(BaseEvent, frozen=True, tag="left", gc=False):
    """`user` left of their own accord."""

    user: UserId


class Removed(BaseEvent, frozen=True, tag="removed", gc=False):
    """`by` removed `user`, who comes back only by invite or by being added."""

    user: UserId


class RoleSet(BaseEvent, frozen=True, tag="role", gc=False):
    """`user` has `role` from here on."""

    user: UserId
    role: Role


class Changed(BaseEvent, frozen=True, tag="changed", gc=False):
    """The group's name, topic or visibility changed to what is named here."""

    name: str | None = None
    topic: str | None = None
    visibility: Visibility | None = None


class Closed(BaseEvent, frozen=True, tag="closed", gc=False):
    """The group was deleted, or its last member left; nothing follows."""


class Unknown(BaseEvent, frozen=True, tag="unknown", gc=False):
    """An event of a kind this version does not know: it counts in `seq` and shows nothing."""


Event = (
    Message
    | Edited
    | Deleted
    | Reacted
    | Unreacted
    | Joined
    | Left
    | Removed
    | RoleSet
    | Changed
    | Closed
    | Unknown
)

EVENT_KINDS: Final[dict[str, type[BaseEvent]]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (
        Message,
        Edited,
        Deleted,
        Reacted,
        Unreacted,
        Joined,
        Left,
        Removed,
        RoleSet,
        Changed,
        Closed,
    )
}
"""Every kind of the contract by its name on the wire."""
