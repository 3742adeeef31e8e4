"""The public groups of the server as a Qt list that grows page by page; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from protocol.views import Group

Index = QModelIndex | QPersistentModelIndex


class DirectoryModel(QAbstractListModel):
    """One row per group of the directory."""

    GroupRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._groups: list[Group] = []

    def begin(self, groups: Sequence[Group]) -> None:
        """Show a first page in the place of everything."""
        self.beginResetModel()
        self._groups = list(groups)
        self.endResetModel()

    def add(self, groups: Sequence[Group]) -> None:
        """Show a further page below."""
        known = {group.id for group in self._groups}
        fresh = [group for group in groups if group.id not in known]
        if fresh:
            first = len(self._groups)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._groups += fresh
            self.endInsertRows()

    def group(self, index: Index) -> Group | None:
        """Return the group of a row."""
        return self._groups[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of groups."""
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the delegate paints, and a sentence for screen readers."""
        if not index.isValid():
            return None
        group = self._groups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return group.name
        if role == self.GroupRole:
            return group
        if role == Qt.ItemDataRole.AccessibleTextRole:
            joined = self.tr("joined") if group.role else ""
            parts = (group.name, group.topic, self.members(group), joined)
            return ", ".join(part for part in parts if part)
        return None

    def members(self, group: Group) -> str:
        """Return how many are in a group, in words."""
        return self.tr("%n member(s)", "", group.members)
