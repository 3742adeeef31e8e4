"""Paints a group in the sidebar: avatar, name, last line, time, unread badge."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chat_desktop.core.attention import Level
from chat_desktop.core.rows import GroupRow
from chat_desktop.look.avatar import paint_avatar
from chat_desktop.look.fonts import font, grown, scaled
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.mirror import Mirror
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


class GroupDelegate(QStyledItemDelegate):
    """Draws with the theme's colours. `open_group` is the one shown in the chat pane."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.open_group: GroupId | None = None

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
        tokens = self._theme.tokens
        row: GroupRow = index.data(GroupModel.RowRole)
        state = option.state
        area = QRectF(option.rect)
        box = area.adjusted(MARGIN, 1, -MARGIN, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, tokens, state, is_open=row.id == self.open_group)
        mirror = Mirror(area, option.direction)
        side = float(Size.AVATAR)
        avatar = QRectF(box.left() + PADDING, area.center().y() - side / 2, side, side)
        paint_avatar(painter, mirror.box(avatar), row.id, row.name, square=True)
        text = QRectF(avatar.right() + 12, box.top(), 0, box.height())
        text.setRight(box.right() - 12)
        self._top_line(painter, mirror, text, index, row, tokens)
        self._bottom_line(painter, mirror, text, index, row, tokens)
        painter.restore()

    @staticmethod
    def _ground(
        painter: QPainter, box: QRectF, tokens: Tokens, state: QStyle.StateFlag, *, is_open: bool
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if is_open:
            painter.setBrush(QColor(tokens.selected))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)

    @staticmethod
    def _top_line(
        painter: QPainter,
        mirror: Mirror,
        text: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        row: GroupRow,
        tokens: Tokens,
    ) -> None:
        baseline = text.top() + grown(FIRST, Size.BODY)
        time = index.data(GroupModel.TimeRole)
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
        shown = QFontMetricsF(name).elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(name)
        painter.setPen(QColor(tokens.text))
        mirror.words(painter, QPointF(text.left(), baseline), shown)

    @staticmethod
    def _bottom_line(
        painter: QPainter,
        mirror: Mirror,
        text: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        row: GroupRow,
        tokens: Tokens,
    ) -> None:
        baseline = text.top() + grown(FIRST, Size.BODY) + scaled(STEP)
        room = text.width()
        if row.unread:
            muted = row.level is not Level.ALL
            room -= _badge(painter, mirror, text, row.unread, tokens, muted=muted) + 8
        kind, lead, line = index.data(GroupModel.LineRole)
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
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
        mirror.words(painter, QPointF(left, baseline), shown)


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
