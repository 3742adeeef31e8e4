"""Garbage collection on the GUI's thread alone.

Python collects reference cycles in whichever thread happens to allocate. When that is the cache's
worker or a resolver, and a closed window is among the garbage, Qt objects are destroyed outside
their thread: their timers stay armed, and the next one to fire crashes the program.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

LOOK_MS: Final = 2_000


class Garbage(QObject):
    """Turns automatic collection off, and collects what is due now and then on this thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=LOOK_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(self.collect_if_due)
        timer.start()

    def collect_if_due(self) -> int | None:
        """Collect the oldest generation whose threshold is passed; return which, None if none."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return generation
        return None

    def stop(self) -> None:
        """Let Python collect as it likes again: no window is left."""
        gc.collect()
        gc.enable()
