"""How long animations last: not at all for those who asked for no movement."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class MotionChoice(StrEnum):
    """What the user may choose about reduced motion."""

    SYSTEM = "system"
    REDUCED = "on"
    FULL = "off"


class Motion(QObject):
    """Every animation asks it for its length; `changed` tells that the answer is another now."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = MotionChoice.SYSTEM
        self._system_reduces = False

    @property
    def reduced(self) -> bool:
        """Whether nothing is to move."""
        if self._choice is MotionChoice.SYSTEM:
            return self._system_reduces
        return self._choice is MotionChoice.REDUCED

    def milliseconds(self, normal: int) -> int:
        """Return how long what normally takes `normal` milliseconds is to take."""
        return 0 if self.reduced else normal

    def choose(self, choice: MotionChoice) -> None:
        """Take over what the user chose."""
        self._set(choice, self._system_reduces)

    def set_system_reduces(self, reduces: bool) -> None:
        """Take over what the system says."""
        self._set(self._choice, reduces)

    def _set(self, choice: MotionChoice, system_reduces: bool) -> None:
        before = self.reduced
        self._choice, self._system_reduces = choice, system_reduces
        if self.reduced is not before:
            self.changed.emit()
