"""The messages that are picked, to copy or delete them together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QVariantAnimation, Signal

from chat_desktop.chat import metrics as m
from chat_desktop.chat.identity import Identity, identity
from chat_desktop.core.rows import MessageRow, Row
from chat_desktop.look.motion import Motion

SLIDE_MS: Final = 140
MOST: Final = 100
"""Picked at once; more is a matter for an export."""


class Picks(QObject):
    """Which rows are picked, while messages are being picked at all."""

    changed = Signal()
    slid = Signal()
    """Others' messages stand further aside, or less."""

    def __init__(self, motion: Motion, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.motion = motion
        self.on = False
        self._names: dict[Identity, None] = {}
        self._last: Identity | None = None
        self._aside = 0.0
        self._slide = QVariantAnimation(self)
        self._slide.valueChanged.connect(self._move)

    @property
    def count(self) -> int:
        return len(self._names)

    @property
    def aside(self) -> int:
        """How many pixels others' messages have given way."""
        return round(self._aside)

    def __contains__(self, row: Row) -> bool:
        return identity(row) in self._names

    def begin(self, row: MessageRow | None = None) -> None:
        """Begin to pick, with this message if there is one."""
        if not self.on:
            self.on = True
            self._slide_to(m.PICK)
        if row is not None and may_pick(row):
            self._put(row)
        self.changed.emit()

    def toggle(self, row: MessageRow) -> None:
        """Pick a message, or pick it no longer."""
        if identity(row) in self._names:
            del self._names[identity(row)]
            self._last = identity(row)
        elif may_pick(row):
            self._put(row)
        self.changed.emit()

    def extend(self, rows: Sequence[Row], index: int) -> None:
        """Pick everything between the message picked last and this one."""
        places = [place for place, row in enumerate(rows) if identity(row) == self._last]
        start = places[0] if places else index
        step = 1 if index >= start else -1
        for place in range(start, index + step, step):
            row = rows[place]
            if isinstance(row, MessageRow) and may_pick(row):
                self._put(row)
        self.changed.emit()

    def end(self) -> None:
        """Pick nothing any more."""
        if self.on:
            self.on = False
            self._names.clear()
            self._last = None
            self._slide_to(0)
            self.changed.emit()

    def of(self, rows: Sequence[Row]) -> list[MessageRow]:
        """Return the picked ones of these rows, in their order."""
        return [row for row in rows if isinstance(row, MessageRow) and row in self]

    def keep(self, rows: Sequence[Row]) -> None:
        """Forget what can be picked no longer: deleted, or out of the window."""
        here = {identity(row) for row in self.of(rows) if may_pick(row)}
        if len(here) != len(self._names):
            self._names = {name: None for name in self._names if name in here}
            self.changed.emit()

    def _put(self, row: MessageRow) -> None:
        self._last = identity(row)
        if len(self._names) < MOST:
            self._names[identity(row)] = None

    def _slide_to(self, aside: int) -> None:
        self._slide.stop()
        length = self.motion.milliseconds(SLIDE_MS)
        if length:
            self._slide.setStartValue(self._aside)
            self._slide.setEndValue(float(aside))
            self._slide.setDuration(length)
            self._slide.start()
        else:
            self._move(float(aside))

    def _move(self, aside: float) -> None:
        self._aside = aside
        self.slid.emit()


def may_pick(row: MessageRow) -> bool:
    """Whether a message can be picked: it is sent, and there is something to read."""
    return row.seq is not None and not row.deleted
