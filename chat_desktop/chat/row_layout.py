"""What a laid-out row consists of: its bubble, name, quote, text, time, reactions and actions.

Coordinates are relative to the row's content, below what stands above it (grouping.Lead).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, IntEnum, auto

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF

from chat_desktop.chat.body import Body
from chat_desktop.chat.document import Highlighter
from chat_desktop.chat.metrics import Faces
from chat_desktop.core.rows import MessageRow
from chat_desktop.look.tokens import Tokens
from protocol.scalars import UserId


class Action(Enum):
    """What a click on a word of a row does."""

    RETRY = auto()
    DISCARD = auto()
    UNDO = auto()
    SHOW_ALL = auto()


class Going(IntEnum):
    """Whether a message is about to be deleted."""

    NO = 0
    UNDOABLE = 1
    SENT = 2


class Quote(Struct, frozen=True):
    """The message that another answers: whose it is and its first words."""

    seq: int
    by: UserId | None
    name: str
    text: str


class Chip(Struct, frozen=True):
    """A reaction under a bubble."""

    rect: QRectF
    emoji: str
    shown: str
    count: str
    mine: bool


class MessageLayout(Struct):
    """A message row laid out. What it does not have is None or empty."""

    row: MessageRow
    mine: bool
    starts: bool
    bubble: QRectF
    body: Body
    body_at: QPointF
    time: str
    time_at: QPointF
    height: int = 0
    framed: bool = True
    """Whether a bubble is drawn: a few large emoji and deleted messages stand without one."""
    going: Going = Going.NO
    mirrored: bool = False
    """Whether the windows run from right to left: one's own messages are then at the left."""
    avatar: QRectF | None = None
    name: str = ""
    shown_name: str = ""
    name_rect: QRectF | None = None
    quote: Quote | None = None
    quote_rect: QRectF | None = None
    chips: tuple[Chip, ...] = ()
    problem: str = ""
    problem_at: QPointF | None = None
    actions: tuple[tuple[QRectF, Action, str], ...] = ()
    ring: QRectF | None = None
    """Where the time to undo runs down."""

    @property
    def at_right(self) -> bool:
        """Whether the bubble stands at the right of the canvas."""
        return self.mine is not self.mirrored

    @property
    def outlined(self) -> bool:
        """Whether only the outline of the bubble is drawn: there is nothing to read any more."""
        return self.row.deleted or self.going is not Going.NO


class LineLayout(Struct):
    """A notice or a hole: a centred line, a hole with a second one."""

    text: str
    height: int
    full: str
    detail: str = ""


RowLayout = MessageLayout | LineLayout


def _not_going(_row: MessageRow) -> Going:
    return Going.NO


class Setting(Struct, frozen=True):
    """What every row of the canvas is laid out with."""

    width: int
    faces: Faces
    tokens: Tokens
    me: UserId | None
    name: Callable[[UserId], str]
    quote: Callable[[int], Quote]
    highlighter: Highlighter | None = None
    going: Callable[[MessageRow], Going] = _not_going
    names: frozenset[str] = frozenset()
    """Folded usernames whose mentions stand out."""
    mirrored: bool = False
