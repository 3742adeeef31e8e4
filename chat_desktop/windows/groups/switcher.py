"""The quick switcher: a few letters of a group's name, then Enter."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListView, QVBoxLayout, QWidget

from chat_desktop.core.ports import Client
from chat_desktop.core.rows import GroupRow
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.groups.group_delegate import GroupDelegate
from chat_desktop.windows.groups.group_model import GroupModel
from chat_desktop.windows.parts.controls import SearchField, label
from protocol.scalars import GroupId

ROWS = 8


class _ByWords(QSortFilterProxyModel):
    """Keeps the groups in whose name each typed word occurs, all while none is typed."""

    words: tuple[str, ...] = ()

    def look_for(self, text: str) -> None:
        self.beginFilterChange()
        self.words = tuple(text.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        group: GroupRow = self.sourceModel().index(row, 0, parent).data(GroupModel.RowRole)
        name = group.name.casefold()
        return all(word in name for word in self.words)


class Switcher(QDialog):
    """Accepted with `group` set."""

    def __init__(self, parent: QWidget, theme: Theme, client: Client, sidebar: GroupModel) -> None:
        super().__init__(parent)
        self.setObjectName("switcher")
        self.setWindowTitle(self.tr("Go to a group"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(480)
        self.group: GroupId | None = None
        self._model = GroupModel(sidebar.name_of, lambda: datetime.now().astimezone(), self)
        self._model.show(client.groups)
        self._found = _ByWords(self)
        self._found.setSourceModel(self._model)
        self.search = SearchField(theme, self.tr("Go to a group"))
        self.search.setObjectName("switcherSearch")
        self.list = QListView()
        self.list.setObjectName("switcherList")
        self.list.setAccessibleName(self.tr("Groups found"))
        self.list.setModel(self._found)
        self._delegate = GroupDelegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(ROWS * Size.GROUP_ROW)
        self._nothing = label(self.tr("No group of yours has this in its name."), tone="faint")
        self._nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.setSpacing(10)
        around = QVBoxLayout()
        around.setContentsMargins(8, 0, 8, 0)
        around.addWidget(self.search)
        around.addWidget(self._nothing)
        column.addLayout(around)
        column.addWidget(self.list)
        self.search.textChanged.connect(self._filter)
        self.search.moved_down.connect(lambda: self._mark(self.list.currentIndex().row() + 1))
        self.search.escaped.connect(self.reject)
        self.list.clicked.connect(self._choose)
        self._mark(0)
        self.search.setFocus()

    def _filter(self, text: str) -> None:
        self._found.look_for(text)
        self._nothing.setVisible(self._found.rowCount() == 0)
        self._mark(0)

    def _mark(self, row: int) -> None:
        count = self._found.rowCount()
        index = self._found.index(min(max(row, 0), count - 1), 0) if count else QModelIndex()
        self.list.setCurrentIndex(index)
        self._delegate.open_group = index.data(GroupModel.IdRole) if index.isValid() else None
        self.list.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.group = index.data(GroupModel.IdRole)
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through what was found while the search keeps the keyboard."""
        here = self.list.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(here)
        elif event.key() == Qt.Key.Key_Up:
            self._mark(here.row() - 1)
        elif event.key() == Qt.Key.Key_Down:
            self._mark(here.row() + 1)
        else:
            super().keyPressEvent(event)
