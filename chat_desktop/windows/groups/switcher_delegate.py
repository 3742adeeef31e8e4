"""Paints what the quick switcher offers: avatar, name with the letters that fit, what it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chat_desktop.look.avatar import paint_avatar
from chat_desktop.look.fonts import font, grown, scaled
from chat_desktop.look.mirror import Mirror
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size, Tokens
from chat_desktop.windows.groups.switcher_model import Offer, SwitcherModel
from chat_desktop.windows.search.marked_text import MarkedText, spans_of

ROW: Final = 48
PADDING: Final = 12
LINES: Final = 30
"""How much of a row's height is text."""


def row_height() -> int:
    """Return the height of a row in the text size chosen."""
    return grown(ROW, LINES)


class SwitcherDelegate(QStyledItemDelegate):
    """Draws with the theme's colours."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row; the view gives it its own width."""
        return QSize(0, row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one offer."""
        tokens = self._theme.tokens
        offer: Offer = index.data(SwitcherModel.OfferRole)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = ""
        if option.state & QStyle.StateFlag.State_Selected:
            ground = tokens.selected
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = tokens.hover
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        mirror = Mirror(box, option.direction)
        side = float(Size.AVATAR_SMALL)
        avatar = QRectF(box.left() + PADDING, box.center().y() - side / 2, side, side)
        paint_avatar(painter, mirror.box(avatar), offer.id, offer.name, square=not offer.person)
        left, right = avatar.right() + PADDING, box.right() - PADDING
        if offer.unread:
            right -= (
                _badge(painter, mirror, QPointF(right, box.center().y()), offer.unread, tokens) + 8
            )
        words = mirror.box(QRectF(left, box.top(), right - left, box.height()))
        _words(painter, words, offer, tokens)
        painter.restore()


def _words(painter: QPainter, area: QRectF, offer: Offer, tokens: Tokens) -> None:
    name = MarkedText(
        offer.name,
        spans_of(offer.places),
        font(Size.BODY, QFont.Weight.Medium),
        area.width(),
    )
    detail = MarkedText(offer.detail, (), font(Size.SMALL), area.width())
    top = area.center().y() - (name.height + detail.height + 1) / 2
    name.paint(painter, QPointF(area.left(), top), tokens.text, tokens.accent_text)
    below = QPointF(area.left(), top + name.height + 1)
    detail.paint(painter, below, tokens.text_soft, tokens.text_soft)


def _badge(
    painter: QPainter, mirror: Mirror, middle_right: QPointF, unread: int, tokens: Tokens
) -> float:
    """Paint the unread badge and return its width."""
    words = "99+" if unread > 99 else str(unread)
    small = font(Size.TINY, QFont.Weight.Bold)
    wide = max(scaled(20), QFontMetricsF(small).horizontalAdvance(words) + 12)
    high = scaled(18)
    top = middle_right.y() - high / 2
    box = mirror.box(QRectF(middle_right.x() - wide, top, wide, high))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.badge_muted if unread > 99 else tokens.accent))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.setPen(QColor(tokens.on_badge_muted if unread > 99 else tokens.on_accent))
    painter.setFont(small)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    return wide
