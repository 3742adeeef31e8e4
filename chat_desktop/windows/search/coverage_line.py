"""How far a search covers the messages, while that still grows: a thin bar and a line of words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chat_desktop.core.search import Coverage
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import label


class Bar(QWidget):
    """A line of which a part is filled."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedHeight(3)
        theme.changed.connect(self.update)

    def fill(self, share: float) -> None:
        """Fill this part of it, from 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, and its part from where reading begins."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(QColor(tokens.border))
        painter.drawRoundedRect(whole, 1.5, 1.5)
        part = QRectF(whole)
        part.setWidth(whole.width() * self._share)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            part.moveRight(whole.right())
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(part, 1.5, 1.5)
        painter.end()


class CoverageLine(QWidget):
    """Visible until everything is covered."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("coverage")
        self._words = label(pixels=Size.TINY, tone="faint", wrap=True)
        self._words.setObjectName("coverageWords")
        self._bar = Bar(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(6)
        column.addWidget(self._bar)
        column.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def show_coverage(self, coverage: Coverage) -> None:
        """Say how far it is, in whole percent; 100 only when it is complete."""
        self.setVisible(not coverage.complete)
        if coverage.complete:
            return
        share = coverage.done / coverage.total
        percent = min(int(share * 100), 99)
        self._bar.fill(share)
        words = self.tr("Search covers {percent} % so far: older messages are still being fetched.")
        self._words.setText(words.format(percent=percent))
