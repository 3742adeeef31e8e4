"""One row laid out: where its bubble, name, quote, text, time, reactions and actions are.

Coordinates are relative to the row's content, below what stands above it (grouping.Lead).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt

from chat_desktop.chat import labels
from chat_desktop.chat import metrics as m
from chat_desktop.chat.document import Body, Highlighter, lay_out
from chat_desktop.chat.emoji_text import few_emoji
from chat_desktop.chat.metrics import Faces
from chat_desktop.core.rows import Delivery, MessageRow, NoticeRow
from chat_desktop.look.tokens import Tokens
from chat_desktop.markdown.clean import one_line
from chat_desktop.markdown.tree import Tree
from chat_desktop.translations.said import in_words
from protocol.scalars import UserId

translate = labels.translate
Chat = labels.Chat
ELIDE: Final = Qt.TextElideMode.ElideRight


class Action(Enum):
    """What a failed message offers."""

    RETRY = auto()
    DISCARD = auto()


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that another answers: whose it is and its first words."""

    seq: int
    by: UserId | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A reaction under a bubble."""

    rect: QRectF
    emoji: str
    shown: str
    count: str
    mine: bool


@dataclass(slots=True)
class MessageLayout:
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
    avatar: QRectF | None = None
    name: str = ""
    shown_name: str = ""
    name_rect: QRectF | None = None
    quote: Quote | None = None
    quote_rect: QRectF | None = None
    note: str = ""
    note_at: QPointF | None = None
    chips: tuple[Chip, ...] = ()
    problem: str = ""
    problem_at: QPointF | None = None
    actions: tuple[tuple[QRectF, Action, str], ...] = ()


@dataclass(slots=True)
class LineLayout:
    """A notice or a hole: one centred line."""

    text: str
    height: int
    full: str


RowLayout = MessageLayout | LineLayout


@dataclass(frozen=True, slots=True)
class Setting:
    """What every row of the canvas is laid out with."""

    width: int
    faces: Faces
    tokens: Tokens
    me: UserId | None
    name: Callable[[UserId], str]
    quote: Callable[[int], Quote]
    highlighter: Highlighter | None = None


def lay_out_notice(row: NoticeRow, setting: Setting) -> LineLayout:
    event = row.event
    text = labels.notice_text(
        event, setting.name(event.by), setting.name(getattr(event, "user", event.by))
    )
    room = max(40, setting.width - 2 * m.SIDE)
    return LineLayout(
        setting.faces.small_metrics.elidedText(text, ELIDE, room), m.NOTICE_HEIGHT, text
    )


def lay_out_hole() -> LineLayout:
    text = translate("Chat", "Loading messages…")
    return LineLayout(text, m.HOLE_HEIGHT, text)


def lay_out_message(row: MessageRow, tree: Tree, starts: bool, setting: Setting) -> MessageLayout:
    """Lay a message out. `starts` gives it an avatar and its author's name."""
    mine = row.by == setting.me
    room = m.bubble_width(setting.width) - 2 * m.PAD_X
    big = few_emoji(row.text) and row.reply_to is None and not row.deleted
    ink = setting.tokens.text_faint if row.deleted else None
    body = lay_out(tree, room, setting.faces, setting.tokens, setting.highlighter, big=big, ink=ink)
    layout = MessageLayout(
        row, mine, starts, QRectF(), body, QPointF(), _time(row), QPointF(), framed=not big
    )
    if row.deleted:
        layout.framed = False
    y = float(m.PAD_TOP)
    inner = body.width
    if starts and not mine:
        y, inner = _add_name(layout, y, inner, room, setting)
    if row.reply_to is not None and not row.deleted:
        y, inner = _add_quote(layout, row.reply_to, y, inner, room, setting)
    layout.body_at = QPointF(m.PAD_X, y)
    y += body.height
    if tree.left_out:
        y, inner = _add_note(layout, tree.left_out, y, inner, setting)
    y, inner = _add_time(layout, y, inner, room, setting)
    width = inner + 2 * m.PAD_X
    left = setting.width - m.SIDE - width if mine else float(m.INDENT)
    layout.bubble = QRectF(left, 0.0, width, y + m.PAD_BOTTOM)
    _move(layout, left)
    below = _add_chips(layout, layout.bubble.bottom(), setting)
    below = _add_problem(layout, below, setting)
    layout.height = round(below)
    return layout


def _time(row: MessageRow) -> str:
    time = labels.time_label(row.at)
    if row.edited_at is not None and not row.deleted:
        return translate("Chat", "edited {time}").format(time=time)
    return time


def _add_name(
    layout: MessageLayout, y: float, inner: float, room: float, setting: Setting
) -> tuple[float, float]:
    metrics = setting.faces.name_metrics
    layout.name = setting.name(layout.row.by)
    layout.shown_name = metrics.elidedText(layout.name, ELIDE, room)
    width = metrics.horizontalAdvance(layout.shown_name)
    layout.name_rect = QRectF(m.PAD_X, y, width, m.NAME_HEIGHT)
    layout.avatar = QRectF(m.SIDE, 0, m.AVATAR, m.AVATAR)
    return y + m.NAME_HEIGHT, max(inner, width)


def _add_quote(
    layout: MessageLayout, seq: int, y: float, inner: float, room: float, setting: Setting
) -> tuple[float, float]:
    quote = setting.quote(seq)
    faces = setting.faces
    text_room = room - m.QUOTE_TEXT
    name = faces.small_bold_metrics.elidedText(quote.name, ELIDE, text_room)
    text = faces.small_metrics.elidedText(quote.text, ELIDE, text_room)
    layout.quote = Quote(quote.seq, quote.by, name, text)
    width = m.QUOTE_TEXT + max(
        faces.small_bold_metrics.horizontalAdvance(name),
        faces.small_metrics.horizontalAdvance(text),
    )
    layout.quote_rect = QRectF(m.PAD_X, y, width, m.QUOTE_HEIGHT)
    return y + m.QUOTE_HEIGHT + m.QUOTE_BELOW, max(inner, width)


def _add_note(
    layout: MessageLayout, left_out: int, y: float, inner: float, setting: Setting
) -> tuple[float, float]:
    layout.note = Chat.tr("… %Ln more character(s); copy the message for all", "", left_out)
    layout.note_at = QPointF(m.PAD_X, y + 15)
    return y + 20, max(inner, setting.faces.small_metrics.horizontalAdvance(layout.note))


def _add_time(
    layout: MessageLayout, y: float, inner: float, room: float, setting: Setting
) -> tuple[float, float]:
    """Put the time on the base line of the last line, or on a line of its own."""
    width = setting.faces.tiny_metrics.horizontalAdvance(layout.time)
    mark = m.MARK if layout.mine and not layout.row.deleted else 0
    body = layout.body
    beside = body.last_right + m.TIME_GAP + width + mark
    if beside <= room and not layout.note and body.pieces and body.pieces[-1].box is None:
        inner = max(inner, beside)
        base = layout.body_at.y() + body.last_baseline
    else:
        inner = max(inner, width + mark)
        base = y + m.TIME_LINE - 5
        y += m.TIME_LINE
    layout.time_at = QPointF(m.PAD_X + inner - width - mark, base)
    return y, inner


def _move(layout: MessageLayout, left: float) -> None:
    """Move what was placed inside the bubble to where the bubble is."""
    layout.body_at += QPointF(left, 0)
    layout.time_at += QPointF(left, 0)
    if layout.note_at is not None:
        layout.note_at += QPointF(left, 0)
    for rect in (layout.name_rect, layout.quote_rect):
        if rect is not None:
            rect.translate(left, 0)


def _add_chips(layout: MessageLayout, y: float, setting: Setting) -> float:
    reactions = layout.row.reactions
    if not reactions or layout.row.deleted:
        return y
    faces = setting.faces
    sized: list[tuple[float, str, str, str, bool]] = []
    for reaction in reactions:
        shown, count = one_line(reaction.emoji, 12), str(reaction.count)
        width = (
            faces.emoji_metrics.horizontalAdvance(shown)
            + faces.small_bold_metrics.horizontalAdvance(count)
            + m.CHIP_PAD
        )
        sized.append((width, reaction.emoji, shown, count, reaction.mine))
    room = m.bubble_width(setting.width)
    rows: list[list[tuple[float, str, str, str, bool]]] = [[]]
    used = 0.0
    for item in sized:
        if rows[-1] and used + item[0] > room:
            rows.append([])
            used = 0.0
        rows[-1].append(item)
        used += item[0] + m.CHIP_GAP
    chips: list[Chip] = []
    y += m.CHIPS_ABOVE
    for row in rows:
        total = sum(item[0] for item in row) + m.CHIP_GAP * (len(row) - 1)
        x = layout.bubble.right() - total if layout.mine else layout.bubble.left()
        for width, emoji, shown, count, mine in row:
            chips.append(Chip(QRectF(x, y, width, m.CHIP_HEIGHT), emoji, shown, count, mine))
            x += width + m.CHIP_GAP
        y += m.CHIP_HEIGHT + m.CHIPS_ABOVE
    layout.chips = tuple(chips)
    return y - m.CHIPS_ABOVE + m.CHIPS_BELOW


def _add_problem(layout: MessageLayout, y: float, setting: Setting) -> float:
    """Say why a message failed, with what can be done about it, at its lower right."""
    row = layout.row
    if row.delivery is not Delivery.FAILED:
        return y
    faces = setting.faces
    x = layout.bubble.right()
    actions: list[tuple[QRectF, Action, str]] = []
    for action, text in (
        (Action.DISCARD, translate("Chat", "Discard")),
        (Action.RETRY, translate("Chat", "Try again")),
    ):
        width = faces.small_bold_metrics.horizontalAdvance(text) + 12
        x -= width
        actions.append((QRectF(x, y + 2, width, m.ACTIONS_HEIGHT - 4), action, text))
    layout.actions = tuple(actions)
    problem = (
        translate("Chat", "Not sent: {problem}").format(
            problem=one_line(in_words(row.problem or ""))
        )
        if row.problem
        else translate("Chat", "Not sent")
    )
    problem = faces.small_metrics.elidedText(problem, ELIDE, max(40.0, x - m.SIDE - 8))
    layout.problem = problem
    layout.problem_at = QPointF(
        x - 6 - faces.small_metrics.horizontalAdvance(problem), y + m.ACTIONS_HEIGHT - 8
    )
    return y + m.ACTIONS_HEIGHT
