"""Messages that are about to be deleted: nothing is sent before the time to undo has passed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from protocol.scalars import GroupId, Seq

UNDO_SECONDS: Final = 10.0
GRACE_SECONDS: Final = 4.0
"""How long a row is still shown as going while the server has not answered."""

TICK_MS: Final = 200


class Deletions(QObject):
    """Counts down per message, whichever group is shown; `due` tells when one is to be sent."""

    changed = Signal(str, object)
    """(group, seq): the message is shown as going from now on, or no longer."""

    due = Signal(str, object)
    """(group, seq): delete it now."""

    ticked = Signal()

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._until: dict[tuple[GroupId, Seq], float] = {}
        self._sent: dict[tuple[GroupId, Seq], float] = {}
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def begin(self, group: GroupId, seq: Seq) -> None:
        """Let the time to undo begin; a second call for the same message changes nothing."""
        name = (group, seq)
        if name not in self._until and name not in self._sent:
            self._until[name] = self._clock() + UNDO_SECONDS
            self._timer.start()
            self.changed.emit(group, seq)

    def undo(self, group: GroupId, seq: Seq) -> None:
        """Keep the message after all; too late once it is due."""
        if self._until.pop((group, seq), None) is not None:
            self.changed.emit(group, seq)

    def finish(self) -> None:
        """Carry out at once what waits: the user goes away and will not undo it."""
        for name in list(self._until):
            self._send(name)

    def holds(self, group: GroupId, seq: Seq | None) -> bool:
        """Whether a message is shown as going."""
        return (group, seq) in self._until or (group, seq) in self._sent

    def remaining(self, group: GroupId, seq: Seq | None) -> float:
        """Return how much of the time to undo is left, from 1 down to 0: too late."""
        until = self._until.get((group, seq)) if seq is not None else None
        return 0.0 if until is None else max(0.0, (until - self._clock()) / UNDO_SECONDS)

    def tick(self) -> None:
        """See what is due, and which sent ones have waited long enough for an answer."""
        now = self._clock()
        for name in [name for name, until in self._until.items() if until <= now]:
            self._send(name)
        for name in [name for name, until in self._sent.items() if until <= now]:
            del self._sent[name]
            self.changed.emit(*name)
        if not self._until and not self._sent:
            self._timer.stop()
        self.ticked.emit()

    def _send(self, name: tuple[GroupId, Seq]) -> None:
        del self._until[name]
        self._sent[name] = self._clock() + GRACE_SECONDS
        self.changed.emit(*name)
        self.due.emit(*name)
