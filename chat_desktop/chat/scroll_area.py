"""A scroll area whose bar lies over its contents, so that it takes no room from them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget


class ScrollArea(QAbstractScrollArea):
    """Scrolls up and down. What it shows keeps its width when the bar comes or goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that Qt shows as needed changes the width, and every line would be broken anew.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._offer_bar)
        self._offer_bar(0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the bar over the contents: only now the style knows how wide it is."""
        self._lay_bar_over()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window's direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_bar_over()

    def _lay_bar_over(self) -> None:
        wide = self.verticalScrollBar().sizeHint().width()
        # Qt turns the bar round in mirrored windows, but not these margins.
        left, right = (0, wide) if self.isLeftToRight() else (wide, 0)
        self.setViewportMargins(-left, 0, -right, 0)

    def _offer_bar(self, least: int, most: int) -> None:
        """Hide the bar's handle where all is in view; the style draws none for a disabled bar."""
        self.verticalScrollBar().setEnabled(most > least)
