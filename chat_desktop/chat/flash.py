"""The tint that leads the eye to a row for a moment, and fades."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QVariantAnimation, Signal

from chat_desktop.chat.identity import Identity

FLASH_MS: Final = 1_600


class Flash(QObject):
    """Which row is tinted, and how strongly: from 1.0 down to 0.0."""

    faded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._row: Identity | None = None
        self._strength = 0.0
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=FLASH_MS)
        self._fade.valueChanged.connect(self._step)

    def start(self, row: Identity) -> None:
        """Tint this row, and no other any more."""
        self._fade.stop()
        self._row = row
        self._step(1.0)
        self._fade.start()

    def strength(self, row: Identity) -> float:
        """Return how strongly a row is tinted now."""
        return self._strength if row == self._row else 0.0

    def _step(self, strength: float) -> None:
        self._strength = strength
        self.faded.emit()
