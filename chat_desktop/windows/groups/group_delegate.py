"""Paints a group in the sidebar: avatar, name, last line, time, unread badge."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chat_desktop.core.attention import Level
from chat_desktop.core.rows import GroupRow
from chat_desktop.look.avatar import paint_avatar
from chat_desktop.look.fonts import font, grown, scaled, text_size
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.mirror import Mirror
from chat_desktop.look.pictures import Pictures
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size, Tokens
from chat_desktop.windows.groups.group_model import GroupModel
from protocol.scalars import GroupId

MARGIN = 8
PADDING = 10
FIRST = 22
"""The base line of the name, and how far below it that of the second line is."""
STEP = 19
LINES = Size.BODY + STEP
BELL = 13
PICTURES = 40
"""About two windows full of rows."""


class Shown(NamedTuple):
    """All that a row says, and how it looks at the moment: what is the same has one picture."""

    row: GroupRow
    time: str
    line: tuple[str, str, str]
    is_open: bool
    hovered: bool
    focused: bool
    direction: Qt.LayoutDirection


class GroupDelegate(QStyledItemDelegate):
    """Draws with the theme's colours. `open_group` is the one shown in the chat pane."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.open_group: GroupId | None = None
        self._pictures = Pictures(PICTURES)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row; the view gives it its own width."""
        return QSize(0, grown(Size.GROUP_ROW, LINES))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one group."""
        row, time, line = index.data(GroupModel.ShownRole)
        now = option.state
        shown = Shown(
            row,
            time,
            line,
            row.id == self.open_group,
            bool(now & QStyle.StateFlag.State_MouseOver),
            bool(now & QStyle.StateFlag.State_HasFocus),
            option.direction,
        )
        tokens = self._theme.tokens
        self._pictures.paint(
            painter,
            QRectF(option.rect),
            (shown, tokens.dark, text_size()),
            partial(self._draw, shown=shown, tokens=tokens),
            tokens.sidebar,
        )

    def _draw(self, painter: QPainter, area: QRectF, *, shown: Shown, tokens: Tokens) -> None:
        box = area.adjusted(MARGIN, 1, -MARGIN, -1)
        self._ground(painter, box, tokens, shown)
        mirror = Mirror(area, shown.direction)
        side = float(Size.AVATAR)
        avatar = QRectF(box.left() + PADDING, area.center().y() - side / 2, side, side)
        row = shown.row
        paint_avatar(painter, mirror.box(avatar), row.id, row.name, square=True)
        text = QRectF(avatar.right() + 12, box.top(), 0, box.height())
        text.setRight(box.right() - 12)
        self._top_line(painter, mirror, text, shown, tokens)
        self._bottom_line(painter, mirror, text, shown, tokens)

    @staticmethod
    def _ground(painter: QPainter, box: QRectF, tokens: Tokens, shown: Shown) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if shown.is_open:
            painter.setBrush(QColor(tokens.selected))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        elif shown.hovered:
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        if shown.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)

    @staticmethod
    def _top_line(
        painter: QPainter,
        mirror: Mirror,
        text: QRectF,
        shown: Shown,
        tokens: Tokens,
    ) -> None:
        row, time = shown.row, shown.time
        baseline = text.top() + grown(FIRST, Size.BODY)
        small = font(Size.SMALL)
        wide = QFontMetricsF(small).horizontalAdvance(time)
        painter.setFont(small)
        told = row.unread and row.level is Level.ALL
        painter.setPen(QColor(tokens.accent_text if told else tokens.text_faint))
        mirror.words(painter, QPointF(text.right() - wide, baseline), time)
        if row.level is Level.NOTHING:
            bell = QRectF(text.right() - wide - BELL - 4, baseline - BELL + 1, BELL, BELL)
            paint_icon(painter, mirror.box(bell), "bell-off", tokens.text_faint)
            wide += BELL + 4
        weight = QFont.Weight.Bold if row.unread else QFont.Weight.DemiBold
        name = font(Size.BODY, weight)
        room = text.width() - wide - 10
        words = QFontMetricsF(name).elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(name)
        painter.setPen(QColor(tokens.text))
        mirror.words(painter, QPointF(text.left(), baseline), words)

    @staticmethod
    def _bottom_line(
        painter: QPainter,
        mirror: Mirror,
        text: QRectF,
        shown: Shown,
        tokens: Tokens,
    ) -> None:
        row = shown.row
        baseline = text.top() + grown(FIRST, Size.BODY) + scaled(STEP)
        room = text.width()
        if row.unread:
            muted = row.level is not Level.ALL
            room -= _badge(painter, mirror, text, row.unread, tokens, muted=muted) + 8
        kind, lead, line = shown.line
        small = font(Size.SMALL)
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        left = text.left()
        if lead:
            lead = metrics.elidedText(lead, Qt.TextElideMode.ElideRight, room / 2)
            painter.setPen(QColor(tokens.danger_text if kind == "draft" else tokens.text_soft))
            mirror.lead(painter, QPointF(left, baseline), lead)
            step = metrics.horizontalAdvance(lead + " ")
            left, room = left + step, room - step
        painter.setPen(QColor(tokens.accent_text if kind == "typing" else tokens.text_soft))
        words = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
        mirror.words(painter, QPointF(left, baseline), words)


def _badge(
    painter: QPainter, mirror: Mirror, text: QRectF, unread: int, tokens: Tokens, *, muted: bool
) -> float:
    """Paint the unread badge at the right of the second line and return its width.

    It is grey where not every message is told about.
    """
    words = "99+" if unread > 99 else str(unread)
    small = font(Size.TINY, QFont.Weight.Bold)
    wide = max(scaled(20), QFontMetricsF(small).horizontalAdvance(words) + 12)
    high = scaled(18)
    top = text.top() + grown(FIRST, Size.BODY) + scaled(STEP) - scaled(13)
    box = mirror.box(QRectF(text.right() - wide, top, wide, high))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.badge_muted if muted else tokens.accent))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.setPen(QColor(tokens.on_badge_muted if muted else tokens.on_accent))
    painter.setFont(small)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    return wide
