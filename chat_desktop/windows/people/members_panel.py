"""The right column: who is in the open group, with presence and roles."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from chat_desktop.core.ports import (
    Change,
    Client,
    GroupsChanged,
    MembersChanged,
    StatusChanged,
    TypingChanged,
    UsersChanged,
)
from chat_desktop.core.rows import LinkState
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import IconButton, label, line
from chat_desktop.windows.parts.heights import keep_header_height
from chat_desktop.windows.people.member_delegate import MemberDelegate
from chat_desktop.windows.people.member_model import MemberModel
from protocol.scalars import RANK, GroupId


class MemberList(QListView):
    """The list itself; a click shows the profile, right-click or the Menu key the menu."""

    menu_wanted = Signal(str, QPoint)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        if (user := index.data(MemberModel.IdRole)) is not None:
            self.chosen.emit(user)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the member under the mouse, or of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if (user := index.data(MemberModel.IdRole)) is None:
            return
        where = event.globalPos()
        if by_key:
            where = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_wanted.emit(user, where)


class MembersPanel(QWidget):
    """Shows the members of one group at a time and says what the user wants done."""

    profile_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    add_wanted = Signal()
    back_wanted = Signal()
    more_wanted = Signal(str)
    """The end of the list is in view, and this group has more members."""

    def __init__(self, client: Client, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("members")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._client = client
        self._group: GroupId | None = None
        self._model = MemberModel(self)
        self.list = MemberList()
        self.list.setObjectName("memberList")
        self.list.setAccessibleName(self.tr("Members of the group"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(MemberDelegate(theme, self))
        self.add = IconButton(theme, "person-add", self.tr("Add a member"))
        self.add.setObjectName("addMember")
        self._loading = label(self.tr("Loading…"), tone="faint")
        self._loading.setContentsMargins(16, 12, 16, 0)

        head = QWidget()
        keep_header_height(head, theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(margins(16, 0, 10, 0))
        self.back = IconButton(theme, "arrow-left", self.tr("Back to the chat"))
        self.back.setObjectName("backToChat")
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        row.addWidget(self.back)
        row.addWidget(label(self.tr("Members"), pixels=Size.TITLE, bold=True))
        row.addStretch()
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(line())
        column.addWidget(self._loading)
        column.addWidget(self.list, 1)
        self._part = label(pixels=Size.SMALL, tone="faint", wrap=True)
        self._part.setObjectName("membersShown")
        self._part.setContentsMargins(16, 8, 16, 12)
        self._part.hide()
        column.addWidget(self._part)

        self.add.clicked.connect(self.add_wanted)
        self.list.verticalScrollBar().valueChanged.connect(self._look_for_more)
        self.list.chosen.connect(self.profile_wanted)
        self.list.menu_wanted.connect(self.menu_wanted)
        theme.changed.connect(self.list.viewport().update)
        theme.text_resized.connect(self.list.scheduleDelayedItemsLayout)
        self._end = client.listen(self._told)

    def end(self) -> None:
        """Stop listening to the client."""
        self._end()

    @property
    def model(self) -> MemberModel:
        """The members shown."""
        return self._model

    def show_group(self, group: GroupId | None) -> None:
        """Show the members of this group."""
        if group != self._group:
            self._group = group
            self.list.scrollToTop()
        self._refresh()

    def _told(self, change: Change) -> None:
        if isinstance(change, GroupsChanged):
            self._frame()
        elif isinstance(change, UsersChanged | StatusChanged) or (
            isinstance(change, MembersChanged | TypingChanged) and change.group == self._group
        ):
            self._refresh()

    def _refresh(self) -> None:
        row = self._client.group(self._group) if self._group else None
        members = self._client.members(self._group) if self._group else []
        me = self._client.me
        self._loading.setVisible(members is None)
        self._model.show(
            members or [],
            me.id if me else None,
            row.typing if row else (),
            connected=self._client.status.state is LinkState.ONLINE,
        )
        self._frame()

    def _frame(self) -> None:
        """Show what does not depend on each of the members: they may be thousands."""
        row = self._client.group(self._group) if self._group else None
        self.add.setVisible(row is not None and RANK.get(row.role or "", 0) >= RANK["admin"])
        more = row is not None and self._client.more_members(row.id)
        self._part.setVisible(more)
        if more and row is not None:
            words = self.tr("{count} of {all} members are listed. Scroll on for more.")
            listed = len(self._client.members(row.id) or ())
            self._part.setText(words.format(count=listed, all=row.members))

    def _look_for_more(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        near = value >= bar.maximum() - bar.pageStep()
        if near and self._group is not None and self._client.more_members(self._group):
            self.more_wanted.emit(self._group)
