"""Arranges one row: puts its name, quote, text, time, reactions and actions in their places."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt

from chat_desktop.chat import labels
from chat_desktop.chat import metrics as m
from chat_desktop.chat.document import lay_out
from chat_desktop.chat.emoji_text import few_emoji
from chat_desktop.chat.row_layout import (
    Action,
    Chip,
    Going,
    LineLayout,
    MessageLayout,
    Quote,
    Setting,
)
from chat_desktop.core.rows import Delivery, MessageRow, NoticeRow
from chat_desktop.markdown.clean import one_line
from chat_desktop.markdown.tree import Tree
from chat_desktop.translations.said import in_words

translate = labels.translate
Chat = labels.Chat
ELIDE: Final = Qt.TextElideMode.ElideRight
RING: Final = 14
"""The circle that shows how much of the time to undo is left."""


def lay_out_notice(row: NoticeRow, setting: Setting) -> LineLayout:
    event = row.event
    text = labels.notice_text(
        event, setting.name(event.by), setting.name(getattr(event, "user", event.by))
    )
    faces = setting.faces
    room = max(40, setting.width - 2 * m.SIDE)
    return LineLayout(faces.small_metrics.elidedText(text, ELIDE, room), faces.notice_height, text)


def lay_out_hole(setting: Setting) -> LineLayout:
    text = translate("Chat", "Some messages are not here yet")
    detail = translate("Chat", "They appear as soon as the server has sent them.")
    return LineLayout(text, setting.faces.hole_height, f"{text}. {detail}", detail)


def lay_out_message(row: MessageRow, tree: Tree, starts: bool, setting: Setting) -> MessageLayout:
    """Lay a message out. `starts` gives it an avatar and its author's name."""
    going = setting.going(row)
    gone = row.deleted or going is not Going.NO
    room = m.bubble_width(setting.width, setting.faces.scale) - 2 * m.PAD_X
    big = few_emoji(row.text) and row.reply_to is None and not gone
    body = lay_out(
        tree,
        room,
        setting.faces,
        setting.tokens,
        setting.highlighter,
        big=big,
        ink=setting.tokens.text_faint if gone else None,
        names=setting.names,
    )
    time = "" if going is not Going.NO else _time(row)
    mine = row.by == setting.me
    layout = MessageLayout(row, mine, starts, QRectF(), body, QPointF(), time, QPointF())
    layout.framed = not big and not gone
    layout.going = going
    y = float(m.PAD_TOP)
    inner = body.width
    if starts and not mine:
        y, inner = _add_name(layout, y, inner, room, setting)
    if row.reply_to is not None and not gone:
        y, inner = _add_quote(layout, row.reply_to, y, inner, room, setting)
    layout.body_at = QPointF(m.PAD_X, y)
    y += body.height
    if tree.left_out:
        y, inner = _add_show_all(layout, tree.left_out, y, inner, setting)
    if going is Going.NO:
        y, inner = _add_time(layout, y, inner, room, setting)
    else:
        inner = _add_undo(layout, inner, setting)
    body.align(inner)
    width = inner + 2 * m.PAD_X
    left = setting.width - m.SIDE - width if mine else float(m.INDENT)
    layout.bubble = QRectF(left, 0.0, width, y + m.PAD_BOTTOM)
    _move(layout, left)
    below = layout.bubble.bottom()
    if not gone:
        below = _add_chips(layout, below, setting)
    below = _add_problem(layout, below, setting)
    layout.height = round(below)
    if setting.mirrored:
        _mirror(layout, setting)
    return layout


def _time(row: MessageRow) -> str:
    time = labels.time_label(row.at)
    if row.edited_at is not None and not row.deleted:
        return translate("Chat", "edited {time}").format(time=time)
    return time


def _add_name(
    layout: MessageLayout, y: float, inner: float, room: float, setting: Setting
) -> tuple[float, float]:
    faces = setting.faces
    layout.name = setting.name(layout.row.by)
    layout.shown_name = faces.name_metrics.elidedText(layout.name, ELIDE, room)
    width = faces.name_metrics.horizontalAdvance(layout.shown_name)
    layout.name_rect = QRectF(m.PAD_X, y, width, faces.name_height)
    layout.avatar = QRectF(m.SIDE, 0, m.AVATAR, m.AVATAR)
    return y + faces.name_height, max(inner, width)


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
    layout.quote_rect = QRectF(m.PAD_X, y, width, faces.quote_height)
    return y + faces.quote_height + m.QUOTE_BELOW, max(inner, width)


def _add_show_all(
    layout: MessageLayout, left_out: int, y: float, inner: float, setting: Setting
) -> tuple[float, float]:
    """Offer the rest of a very long message."""
    text = Chat.tr("Show all, %Ln more character(s)", "", left_out)
    width = setting.faces.small_bold_metrics.horizontalAdvance(text)
    rect = QRectF(m.PAD_X, y + 2, width, setting.faces.note_height)
    layout.actions = ((rect, Action.SHOW_ALL, text),)
    return y + rect.height() + 4, max(inner, width)


def _add_time(
    layout: MessageLayout, y: float, inner: float, room: float, setting: Setting
) -> tuple[float, float]:
    """Put the time on the base line of the last line, or on a line of its own."""
    faces = setting.faces
    width = faces.tiny_metrics.horizontalAdvance(layout.time)
    mark = faces.mark + m.MARK_GAP if layout.mine and not layout.row.deleted else 0
    body = layout.body
    beside = body.last_extent + m.TIME_GAP + width + mark
    free = not layout.actions and body.pieces and body.pieces[-1].box is None
    if beside <= room and free:
        inner = max(inner, beside)
        base = layout.body_at.y() + body.last_baseline
    else:
        inner = max(inner, width + mark)
        base = y + faces.time_line - 5
        y += faces.time_line
    # What runs to the left ends at the left: there the time has room.
    x = 0.0 if body.last_rtl else inner - width - mark
    layout.time_at = QPointF(m.PAD_X + x, base)
    return y, inner


def _add_undo(layout: MessageLayout, inner: float, setting: Setting) -> float:
    """Offer to keep a message after all, as long as there is time."""
    if layout.going is not Going.UNDOABLE:
        return inner
    faces, body = setting.faces, layout.body
    text = translate("Chat", "Undo")
    width = faces.small_bold_metrics.horizontalAdvance(text) + 16
    x = m.PAD_X + body.last_extent + 12
    middle = layout.body_at.y() + body.height / 2
    layout.ring = QRectF(x, middle - RING / 2, RING, RING)
    height = float(faces.chip_height)
    rect = QRectF(layout.ring.right() + 4, middle - height / 2, width, height)
    layout.actions = ((rect, Action.UNDO, text),)
    return max(inner, rect.right() - m.PAD_X)


def _move(layout: MessageLayout, left: float) -> None:
    """Move what was placed inside the bubble to where the bubble is."""
    layout.body_at += QPointF(left, 0)
    layout.time_at += QPointF(left, 0)
    layout.actions = tuple(
        (rect.translated(left, 0), action, text) for rect, action, text in layout.actions
    )
    for rect in (layout.name_rect, layout.quote_rect, layout.ring):
        if rect is not None:
            rect.translate(left, 0)


def _add_chips(layout: MessageLayout, y: float, setting: Setting) -> float:
    reactions = layout.row.reactions
    if not reactions:
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
    room = m.bubble_width(setting.width, faces.scale)
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
            chips.append(Chip(QRectF(x, y, width, faces.chip_height), emoji, shown, count, mine))
            x += width + m.CHIP_GAP
        y += faces.chip_height + m.CHIPS_ABOVE
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
        actions.append((QRectF(x, y + 2, width, faces.actions_height - 4), action, text))
    layout.actions += tuple(actions)
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
        x - 6 - faces.small_metrics.horizontalAdvance(problem), y + faces.actions_height - 8
    )
    return y + faces.actions_height


def _mirror(layout: MessageLayout, setting: Setting) -> None:
    """Put everything at the other side; the text inside the bubble runs as it did."""
    width = setting.width

    def across(rect: QRectF) -> QRectF:
        return QRectF(width - rect.right(), rect.y(), rect.width(), rect.height())

    layout.mirrored = True
    left = layout.bubble.left()
    layout.bubble = across(layout.bubble)
    moved = QPointF(layout.bubble.left() - left, 0)
    layout.body_at += moved
    layout.time_at += moved
    layout.avatar = layout.avatar and across(layout.avatar)
    layout.name_rect = layout.name_rect and across(layout.name_rect)
    layout.quote_rect = layout.quote_rect and across(layout.quote_rect)
    layout.chips = tuple(replace(chip, rect=across(chip.rect)) for chip in layout.chips)
    inside = (Action.UNDO, Action.SHOW_ALL)
    layout.actions = tuple(
        (rect.translated(moved) if action in inside else across(rect), action, text)
        for rect, action, text in layout.actions
    )
    layout.ring = layout.ring and layout.ring.translated(moved)
    if layout.problem_at is not None:
        long = setting.faces.small_metrics.horizontalAdvance(layout.problem)
        layout.problem_at = QPointF(width - layout.problem_at.x() - long, layout.problem_at.y())
