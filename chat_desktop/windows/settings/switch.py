"""The switch: on or off, at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from chat_desktop.look.theme import Theme

WIDE: Final = 40
HIGH: Final = 24
AROUND: Final = 3
"""Room for the ring that shows the keyboard's place."""
MOVE_MS: Final = 120


class Switch(QAbstractButton):
    """A checkable button; it is named by the words beside it."""

    def __init__(self, theme: Theme, name: str, *, on: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._place = 1.0 if on else 0.0
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())
        self._move = QVariantAnimation(self)
        self._move.valueChanged.connect(self._moved)
        self.toggled.connect(self._start)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the one size that it has."""
        return QSize(WIDE + 2 * AROUND, HIGH + 2 * AROUND)

    def set_on(self, on: bool) -> None:
        """Show a state that came from elsewhere, without telling anybody."""
        blocked = self.blockSignals(True)
        self.setChecked(on)
        self.blockSignals(blocked)
        self._place = 1.0 if on else 0.0
        self.update()

    def _start(self, on: bool) -> None:
        self._move.stop()
        wanted = 1.0 if on else 0.0
        wait = self._theme.motion.milliseconds(MOVE_MS)
        if not wait or not self.isVisible():
            self._moved(wanted)
            return
        self._move.setStartValue(self._place)
        self._move.setEndValue(wanted)
        self._move.setDuration(wait)
        self._move.start()

    def _moved(self, place: float) -> None:
        self._place = place
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rail, the knob, and the ring where the keyboard is."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rail = QRectF(AROUND, AROUND, WIDE, HIGH)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent_text), 2))
            painter.drawRoundedRect(rail.adjusted(-2, -2, 2, 2), HIGH / 2 + 2, HIGH / 2 + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        on, hover = self.isChecked(), self.underMouse() and self.isEnabled()
        fill = (tokens.accent_hover if hover else tokens.accent) if on else tokens.badge_muted
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(rail, HIGH / 2, HIGH / 2)
        painter.setBrush(QColor(tokens.on_accent))
        radius = HIGH / 2 - (4 if self.isDown() else 3)
        place = self._place
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place = 1 - place
        left = rail.left() + HIGH / 2
        painter.drawEllipse(
            QPointF(left + place * (WIDE - HIGH), rail.center().y()), radius, radius
        )
