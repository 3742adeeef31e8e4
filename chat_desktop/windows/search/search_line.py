"""A search field that keeps the keyboard while one moves through what was found or completes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from chat_desktop.core.search_help import Token, completed, token_at
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.controls import SearchField

PAGE: Final = 6


class SearchLine(SearchField):
    """Arrows and Page keys step, Return chooses, Tab completes, Escape leaves at once."""

    stepped = Signal(int)
    chosen = Signal()
    completed = Signal()
    """Tab: take what is current into the field, where that can be."""

    operator_changed = Signal()
    """The caret came into another operator than `operator` said last, or out of one."""

    offers_completion = False
    """Whether Tab completes; otherwise it moves on, as everywhere."""

    def __init__(self, theme: Theme, placeholder: str) -> None:
        super().__init__(theme, placeholder)
        self._operator: Token | None = None
        self.cursorPositionChanged.connect(lambda _old, _new: self._look_at_caret())

    def operator(self) -> Token | None:
        """Return the operator that the caret is in, None elsewhere."""
        self._operator = token_at(self.text(), self.cursorPosition())
        return self._operator

    def complete_operator(self, value: str) -> None:
        """Write a value behind the operator that the caret is in."""
        token = token_at(self.text(), self.cursorPosition())
        if token is not None:
            self.write(*completed(self.text(), token, value))

    def write(self, text: str, caret: int) -> None:
        """Say this instead, and take the keyboard."""
        self.setText(text)
        self.setCursorPosition(caret)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at_caret(self) -> None:
        if token_at(self.text(), self.cursorPosition()) != self._operator:
            self.operator_changed.emit()

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
