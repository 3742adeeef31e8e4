"""A card that floats over its window with a soft shadow, without a grab or a window of its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWindow,
)
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size

SHADOW: Final = 8
"""Pixels around the card in which its shadow lies."""

EDGE: Final = 4
"""How near the card may come to the window's edges."""


class Floating(QFrame):
    """Lies over the window of `owner`. It hides when its window is clicked elsewhere or left."""

    def __init__(self, owner: QWidget, theme: Theme) -> None:
        self._over = owner.window()
        super().__init__(self._over)
        self._theme = theme
        self._watched: QWindow | None = None
        self.anchor: QWidget | None = None
        """A click on this does not hide the card: it decides about that by itself."""
        self._room = self._over.size()
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        theme.changed.connect(self.update)
        # It is the window's child, but goes with what it belongs to.
        owner.destroyed.connect(self.deleteLater)
        self.hide()

    @property
    def card(self) -> QRect:
        """The part of the widget that is not shadow."""
        return self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def place(self, corner: QPoint, *, above: bool = True) -> None:
        """Put the card's lower (or upper) left corner at a global point, inside the window."""
        parent = self._over
        at = parent.mapFromGlobal(corner)
        width, height = self.width() - 2 * SHADOW, self.height() - 2 * SHADOW
        left = max(EDGE, min(at.x(), parent.width() - width - EDGE))
        top = at.y() - height if above else at.y()
        if above and top < EDGE:
            top = at.y() if at.y() + height <= parent.height() - EDGE else EDGE
        top = max(EDGE, min(top, parent.height() - height - EDGE))
        self.move(left - SHADOW, top - SHADOW)

    def appear(self) -> None:
        """Show the card over everything else in its window."""
        # What happens to the whole window passes here, and far less of it than in the widgets.
        if self._watched is None and (window := self._over.windowHandle()) is not None:
            self._watched = window
            window.installEventFilter(self)
        self._room = self._over.size()
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        """Hide the card."""
        if self.isVisible():
            self.hide()

    def hideEvent(self, _event: QHideEvent) -> None:
        """Look at the window no more."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Go when the user clicks elsewhere, or the window is left or changes its size."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            anchor = self.anchor
            on_anchor = anchor is not None and anchor.rect().contains(anchor.mapFromGlobal(at))
            if not on_anchor and not self.card.contains(self.mapFromGlobal(at)):
                self.dismiss()
        elif kind == QEvent.Type.FocusOut or (
            isinstance(event, QResizeEvent) and event.size() != self._room
        ):
            self.dismiss()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shadow, the card and its border."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        card = QRectF(self.card)
        for step in range(SHADOW, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 10 if tokens.dark else 3))
            grown = card.adjusted(-step, -step + 2, step, step)
            radius = Size.RADIUS_BUBBLE + step
            painter.drawRoundedRect(grown, radius, radius)
        painter.setPen(QPen(QColor(tokens.border_strong), 1))
        painter.setBrush(QColor(tokens.popup))
        inner = card.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, Size.RADIUS_BUBBLE, Size.RADIUS_BUBBLE)
