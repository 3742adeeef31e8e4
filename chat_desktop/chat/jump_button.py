"""The round button that leads back to the newest message, with a count of what is unread below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from chat_desktop.chat.labels import Chat, translate
from chat_desktop.look.fonts import font, scaled
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.tokens import LIGHT, Size, Tokens

ROUND: Final = 40
BADGE: Final = 18
_MOST: Final = 99
MOST_COUNTED: Final = 2**31 - 1
"""Qt counts no further."""


class JumpButton(QAbstractButton):
    """Shown while the newest message is out of view."""

    menu_wanted = Signal(QPoint)
    """The menu of places to jump to is wanted at a global position."""

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
        self._count = count = min(count, MOST_COUNTED)
        name = translate("Chat", "Jump to the newest message")
        if count:
            name += ", " + Chat.tr("%n unread", "", count)
        self.setAccessibleName(name)
        self.setToolTip(translate("Chat", "Jump to the newest message"))
        self.update()

    def stand_in(self, area: QRect, mirrored: bool = False) -> None:
        """Take the lower corner at the end of an area's lines."""
        size = self.sizeHint()
        x = area.left() + 16 if mirrored else area.right() - size.width() - 16
        self.setGeometry(QRect(QPoint(x, area.bottom() - size.height() - 12), size))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def sizeHint(self) -> QSize:
        return QSize(ROUND + 8, ROUND + scaled(BADGE) - BADGE // 2 + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._tokens
        top = self.height() - ROUND - 1
        disc = QRectF((self.width() - ROUND) / 2, top, ROUND, ROUND)
        over = self.underMouse()
        ground = tokens.selected if self.isDown() else tokens.hover if over else tokens.popup
        painter.setPen(QColor(tokens.border_strong))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        paint_icon(
            painter,
            disc.adjusted(10, 10, -10, -10),
            "chevron-down",
            tokens.text if over else tokens.text_soft,
        )
        if self._count:
            self._badge(painter, disc)
        painter.end()

    def _badge(self, painter: QPainter, disc: QRectF) -> None:
        text = str(self._count) if self._count <= _MOST else f"{_MOST}+"
        painter.setFont(font(Size.TINY, font().Weight.DemiBold))
        high = scaled(BADGE)
        width = max(high, painter.fontMetrics().horizontalAdvance(text) + 10)
        badge = QRectF(disc.center().x() - width / 2, disc.top() + BADGE / 2 - high, width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._tokens.accent))
        painter.drawRoundedRect(badge, high / 2, high / 2)
        painter.setPen(QColor(self._tokens.on_accent))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
