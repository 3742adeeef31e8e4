"""Garbage collection on the GUI's thread alone.

Python collects reference cycles in whichever thread happens to allocate. When that is the cache's
worker or a resolver, and a closed window is among the garbage, Qt objects are destroyed outside
their thread: their timers stay armed, and the next one to fire crashes the program.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer

REST_MS: Final = 2_000
"""So long after enough was allocated it is collected, once for all that comes meanwhile."""

ROUNDS: Final = (4, 20)
"""After so many looks at what is new comes one at what survived them, and after so many of those
one at everything: so often that none of them takes long."""

MANY: Final = 5_000
"""So many new objects are looked through at once, in a ms or two: more would be a long turn."""


class Garbage(QObject):
    """Turns automatic collection off for good, and collects what is due on this thread.

    Also at the end of the program: threads that are still at work then would collect the window.
    Nothing wakes the program up for it: the loop asks whenever something else did.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._enough = gc.get_threshold()[0]
        gc.set_threshold(self._enough, *ROUNDS)
        self._settled = False
        self._timer = QTimer(
            self, interval=REST_MS, singleShot=True, timerType=Qt.TimerType.CoarseTimer
        )
        self._timer.timeout.connect(self.collect_if_due)
        loop = QAbstractEventDispatcher.instance()
        if loop is None:
            raise RuntimeError("garbage is collected beside a running application")
        loop.awake.connect(self._look)

    @property
    def due(self) -> bool:
        """Whether it has been planned to collect."""
        return self._timer.isActive()

    def _look(self) -> None:
        young = gc.get_count()[0]
        if young > MANY:
            self.collect_if_due()
        elif young > self._enough and not self._timer.isActive():
            self._timer.start()

    def collect_if_due(self) -> int | None:
        """Collect the oldest generation whose threshold is passed; return which, None if none.

        When all of them are due for the first time, what is there by then is there to stay: the
        account, its groups, the window. It is looked through no more, as that took 20 ms each
        time; what of it goes all the same, as cycles do with an account that is logged out, is
        not freed.
        """
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                if generation == 2 and not self._settled:
                    self._settled = True
                    gc.collect(1)
                    gc.freeze()
                    return 1
                gc.collect(generation)
                return generation
        return None
