"""Paints a member: avatar with presence, name, role badge, a second line; offline ones dimmed."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chat_desktop.look.avatar import Presence, paint_avatar, paint_presence
from chat_desktop.look.fonts import font, grown, scaled, text_size
from chat_desktop.look.mirror import Mirror
from chat_desktop.look.pictures import Pictures
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size, Tokens
from chat_desktop.windows.people.member_model import (
    MemberModel,
    MemberRow,
    SectionRow,
    shown_name,
)

OFFLINE_AVATAR = 0.55
SECTION = 32
LINES = 28
"""How much of a row's height is text."""
PICTURES = 50
"""About two windows full of rows."""


class Shown(NamedTuple):
    """All that a row says, and how it looks at the moment: what is the same has one picture."""

    entry: SectionRow | MemberRow
    hovered: bool
    focused: bool
    direction: Qt.LayoutDirection


class MemberDelegate(QStyledItemDelegate):
    """Draws with the theme's colours."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = Pictures(PICTURES)

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a heading or a member."""
        heading = isinstance(index.data(MemberModel.EntryRole), SectionRow)
        return QSize(0, grown(SECTION, Size.TINY) if heading else grown(Size.MEMBER_ROW, LINES))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one heading or member."""
        entry = index.data(MemberModel.EntryRole)
        model = index.model()
        if not isinstance(model, MemberModel):
            return
        now, tokens = option.state, self._theme.tokens
        shown = Shown(
            entry,
            bool(now & QStyle.StateFlag.State_MouseOver),
            bool(now & QStyle.StateFlag.State_HasFocus),
            option.direction,
        )
        draw = partial(self._draw, shown=shown, model=model, tokens=tokens)
        shows = shown, tokens.dark, text_size()
        self._pictures.paint(painter, QRectF(option.rect), shows, draw, tokens.window)

    def _draw(
        self, painter: QPainter, area: QRectF, *, shown: Shown, model: MemberModel, tokens: Tokens
    ) -> None:
        mirror = Mirror(area, shown.direction)
        if isinstance(shown.entry, MemberRow):
            self._member(painter, mirror, area, shown.entry, shown, model)
            return
        painter.setFont(font(Size.TINY, QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text_faint))
        at = QPointF(area.left() + 16, area.bottom() - 9)
        mirror.words(painter, at, model.section_title(shown.entry))

    def _member(
        self,
        painter: QPainter,
        mirror: Mirror,
        area: QRectF,
        entry: MemberRow,
        shown: Shown,
        model: MemberModel,
    ) -> None:
        tokens = self._theme.tokens
        box = area.adjusted(8, 1, -8, -1)
        ground = tokens.window
        if shown.hovered:
            ground = tokens.hover
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        if shown.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)
        side = float(Size.AVATAR_SMALL)
        avatar = QRectF(area.left() + 16, area.center().y() - side / 2, side, side)
        name = shown_name(entry.member)
        opacity = 1.0 if entry.online else OFFLINE_AVATAR
        paint_avatar(painter, mirror.box(avatar), entry.member.user.id, name, opacity=opacity)
        if entry.online is not None:
            presence = Presence.ONLINE if entry.online else Presence.OFFLINE
            paint_presence(painter, mirror.box(avatar), presence, tokens, ground)
        text = QRectF(avatar.right() + 12, box.top(), 0, box.height())
        text.setRight(box.right() - 4)
        self._words(painter, mirror, text, entry, model, name)

    def _words(
        self,
        painter: QPainter,
        mirror: Mirror,
        text: QRectF,
        entry: MemberRow,
        model: MemberModel,
        name: str,
    ) -> None:
        tokens = self._theme.tokens
        second = model.second_line(entry)
        baseline = text.center().y() + (-scaled(3) if second else scaled(9) / 2)
        room = text.width()
        badge = model.badge(entry)
        small = font(Size.TINY - 1, QFont.Weight.DemiBold)
        wide = QFontMetricsF(small).horizontalAdvance(badge) + 14 if badge else 0.0
        face = font(Size.BODY, QFont.Weight.Medium)
        metrics = QFontMetricsF(face)
        shown = metrics.elidedText(
            name, Qt.TextElideMode.ElideRight, room - wide - (8 if badge else 0)
        )
        painter.setFont(face)
        painter.setPen(QColor(tokens.text if entry.online else tokens.text_soft))
        mirror.words(painter, QPointF(text.left(), baseline), shown)
        if badge:
            left = text.left() + metrics.horizontalAdvance(shown) + 8
            pill = mirror.box(QRectF(left, baseline - scaled(25) / 2, wide, scaled(17)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            painter.setPen(QColor(tokens.accent_text))
            painter.setFont(small)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, badge)
        if second:
            tiny = font(Size.TINY)
            painter.setFont(tiny)
            painter.setPen(QColor(tokens.accent_text if entry.typing else tokens.text_soft))
            line = QFontMetricsF(tiny).elidedText(second, Qt.TextElideMode.ElideRight, room)
            mirror.words(painter, QPointF(text.left(), baseline + scaled(16)), line)
