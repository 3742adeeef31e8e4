"""The choice of a theme by small pictures of the window in each."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from chat_desktop.look.fonts import font
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.look.tokens import DARK, LIGHT, Size, Tokens

PICTURE: Final = QSize(132, 84)
RING: Final = 4
"""Room around the picture for the mark of the one chosen and of the keyboard."""


class ThemeCard(QAbstractButton):
    """One theme: its picture, and its name below."""

    def __init__(self, theme: Theme, choice: ThemeChoice, words: str) -> None:
        super().__init__()
        self._theme, self.choice = theme, choice
        self.setObjectName(f"theme-{choice.value}")
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._renew)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the picture's size with the name's."""
        metrics = QFontMetrics(font(Size.SMALL, font().Weight.DemiBold))
        wide = max(PICTURE.width(), metrics.horizontalAdvance(self.text()))
        return QSize(wide + 2 * RING, PICTURE.height() + 2 * RING + 6 + metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, the name, and whether it is the one."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = (self.width() - PICTURE.width()) / 2
        frame = QRectF(left, RING, PICTURE.width(), PICTURE.height())
        shape = QPainterPath()
        shape.addRoundedRect(frame, Size.RADIUS, Size.RADIUS)
        painter.setClipPath(shape)
        if self.choice is ThemeChoice.SYSTEM:
            _paint(painter, frame, LIGHT)
            half = QPainterPath()
            half.addRect(frame.center().x(), frame.top(), frame.width() / 2, frame.height())
            painter.setClipPath(shape.intersected(half))
            _paint(painter, frame, DARK)
        else:
            _paint(painter, frame, DARK if self.choice is ThemeChoice.DARK else LIGHT)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.border_strong), 1))
        painter.drawRoundedRect(frame, Size.RADIUS, Size.RADIUS)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent if self.isChecked() else tokens.text), 2))
            ring = frame.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, Size.RADIUS + 2, Size.RADIUS + 2)
        painter.setFont(
            font(Size.SMALL, font().Weight.DemiBold if self.isChecked() else font().Weight.Normal)
        )
        words = QRectF(0, frame.bottom() + 6, self.width(), self.height() - frame.bottom() - 6)
        painter.setPen(QColor(tokens.text if self.isChecked() else tokens.text_soft))
        painter.drawText(
            words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.text()
        )
        if self.hasFocus():
            wide = QFontMetrics(painter.font()).horizontalAdvance(self.text())
            y = words.top() + QFontMetrics(painter.font()).height()
            painter.setPen(QPen(QColor(tokens.accent_text), 1.5))
            middle = self.width() / 2
            painter.drawLine(int(middle - wide / 2), int(y), int(middle + wide / 2), int(y))


def _paint(painter: QPainter, frame: QRectF, tokens: Tokens) -> None:
    """Paint a window as small as a thumbnail."""
    painter.fillRect(frame, QColor(tokens.window))
    side = QRectF(frame.left(), frame.top(), frame.width() * 0.3, frame.height())
    painter.fillRect(side, QColor(tokens.sidebar))
    painter.setPen(Qt.PenStyle.NoPen)
    for place in range(4):
        y = frame.top() + 10 + place * 17
        if place == 1:
            painter.setBrush(QColor(tokens.selected))
            painter.drawRoundedRect(QRectF(side.left() + 4, y - 4, side.width() - 8, 15), 3, 3)
        painter.setBrush(QColor(tokens.accent if place == 1 else tokens.badge_muted))
        painter.drawRoundedRect(QRectF(side.left() + 8, y, 7, 7), 2, 2)
        painter.setBrush(QColor(tokens.text_soft))
        painter.drawRoundedRect(QRectF(side.left() + 19, y + 2, 14, 3), 1.5, 1.5)
    for y, x, wide, mine in ((12, 8, 46, False), (32, 8, 34, False), (54, 40, 44, True)):
        bubble = QRectF(side.right() + x, frame.top() + y, wide, 15)
        painter.setBrush(QColor(tokens.bubble_mine if mine else tokens.bubble))
        painter.drawRoundedRect(bubble, 5, 5)
        painter.setBrush(QColor(tokens.text_soft))
        painter.drawRoundedRect(bubble.adjusted(6, 6, -6, -6), 1.5, 1.5)


class ThemeCards(QWidget):
    """The three side by side; the arrow keys move between them."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 12)
        row.setSpacing(12)
        for choice, words in (
            (ThemeChoice.SYSTEM, self.tr("Like the system")),
            (ThemeChoice.LIGHT, self.tr("Light")),
            (ThemeChoice.DARK, self.tr("Dark")),
        ):
            card = ThemeCard(theme, choice, words)
            card.setChecked(choice is theme.choice)
            card.toggled.connect(partial(self._toggled, choice))
            self._group.addButton(card)
            row.addWidget(card)
        row.addStretch()

    def _toggled(self, choice: ThemeChoice, on: bool) -> None:
        if on:
            self.chosen.emit(choice)
