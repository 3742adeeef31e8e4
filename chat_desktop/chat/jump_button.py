"""The round button that leads back to the newest message, with a count of what is unread below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from chat_desktop.chat.labels import Chat, translate
from chat_desktop.look.fonts import font
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.tokens import LIGHT, Size, Tokens

ROUND: Final = 40
BADGE: Final = 18
_MOST: Final = 99


class JumpButton(QAbstractButton):
    """Shown while the newest message is out of view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = LIGHT
        self._count = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(self.sizeHint())
        self.set_count(0)

    @property
    def count(self) -> int:
        return self._count

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def set_count(self, count: int) -> None:
        """Show how many unread messages lie below."""
        self._count = count
        name = translate("Chat", "Jump to the newest message")
        if count:
            name += ", " + Chat.tr("%n unread", "", count)
        self.setAccessibleName(name)
        self.setToolTip(translate("Chat", "Jump to the newest message"))
        self.update()

    def stand_in(self, area: QRect) -> None:
        """Take the lower right corner of an area."""
        size = self.sizeHint()
        corner = QPoint(area.right() - size.width() - 16, area.bottom() - size.height() - 12)
        self.setGeometry(QRect(corner, size))

    def sizeHint(self) -> QSize:
        return QSize(ROUND + 8, ROUND + BADGE // 2 + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._tokens
        top = self.height() - ROUND - 1
        disc = QRectF((self.width() - ROUND) / 2, top, ROUND, ROUND)
        painter.setPen(QColor(tokens.border_strong if self.underMouse() else tokens.border))
        painter.setBrush(QColor(tokens.hover if self.isDown() else tokens.popup))
        painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        paint_icon(painter, disc.adjusted(10, 10, -10, -10), "chevron-down", tokens.text_soft)
        if self._count:
            self._badge(painter, disc)
        painter.end()

    def _badge(self, painter: QPainter, disc: QRectF) -> None:
        text = str(self._count) if self._count <= _MOST else f"{_MOST}+"
        painter.setFont(font(Size.TINY, font().Weight.DemiBold))
        width = max(BADGE, painter.fontMetrics().horizontalAdvance(text) + 10)
        badge = QRectF(disc.center().x() - width / 2, disc.top() - BADGE / 2, width, BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._tokens.accent))
        painter.drawRoundedRect(badge, BADGE / 2, BADGE / 2)
        painter.setPen(QColor(self._tokens.on_accent))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
