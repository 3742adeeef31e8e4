"""The tint that leads the eye to a row for a moment, and fades."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, QVariantAnimation, Signal

from chat_desktop.chat.identity import Identity
from chat_desktop.look.motion import Motion

FLASH_MS: Final = 1_600
STILL_MS: Final = 1_200
"""How long the tint stands where nothing is to move."""


class Flash(QObject):
    """Which row is tinted, and how strongly: from 1.0 down to 0.0."""

    faded = Signal()

    def __init__(self, motion: Motion, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.motion = motion
        self._row: Identity | None = None
        self._strength = 0.0
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0)
        self._fade.valueChanged.connect(self._step)
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(lambda: self._step(0.0))

    def start(self, row: Identity) -> None:
        """Tint this row, and no other any more."""
        self._fade.stop()
        self._still.stop()
        self._row = row
        self._step(1.0)
        length = self.motion.milliseconds(FLASH_MS)
        if length:
            self._fade.setDuration(length)
            self._fade.start()
        else:
            self._still.start()

    def strength(self, row: Identity) -> float:
        """Return how strongly a row is tinted now."""
        return self._strength if row == self._row else 0.0

    def _step(self, strength: float) -> None:
        self._strength = strength
        self.faded.emit()
