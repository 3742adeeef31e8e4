"""The user's groups as a Qt list: shows the client's rows, decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chat_desktop.core.attention import Level
from chat_desktop.core.groups import DELETED_LINE
from chat_desktop.core.rows import GroupRow
from chat_desktop.markdown.preview import preview
from chat_desktop.translations.said import in_words
from chat_desktop.windows.parts.times import list_time
from protocol.scalars import GroupId, UserId

Index = QModelIndex | QPersistentModelIndex

MOVES: Final = 8
"""More rows than that are brought into another order at once."""


class GroupModel(QAbstractListModel):
    """One row per group. `name_of` gives a user's shown name; `me` is the reader."""

    IdRole = Qt.ItemDataRole.UserRole + 1
    RowRole = Qt.ItemDataRole.UserRole + 2
    ShownRole = Qt.ItemDataRole.UserRole + 3
    """All that is painted: the row, the time, and (kind, lead, text) of its second line."""

    def __init__(
        self, name_of: Callable[[UserId], str], now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._rows: list[GroupRow] = []
        self.name_of = name_of
        self.open_group: GroupId | None = None
        """Its draft is in the composer, and not told beside it as well."""
        self._now = now

    def show(self, rows: Sequence[GroupRow]) -> None:
        """Show these rows, moving and changing what is there so that a selection stays."""
        wanted = {row.id for row in rows}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].id not in wanted:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
        self._insert(rows)
        moves = 0
        for at, row in enumerate(rows):
            if self._rows[at].id != row.id:
                moves += 1
                if moves > MOVES:
                    self._reorder(rows)
                    break
                self._move(self.row_of(row.id) or at, at)
        for at, row in enumerate(rows):
            if self._rows[at] is not row and self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))

    def _insert(self, rows: Sequence[GroupRow]) -> None:
        """Put in what is new, each run of it at once."""
        known = {row.id for row in self._rows}
        at = 0
        for is_new, run in groupby(rows, lambda row: row.id not in known):
            found = list(run)
            if is_new:
                at = min(at, len(self._rows))
                self.beginInsertRows(QModelIndex(), at, at + len(found) - 1)
                self._rows[at:at] = found
                self.endInsertRows()
            at += len(found)

    def _move(self, place: int, at: int) -> None:
        self.beginMoveRows(QModelIndex(), place, place, QModelIndex(), at)
        self._rows.insert(at, self._rows.pop(place))
        self.endMoveRows()

    def _reorder(self, rows: Sequence[GroupRow]) -> None:
        """Bring all into their order at once: each move costs by the number of rows."""
        self.layoutAboutToBeChanged.emit()
        places = {row.id: at for at, row in enumerate(rows)}
        before = self.persistentIndexList()
        after = [self.index(places[self._rows[index.row()].id]) for index in before]
        self._rows.sort(key=lambda row: places[row.id])
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def names_changed(self) -> None:
        """Say that the names of people, or the day, changed: the lines read differently now."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row_of(self, group: GroupId) -> int | None:
        """Return the place of a group."""
        return next((at for at, row in enumerate(self._rows) if row.id == group), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of groups."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the delegate paints, and a sentence for screen readers."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == self.IdRole:
            return row.id
        if role == self.RowRole:
            return row
        if role == self.ShownRole:
            return row, self._time(row), self._line(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row)
        return None

    def _time(self, row: GroupRow) -> str:
        return "" if row.last_at is None else list_time(row.last_at, self._now())

    def _line(self, row: GroupRow) -> tuple[str, str, str]:
        """Return (kind, lead, text): a typing line, a draft, the last message, or what it is."""
        if row.typing:
            names = [_first(self.name_of(user)) for user in row.typing]
            if len(names) == 1:
                return "typing", "", self.tr("{name} is typing…").format(name=names[0])
            if len(names) == 2:
                both = self.tr("{one} and {other} are typing…")
                return "typing", "", both.format(one=names[0], other=names[1])
            return "typing", "", self.tr("Several people are typing…")
        if row.id != self.open_group and row.draft.strip():
            return "draft", self.tr("Draft:"), " ".join(row.draft.split())
        if row.last_at is None:
            about = " ".join(row.topic.split())
            return "about", "", about or self.tr("%n member(s)", "", row.members)
        lead = f"{_first(self.name_of(row.last_author))}:" if row.last_author else ""
        if row.last_line == DELETED_LINE:
            return "last", lead, in_words(row.last_line)
        return "last", lead, preview(row.last_line)

    def _sentence(self, row: GroupRow) -> str:
        _kind, lead, text = self._line(row)
        parts = [row.name]
        if row.unread:
            parts.append(self.tr("%n unread", "", row.unread))
        if row.level is Level.NOTHING:
            parts.append(self.tr("notifications off"))
        if text:
            parts.append(f"{lead} {text}".strip())
        if time := self._time(row):
            parts.append(time)
        return ", ".join(parts)


def _first(name: str) -> str:
    return name.split()[0] if name.split() else name
