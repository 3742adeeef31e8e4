"""A search field that moves through what was found while it keeps the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from chat_desktop.windows.parts.controls import SearchField

PAGE: Final = 6


class SearchLine(SearchField):
    """Arrows and Page keys step, Return chooses, Tab completes, Escape leaves at once."""

    stepped = Signal(int)
    chosen = Signal()
    completed = Signal()
    """Tab: take what is current into the field, where that can be."""

    offers_completion = False
    """Whether Tab completes; otherwise it moves on, as everywhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle what concerns the list before the line edit does."""
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE,
            Qt.Key.Key_PageUp: -PAGE,
        }
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in steps:
            self.stepped.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Complete by Tab where there is something to complete."""
        if forward and self.offers_completion:
            self.completed.emit()
            return True
        return super().focusNextPrevChild(forward)
