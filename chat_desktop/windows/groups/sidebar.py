"""The sidebar: title, search, the user's groups, and the footer with the connection's state."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.core.attention import Level
from chat_desktop.core.ports import (
    Change,
    Client,
    GroupsChanged,
    StatusChanged,
    TypingChanged,
    UsersChanged,
)
from chat_desktop.core.rows import GroupRow
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.markdown.clean import one_line
from chat_desktop.windows.groups.group_delegate import GroupDelegate
from chat_desktop.windows.groups.group_model import GroupModel
from chat_desktop.windows.parts.controls import IconButton, label
from chat_desktop.windows.search.global_search import GlobalSearch
from protocol.scalars import GroupId, UserId


class GroupList(QListView):
    """The list itself; the menu comes by right-click or the Menu key, at the row it is about."""

    menu_wanted = Signal(str, QPoint)
    opened = Signal(str)
    filter_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(GroupModel.IdRole))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse, or of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        where = event.globalPos()
        if by_key:
            where = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_wanted.emit(index.data(GroupModel.IdRole), where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let typed letters go to the filter."""
        typed = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if typed and typed.isprintable() and not typed.isspace() and plain:
            self.filter_wanted.emit(typed)
        else:
            super().keyPressEvent(event)


class Sidebar(QWidget):
    """Shows the groups of one client and says what the user wants done."""

    group_opened = Signal(str)
    menu_wanted = Signal(str, QPoint)
    add_wanted = Signal()
    """The plus button: create, find or join a group."""

    def __init__(
        self, client: Client, theme: Theme, footer: QWidget, searching: GlobalSearch
    ) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._client = client
        self._delegate = GroupDelegate(theme, self)
        self._model = GroupModel(self._name_of, lambda: datetime.now().astimezone(), self)

        self.list = GroupList()
        self.list.setObjectName("groupList")
        self.list.setAccessibleName(self.tr("Your groups"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.searching = searching
        self.search = searching.field
        self.add = IconButton(theme, "plus", self.tr("New or existing group"))
        self.add.setObjectName("addGroup")
        self._nothing = label(pixels=Size.BODY, tone="faint", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._lay_out(footer)

        self.add.clicked.connect(self.add_wanted)
        searching.active_changed.connect(lambda _active: self._choose_page())
        self.search.stepped.connect(self._enter_list)
        searching.left.connect(self.list.setFocus)
        self.list.opened.connect(self.group_opened)
        self.list.menu_wanted.connect(self.menu_wanted)
        self.list.filter_wanted.connect(self._start_filter)
        theme.changed.connect(self.list.viewport().update)
        theme.text_resized.connect(self.list.scheduleDelayedItemsLayout)
        # Who comes by keyboard begins at the search, not at the button before it.
        self.setTabOrder(self.search, self.add)
        self._end = client.listen(self._told)
        self._refresh()

    def _lay_out(self, footer: QWidget) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(margins(18, 10, 10, 6))
        top.addWidget(label(self.tr("Chats"), pixels=Size.HERO, bold=True))
        top.addStretch()
        top.addWidget(self.add)
        around = QHBoxLayout()
        around.setContentsMargins(16, 0, 16, 8)
        around.addWidget(self.search)
        empty = QWidget()
        empty_column = QVBoxLayout(empty)
        empty_column.setContentsMargins(24, 32, 24, 0)
        empty_column.addWidget(self._nothing)
        empty_column.addStretch()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(empty)
        self._pages.addWidget(self.searching)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(around)
        column.addWidget(self._pages, 1)
        column.addWidget(footer)

    def end(self) -> None:
        """Stop listening to the client."""
        self.searching.end()
        self._end()

    @property
    def model(self) -> GroupModel:
        """The groups, unfiltered."""
        return self._model

    def set_open(self, group: GroupId | None) -> None:
        """Mark the open group and bring it into view."""
        self._delegate.open_group = self._model.open_group = group
        row = self._model.row_of(group) if group else None
        if row is not None:
            index = self._model.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        self.list.viewport().update()

    def neighbour(self, group: GroupId | None, step: int) -> GroupId | None:
        """Return the group that many places below, or above when negative."""
        count = self._model.rowCount()
        if not count:
            return None
        row = self._model.row_of(group) if group else None
        here = row if row is not None else -1 if step > 0 else count
        there = min(max(here + step, 0), count - 1)
        found: GroupId = self._model.index(there, 0).data(GroupModel.IdRole)
        return found

    def unread_neighbour(self, group: GroupId | None, step: int) -> GroupId | None:
        """Return the nearest group below (above for -1) that is unread and told about, around."""
        rows = [
            self._model.index(at).data(GroupModel.RowRole) for at in range(self._model.rowCount())
        ]
        here = self._model.row_of(group) if group else None
        if here is None:
            here = -1 if step > 0 else len(rows)
        for far in range(1, len(rows) + 1):
            row: GroupRow = rows[(here + far * step) % len(rows)]
            if row.unread and row.level is not Level.NOTHING and row.id != group:
                return row.id
        return None

    def _name_of(self, user: UserId) -> str:
        me = self._client.me
        if me is not None and user == me.id:
            return self.tr("You")
        known = self._client.user(user)
        return one_line(known.display_name or known.username, 80) if known else "…"

    def _told(self, change: Change) -> None:
        if isinstance(change, GroupsChanged | TypingChanged | StatusChanged):
            self._refresh()
        elif isinstance(change, UsersChanged):
            self._model.names_changed()

    def _refresh(self) -> None:
        self._model.show(self._client.groups)
        self.add.setEnabled(self._client.me is not None)
        self._choose_page()

    def _choose_page(self) -> None:
        """Show what was found while something is searched for, else the groups."""
        if self.searching.active:
            self._pages.setCurrentIndex(2)
        elif self._model.rowCount():
            self._pages.setCurrentIndex(0)
        else:
            self._nothing.setText(self.tr("Your groups will be listed here."))
            self._pages.setCurrentIndex(1)

    def _enter_list(self, rows: int) -> None:
        """Let the arrows of an empty search lead into the list."""
        if rows > 0 and not self.searching.active:
            self.list.setFocus()
            if not self.list.currentIndex().isValid() and self._model.rowCount():
                self.list.setCurrentIndex(self._model.index(0))

    def _start_filter(self, typed: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + typed)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when the window becomes active or not: the focus ring follows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.list.viewport().update()
