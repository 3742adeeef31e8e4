"""One day of a calendar: a number that is painted, with every state that a button has."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from chat_desktop.look.fonts import font, scaled
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size

SIDE = 36


class DayButton(QAbstractButton):
    """A day that can be picked; days to come cannot."""

    moved = Signal(int)
    """By an arrow: so many days on."""

    def __init__(self, theme: Theme, day: date, *, today: date, chosen: bool) -> None:
        super().__init__()
        self._theme = theme
        self.day, self._today, self._chosen = day, day == today, chosen
        self.setEnabled(day <= today)
        self.setFixedSize(self.sizeHint())
        self.setText(str(day.day))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = QLocale().toString(
            QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat
        )
        self.setAccessibleName(self.tr("{day}, today").format(day=words) if self._today else words)

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        return QSize(scaled(SIDE), scaled(SIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to other days by the arrows."""
        sideways = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {
            Qt.Key.Key_Left: -sideways,
            Qt.Key.Key_Right: sideways,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the mouse is over it."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the day: chosen filled, today ringed, under the mouse shaded."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ink, ground, ring = tokens.text, "", ""
        if not self.isEnabled():
            ink = tokens.text_faint
        elif self.isDown():
            ground = tokens.selected
        elif self._chosen:
            ink, ground = tokens.on_accent, tokens.accent
        elif self.underMouse():
            ground = tokens.hover
        if self._today and not self._chosen:
            ink = tokens.accent_text
            ring = tokens.accent
        if self.hasFocus():
            ring = tokens.text if self._chosen else tokens.accent
            ground = ground or tokens.accent_soft
        painter.setPen(QPen(QColor(ring), 1.5) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        weight = QFont.Weight.DemiBold if self._today or self._chosen else QFont.Weight.Normal
        painter.setFont(font(Size.SMALL, weight))
        painter.setPen(QColor(ink))
        if not self.isEnabled():
            painter.setOpacity(0.5)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
