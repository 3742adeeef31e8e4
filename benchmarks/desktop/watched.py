"""An application that times every event on its GUI thread: how long each one blocked it.

Two figures for each: wall time, which a busy machine inflates, and the thread's own processor
time, which it does not. The watching costs about two microseconds an event.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

FRAME_MS: Final = 16.0
"""What one event may take before somebody could see it: a frame at 60 Hz."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One event that was handled, with all that it called; times in ms, `begun` in seconds."""

    event: str
    receiver: str
    begun: float
    wall: float
    cpu: float
    frame: bool
    """Whether it drew a window."""

    @property
    def ended(self) -> float:
        """When it was done, in seconds of `time.perf_counter`."""
        return self.begun + self.wall / 1000

    def __str__(self) -> str:
        return f"{self.cpu:.1f} ms of CPU ({self.wall:.1f} ms) in {self.event} of {self.receiver}"


class WatchedApplication(QApplication):
    """Notes turns while it is `watching`; `on_frame` is called after each window was drawn."""

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        super().__init__(list(arguments))
        self.watching = False
        self.turns: list[Turn] = []
        self.on_frame: Callable[[Turn], None] | None = None
        self._inside = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Handle an event, and note how long that took; events within it belong to it."""
        if self._inside or not self.watching:
            return super().notify(receiver, event)
        kind = event.type()
        frame = kind is QEvent.Type.UpdateRequest and _is_window(receiver)
        name = f"{type(receiver).__name__} {receiver.objectName()}".rstrip()
        self._inside = True
        begun, used = time.perf_counter(), time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._inside = False
            wall, cpu = time.perf_counter() - begun, time.thread_time() - used
            turn = Turn(kind.name, name, begun, wall * 1000, cpu * 1000, frame)
            self.turns.append(turn)
            if frame and self.on_frame is not None:
                self.on_frame(turn)

    def take(self) -> list[Turn]:
        """Return the turns since the last call."""
        turns, self.turns = self.turns, []
        return turns


def _is_window(receiver: QObject) -> bool:
    return isinstance(receiver, QWindow) or (isinstance(receiver, QWidget) and receiver.isWindow())


def blocked(turns: Sequence[Turn], most: float = FRAME_MS) -> list[Turn]:
    """Return the turns that used more than `most` ms of the GUI thread, the longest first."""
    return sorted((turn for turn in turns if turn.cpu > most), key=lambda turn: -turn.cpu)
