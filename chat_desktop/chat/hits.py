"""What lies under a point of a message: text, a link, a reaction, a quote, a button."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF

from chat_desktop.chat.document import Piece, copy_button
from chat_desktop.chat.row_layout import Action, MessageLayout


class Part(Enum):
    """The parts of a row that a mouse can point at."""

    TEXT = auto()
    LINK = auto()
    CHIP = auto()
    QUOTE = auto()
    AUTHOR = auto()
    ACTION = auto()
    COPY = auto()
    TIME = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Hit:
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
