"""The list below a search field: the field keeps the keyboard and moves through it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.aloud import read_current
from chat_desktop.windows.search.result_delegate import ResultDelegate
from chat_desktop.windows.search.result_model import Entry, Heading, ResultModel

NEAR_END = 8
"""So many rows before the end, more are wanted."""


class ResultList(QListView):
    """Shows entries; one that can be chosen is always current, if there is any."""

    chosen = Signal(object)
    """An `Entry`, by click."""
    more_wanted = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._model = ResultModel(self)
        self.setModel(self._model)
        read_current(self)
        self.look = ResultDelegate(theme, self)
        self.setItemDelegate(self.look)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._click)
        self.verticalScrollBar().valueChanged.connect(self._near_end)
        theme.changed.connect(self.viewport().update)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; the first that can be chosen is current, or what was and is still there."""
        before = self.current
        self._model.show(entries)
        if self.current is None or self.current != before:
            kept = entries.index(before) if before is not None and before in entries else -1
            self._go(kept if kept >= 0 else self._choosable(0, 1))
        if self.current is not None and self.currentIndex().row() <= 1:
            self.scrollToTop()

    @property
    def entries(self) -> Sequence[Entry]:
        """What is shown."""
        return self._model.entries

    @property
    def current(self) -> Entry | None:
        """What would be chosen now."""
        return self._model.entry(self.currentIndex().row())

    @property
    def sentence(self) -> str:
        """What a screen reader is told about the current row."""
        index = self.currentIndex()
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole)) if index.isValid() else ""

    def step(self, rows: int) -> None:
        """Move on by so many rows, not beyond the ends, never onto a heading."""
        count = self._model.rowCount()
        there = min(max(self.currentIndex().row() + rows, 0), count - 1)
        direction = 1 if rows > 0 else -1
        found = self._choosable(there, direction)
        self._go(found if found >= 0 else self._choosable(there, -direction))

    def go_to(self, entry: Entry) -> None:
        """Make an entry current, if it is there."""
        if entry in self._model.entries:
            self._go(list(self._model.entries).index(entry))

    def _choosable(self, row: int, direction: int) -> int:
        while 0 <= row < self._model.rowCount():
            if not isinstance(self._model.entry(row), Heading):
                return row
            row += direction
        return -1

    def _go(self, row: int) -> None:
        index = self._model.index(row, 0) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid():
            if row == 1:
                self.scrollToTop()
            self.scrollTo(index)
            if row >= self._model.rowCount() - NEAR_END:
                self.more_wanted.emit()

    def _near_end(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - self.viewport().height():
            self.more_wanted.emit()

    def _click(self, index: QModelIndex) -> None:
        entry = self._model.entry(index.row())
        if entry is not None and not isinstance(entry, Heading):
            self.chosen.emit(entry)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rows be as high as their words need at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
