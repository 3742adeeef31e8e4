"""What the windows show: rows of a timeline, groups in the sidebar, the state of the connection."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from chat_desktop.core.attention import Level
from protocol.events import Changed, Closed, Joined, Left, Removed, RoleSet
from protocol.scalars import GroupId, Role, Seq, UserId, Visibility
from protocol.views import Reaction


class Delivery(StrEnum):
    """How far a message of one's own has come."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class MessageRow(Struct, frozen=True):
    """A message in a timeline. `seq` and `n` are None while it waits in the outbox.

    (`key`, `by`, `rev`) names one look of the message: `rev` grows with each change, so that a
    layout can be kept for it. `problem` says in plain words why a message FAILED.
    """

    key: str
    by: UserId
    at: int
    text: str | None
    seq: Seq | None = None
    n: int | None = None
    reply_to: Seq | None = None
    edited_at: int | None = None
    deleted: bool = False
    reactions: tuple[Reaction, ...] = ()
    delivery: Delivery = Delivery.SENT
    problem: str | None = None
    rev: int = 0


class NoticeRow(Struct, frozen=True):
    """An event that a timeline shows as a small centred line."""

    event: Joined | Left | Removed | RoleSet | Changed | Closed


class HoleRow(Struct, frozen=True):
    """Events after `after` and before `before` are not here yet; shown as "loading"."""

    after: int
    before: int


Row = MessageRow | NoticeRow | HoleRow


class Splice(Struct, frozen=True):
    """A change of a list of rows: `removed` rows from `index` on give way to `rows`."""

    index: int
    removed: int
    rows: tuple[Row, ...]


class GroupRow(Struct, frozen=True):
    """A group in the sidebar. `last_line` is plain text without its author's name."""

    id: GroupId
    name: str
    topic: str
    visibility: Visibility
    members: int
    role: Role | None
    unread: int
    last_line: str = ""
    last_author: UserId | None = None
    last_at: int | None = None
    draft: str = ""
    typing: tuple[UserId, ...] = ()
    level: Level = Level.ALL
    draft_reply: Seq | None = None
    """The message that the draft answers."""
    draft_edit: tuple[Seq, str] | None = None
    """The message that is being changed, and how it reads so far."""


class LinkState(StrEnum):
    """The state of the connection, as shown to the user."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    LOGGING_IN = "logging_in"
    ONLINE = "online"
    SIGNED_OUT = "signed_out"


class Trouble(StrEnum):
    """What kind of thing stands in the way of the connection."""

    NETWORK = "network"
    CERTIFICATE = "certificate"
    VERSION = "version"
    FOREIGN = "foreign"
    """What answers is no server of ours."""
    BUSY = "busy"
    DEVICE = "device"
    """This device itself: its disk, or this program."""


class Status(Struct, frozen=True):
    """State of the connection; `retry_at` is monotonic seconds, `reason` plain words.

    `trouble` is the kind of the reason while OFFLINE.
    """

    state: LinkState
    reason: str | None = None
    retry_at: float | None = None
    trouble: Trouble | None = None
