"""What lies under a point of a message: text, a link, a reaction, a quote, a button."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF

from chat_desktop.chat.body import Piece, copy_button
from chat_desktop.chat.row_layout import Action, MessageLayout

if TYPE_CHECKING:
    from chat_desktop.chat.canvas import Canvas


class Part(Enum):
    """The parts of a row that a mouse can point at."""

    TEXT = auto()
    LINK = auto()
    CHIP = auto()
    QUOTE = auto()
    AUTHOR = auto()
    ACTION = auto()
    COPY = auto()
    DAY = auto()
    PICK = auto()
    TIME = auto()
    NOTHING = auto()


class Hit(Struct, frozen=True):
    """A point on row `index`: the nearest `offset` of its text, and what it lies on."""

    index: int
    part: Part = Part.NOTHING
    offset: int = 0
    link: str = ""
    label: str = ""
    emoji: str = ""
    mine: bool = False
    action: Action | None = None
    piece: Piece | None = None
    link_range: tuple[int, int] = (0, 0)

    @property
    def clickable(self) -> bool:
        return self.part not in (Part.TEXT, Part.TIME, Part.NOTHING)


def hit_at(canvas: Canvas, point: QPointF) -> Hit | None:
    """Return what lies at a point of the canvas' viewport; None where there is no row."""
    found: Hit | None = None
    for index, top, height in canvas.column.visible():
        if point.y() >= top + height and found is not None:
            continue
        pill = canvas.day_pill(index)
        if pill is not None and pill.contains(point):
            return Hit(index, Part.DAY)
        layout = canvas.layout_of(index)
        if not isinstance(layout, MessageLayout):
            continue
        inner = point - QPointF(canvas.shift_of(layout), canvas.content_top(index))
        if found is None or point.y() >= top:
            found = hit_message(index, layout, inner)
            if not 0 <= inner.y() < layout.height:
                found = Hit(index, Part.NOTHING, found.offset)
        if point.y() < top + height:
            break
    return found


def hit_message(index: int, row: MessageLayout, point: QPointF) -> Hit:
    """Return what lies at `point`, in the coordinates of the row's content."""
    offset = row.body.offset_at(point - row.body_at)
    for chip in row.chips:
        if chip.rect.contains(point):
            return Hit(index, Part.CHIP, offset, emoji=chip.emoji, mine=chip.mine)
    for rect, action, _ in row.actions:
        if rect.contains(point):
            return Hit(index, Part.ACTION, offset, action=action)
    for author in (row.avatar, row.name_rect):
        if author is not None and author.contains(point):
            return Hit(index, Part.AUTHOR, offset)
    if row.quote_rect is not None and row.quote_rect.contains(point):
        return Hit(index, Part.QUOTE, offset)
    if not row.bubble.contains(point):
        return Hit(index, Part.NOTHING, offset)
    return _inside(index, row, point, offset)


def _inside(index: int, row: MessageLayout, point: QPointF, offset: int) -> Hit:
    inner = point - row.body_at
    found = row.body.link_at(inner)
    if found is not None:
        piece, start, end, url, label = found
        return Hit(
            index, Part.LINK, offset, link=url, label=label, piece=piece, link_range=(start, end)
        )
    for piece in row.body.pieces:
        if piece.box is not None and piece.box.contains(inner):
            over = copy_button(piece.box).contains(inner)
            return Hit(index, Part.COPY if over else Part.TEXT, offset, piece=piece)
    near_time = abs(point.y() - row.time_at.y()) < 12 and point.x() >= row.time_at.x() - 2
    return Hit(index, Part.TIME if near_time else Part.TEXT, offset)
