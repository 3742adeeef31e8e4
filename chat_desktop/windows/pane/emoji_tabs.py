"""The row of categories in the emoji picker, painted as it is: no pictures are made ahead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from chat_desktop.look.icons import paint_icon
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.controls import tooltip

BOX = 32
ICON = 18


class EmojiTab(QToolButton):
    """One category; the one in view is in the accent colour."""

    def __init__(self, theme: Theme, icon_name: str, name: str) -> None:
        super().__init__()
        self._theme, self._icon_name, self._marked = theme, icon_name, False
        self.setFixedSize(BOX, BOX)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(tooltip(name))

    def mark(self, *, on: bool) -> None:
        """Show whether this category is in view."""
        if on is not self._marked:
            self._marked = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and its icon."""
        super().paintEvent(event)
        tokens = self._theme.tokens
        edge = (BOX - ICON) / 2
        colour = tokens.accent_text if self._marked else tokens.text_soft
        painter = QPainter(self)
        paint_icon(painter, QRectF(edge, edge, ICON, ICON), self._icon_name, colour)


class EmojiTabs(QWidget):
    """A tab for each of `(icon, name)`; `wanted` gives the number of the one that was clicked."""

    wanted = Signal(int)

    def __init__(self, theme: Theme, categories: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._tabs: list[EmojiTab] = []
        for number, (icon_name, name) in enumerate(categories):
            tab = EmojiTab(theme, icon_name, name)
            tab.setObjectName(f"emojiTab{number}")
            tab.clicked.connect(lambda _checked=False, number=number: self.wanted.emit(number))
            self._tabs.append(tab)
            row.addWidget(tab)
            if number + 1 < len(categories):
                row.addStretch()

    def mark(self, category: int) -> None:
        """Mark one category as the one in view; -1 is none."""
        for number, tab in enumerate(self._tabs):
            tab.mark(on=number == category)
