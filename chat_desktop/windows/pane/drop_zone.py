"""What is shown while something is dragged over the pane, and reading a text file dropped there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from chat_desktop.look.fonts import font
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.pane.pasting import LARGEST_FILE, as_text

INSET: Final = 16
ICON: Final = 36


class DropZone(QWidget):
    """Covers the pane it belongs to; it lets everything through."""

    def __init__(self, pane: QWidget, theme: Theme) -> None:
        super().__init__(pane)
        self.setObjectName("dropZone")
        self._pane, self._theme = pane, theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Drop text here"))
        self.hide()

    def cover(self, top: int = 0) -> None:
        """Show it over the pane from `top` down."""
        self.setGeometry(self._pane.rect().adjusted(0, top, 0, 0))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a clean ground, a dashed frame, an icon and what can be dropped."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens.window))
        frame = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(tokens.accent_soft))
        painter.drawRoundedRect(frame, Size.RADIUS_FIELD, Size.RADIUS_FIELD)
        middle = frame.center()
        place = QRectF(middle.x() - ICON / 2, middle.y() - ICON - 8, ICON, ICON)
        paint_icon(painter, place, "edit", tokens.accent_text)
        painter.setPen(QColor(tokens.accent_text))
        painter.setFont(font(Size.TITLE, QFont.Weight.DemiBold))
        line = QRectF(frame.left(), middle.y() + 4, frame.width(), 28)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), self.tr("Drop text here"))
        painter.setFont(font(Size.SMALL))
        painter.setPen(QColor(tokens.text_soft))
        words = self.tr("It goes into your message; nothing is sent yet.")
        painter.drawText(line.translated(0, 26), int(Qt.AlignmentFlag.AlignCenter), words)


def read_text(path: Path) -> str | None:
    """Return a small text file's text; None where it is large, no text, or cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError:
        return None
    return as_text(data) if len(data) <= LARGEST_FILE else None
