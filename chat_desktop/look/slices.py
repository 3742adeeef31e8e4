"""Work that would hold the GUI thread up for longer than a frame, done in several turns."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

SLICE_SECONDS: Final = 0.004
"""After so long a turn ends, and the next one goes on; what was drawn meanwhile is shown."""
STEP: Final = 20


def polished(widget: QWidget) -> Iterator[None]:
    """Let a widget and all within it have their style before they are shown, a few in each step."""
    done = 0
    while _polish_some(widget, done):
        done += STEP
        yield


def _polish_some(widget: QWidget, first: int) -> bool:
    """Say whether there are any from the `first` on.

    They are asked for anew each time: PySide is not told when an object of Qt's own goes.
    """
    some = [widget, *widget.findChildren(QWidget)][first : first + STEP]
    for each in some:
        each.ensurePolished()
    return bool(some)


class Slices(QObject):
    """Takes step after step from an iterator, as many in a turn as fit in a slice."""

    ended = Signal()
    """All steps were taken, or no more are wanted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether there are steps left."""
        return self._steps is not None

    def begin(self, steps: Iterator[object]) -> None:
        """Do the first slice now, the others soon; of steps begun before no more are taken."""
        self._steps = steps
        self._go_on()

    def begin_soon(self, steps: Iterator[object]) -> None:
        """Do all slices soon: this turn has enough to do."""
        self._steps = steps
        self._timer.start()

    def stop(self) -> None:
        """Do no more steps."""
        self._timer.stop()
        if self._steps is not None:
            self._steps = None
            self.ended.emit()

    def finish(self) -> None:
        """Do all that is left at once."""
        for _ in self._steps or ():
            pass
        self.stop()

    async def wait(self) -> None:
        """Wait until nothing is left to do."""
        if self.busy:
            ended = asyncio.Event()
            connection = self.ended.connect(ended.set)
            try:
                await ended.wait()
            finally:
                self.ended.disconnect(connection)

    def _go_on(self) -> None:
        steps = self._steps
        end = time.perf_counter() + SLICE_SECONDS
        while steps is not None and steps is self._steps:
            try:
                next(steps)
            except StopIteration:
                self.stop()
                return
            if time.perf_counter() > end:
                self._timer.start()
                return
