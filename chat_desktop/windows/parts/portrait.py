"""An avatar as a widget of its own, for headers and profiles."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from chat_desktop.look.avatar import Presence, paint_avatar, paint_presence
from chat_desktop.look.theme import Theme


class Portrait(QWidget):
    """An avatar as a widget, with a dot for presence when it is given one."""

    def __init__(
        self, theme: Theme, side: int, ground: str = "window", *, square: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._side, self._ground, self._square = theme, side, ground, square
        self._id, self._name = "", ""
        self._presence: Presence | None = None
        self.setFixedSize(side + 6, side + 6)
        theme.changed.connect(self.update)

    def show_person(self, id: str, name: str, presence: Presence | None = None) -> None:
        """Show this person or group."""
        self._id, self._name, self._presence = id, name, presence
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the avatar, leaving room for the dot."""
        painter = QPainter(self)
        box = QRectF(2, 2, self._side, self._side)
        paint_avatar(painter, box, self._id, self._name, square=self._square)
        if self._presence is not None:
            tokens = self._theme.tokens
            paint_presence(painter, box, self._presence, tokens, getattr(tokens, self._ground))
