"""The rows of the open timeline as a Qt model; it shows state and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chat_desktop.chat.identity import Identity, identity, seq_of
from chat_desktop.core.rows import MessageRow, Row, Splice
from protocol.scalars import Seq

Index = QModelIndex | QPersistentModelIndex

NOWHERE = QModelIndex()


class TimelineModel(QAbstractListModel):
    """One group's rows, oldest first. `say` gives the sentence a screen reader speaks."""

    RowRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, say: Callable[[Row], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._rows: list[Row] = []
        self._places: dict[Identity, int] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def index_of(self, name: Identity) -> int | None:
        """Return where a row is, None once it is gone."""
        if self._places is None:
            self._places = {identity(row): place for place, row in enumerate(self._rows)}
        return self._places.get(name)

    def index_of_seq(self, seq: Seq) -> int | None:
        """Return the row at a place of the log, if the window holds it."""
        for index, row in enumerate(self._rows):
            if seq_of(row) == seq:
                return index
        return None

    def message_at(self, seq: Seq) -> MessageRow | None:
        """Return the message at a place of the log, if the window holds it."""
        index = self.index_of_seq(seq)
        row = None if index is None else self._rows[index]
        return row if isinstance(row, MessageRow) else None

    def messages_after(self, name: Identity | None) -> tuple[MessageRow, ...]:
        """Return the messages behind a row; none if the row is gone."""
        if name is None:
            return ()
        for count, row in enumerate(reversed(self._rows)):
            if identity(row) == name:
                behind = self._rows[len(self._rows) - count :]
                return tuple(row for row in behind if isinstance(row, MessageRow))
        return ()

    def answers(self) -> list[tuple[int, MessageRow]]:
        """Return the messages that answer another one, with their places."""
        return [
            (place, row)
            for place, row in enumerate(self._rows)
            if isinstance(row, MessageRow) and row.reply_to is not None
        ]

    def reset(self, rows: Iterable[Row]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._places = None
        self.endResetModel()

    def splice(self, splice: Splice) -> None:
        """Apply one change; rows that only look different now are told as changed, not moved."""
        start, removed, rows = splice.index, splice.removed, splice.rows
        end = start + removed
        if not 0 <= start <= end <= len(self._rows):
            raise IndexError(f"{start}:{end} of {len(self._rows)} rows")
        old = self._rows[start:end]
        if removed == len(rows) and all(map(_same, old, rows)):
            self._rows[start:end] = rows
            if rows:
                self.dataChanged.emit(self.index(start), self.index(end - 1))
            return
        if removed or start < len(self._rows):
            self._places = None
        if removed:
            self.beginRemoveRows(NOWHERE, start, end - 1)
            del self._rows[start:end]
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(NOWHERE, start, start + len(rows) - 1)
            self._rows[start:start] = rows
            if self._places is not None:
                for place, row in enumerate(rows, start):
                    self._places[identity(row)] = place
            self.endInsertRows()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == self.RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._say(row)
        return None


def _same(one: Row, other: Row) -> bool:
    return identity(one) == identity(other)
