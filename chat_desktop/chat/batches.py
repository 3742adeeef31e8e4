"""Keeps the changes of one frame and puts them together: a thousand new rows are one change."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from chat_desktop.core.rows import Row, Splice

FRAME_MS: Final = 16


class Batch(QObject):
    """Changes that wait for their frame: `due` comes at most once in `FRAME_MS`."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: list[Splice] = []
        self._taken = 0.0
        self.waits = False
        """Whether there is something to take, be it an empty change."""
        self._frame = QTimer(self, singleShot=True)
        self._frame.timeout.connect(self.due)

    def add(self, splices: Iterable[Splice]) -> None:
        self._kept.extend(splices)
        if not self.waits:
            self.waits = True
            since = (time.monotonic() - self._taken) * 1000
            self._frame.start(max(0, round(FRAME_MS - since)))

    def take(self) -> list[Splice]:
        """Return what was kept, put together, and keep nothing; a new frame begins."""
        kept, self._kept = merged(self._kept), []
        self.waits = False
        self._frame.stop()
        self._taken = time.monotonic()
        return kept


def merged(splices: Iterable[Splice]) -> list[Splice]:
    """Return fewer splices that do the same: rows put behind rows just put are one run."""
    result: list[Splice] = []
    run: list[Row] = []
    start = gone = 0

    def close() -> None:
        if run or gone:
            result.append(Splice(start, gone, tuple(run)))

    for splice in splices:
        if run and not splice.removed and splice.index == start + len(run):
            run.extend(splice.rows)
            continue
        close()
        start, gone, run = splice.index, splice.removed, list(splice.rows)
    close()
    return result
