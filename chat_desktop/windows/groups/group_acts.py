"""What a user does with groups: the dialogs and questions behind menus and buttons.

A dialog is imported when it is opened, in a turn of the loop of its own: none is needed for the
window to be there.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from chat_desktop.core.attention import Level
from chat_desktop.core.ports import Client
from chat_desktop.core.rows import GroupRow
from chat_desktop.look.icons import icon
from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.ask import ask, confirm
from chat_desktop.windows.parts.links import link_to
from chat_desktop.windows.parts.tasks import Tasks, next_turn
from protocol.scalars import MAX_INTEGER, RANK, GroupId


class GroupActs(QObject):
    """Everything about groups that needs more than a widget. `open_group` shows one."""

    search_wanted = Signal()
    date_wanted = Signal()
    """In the open group."""
    person_wanted = Signal(str)
    unread_wanted = Signal(str)
    """The message that makes this group unread is to be shown."""
    """Somebody was chosen in the quick switcher."""

    def __init__(
        self,
        window: QWidget,
        client: Client,
        theme: Theme,
        tasks: Tasks,
        open_group: Callable[[GroupId], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._client, self._theme = window, client, theme
        self._tasks, self._open_group, self._say = tasks, open_group, say

    # --- entering groups

    def find(self, text: str = "") -> None:
        """Open the directory, perhaps looking for something already."""
        self._tasks.spawn(self._find(text))

    async def _find(self, text: str) -> None:
        from chat_desktop.windows.groups.directory_dialog import DirectoryDialog

        await next_turn()
        dialog = DirectoryDialog(self._window, self._theme, self._client)
        dialog.search.setText(text)
        if await ask(dialog) and dialog.group is not None:
            self._open_group(dialog.group)

    def create(self) -> None:
        """Open the dialog that makes a group."""
        self._tasks.spawn(self._create())

    async def _create(self) -> None:
        from chat_desktop.windows.groups.create_dialog import CreateGroupDialog

        await next_turn()
        dialog = CreateGroupDialog(self._window, self._theme, self._client)
        if await ask(dialog) and dialog.group is not None:
            self._open_group(dialog.group)

    def join(self, text: str = "") -> None:
        """Open the dialog that joins by link or id, perhaps with the link filled in."""
        self._tasks.spawn(self._join(text))

    async def _join(self, text: str) -> None:
        from chat_desktop.windows.groups.create_dialog import JoinDialog

        await next_turn()
        dialog = JoinDialog(self._window, self._theme, self._client, text)
        if await ask(dialog) and dialog.group is not None:
            self._open_group(dialog.group)

    def switch(self) -> None:
        """Open the quick switcher."""
        self._tasks.spawn(self._switch())

    async def _switch(self) -> None:
        from chat_desktop.windows.groups.switcher import Switcher

        await next_turn()
        dialog = Switcher(self._window, self._theme, self._client)
        await ask(dialog)
        if dialog.group is not None:
            self._open_group(dialog.group)
        elif dialog.person is not None:
            self.person_wanted.emit(dialog.person)

    # --- one group

    def settings(self, group: GroupId) -> None:
        """Open a group's settings."""
        if (row := self._client.group(group)) is not None:
            self._tasks.spawn(self._settings(row))

    async def _settings(self, row: GroupRow) -> None:
        from chat_desktop.windows.groups.settings_dialog import GroupSettingsDialog

        await next_turn()
        dialog = GroupSettingsDialog(self._window, self._theme, self._client, row)
        after: list[Callable[[GroupId], None]] = []

        def close_and(act: Callable[[GroupId], None]) -> None:
            after.append(act)
            dialog.reject()

        dialog.leave_wanted.connect(lambda: close_and(self.leave))
        dialog.delete_wanted.connect(lambda: close_and(self.delete))
        await ask(dialog)
        for act in after:
            act(row.id)

    def leave(self, group: GroupId) -> None:
        """Leave after a question."""
        if (row := self._client.group(group)) is not None:
            self._tasks.spawn(self._leave(row))

    async def _leave(self, row: GroupRow) -> None:
        if row.members <= 1:
            meaning = self.tr("You are the last member: the group and its messages end with you.")
        elif row.role == "owner":
            meaning = self.tr("The longest-serving admin or member becomes the owner.")
        elif row.visibility == "private":
            meaning = self.tr("You need a new invite to come back.")
        else:
            meaning = self.tr("You can join again whenever you like.")
        question = self.tr("Leave {group}?").format(group=row.name)
        if await confirm(self._window, question, meaning, self.tr("Leave group"), danger=True):
            await self._client.leave_group(row.id)

    def delete(self, group: GroupId) -> None:
        """Delete after a question."""
        if (row := self._client.group(group)) is not None:
            self._tasks.spawn(self._delete(row))

    async def _delete(self, row: GroupRow) -> None:
        question = self.tr("Delete {group} for everybody?").format(group=row.name)
        meaning = self.tr("All its messages go with it. This cannot be undone.")
        if await confirm(self._window, question, meaning, self.tr("Delete group"), danger=True):
            await self._client.delete_group(row.id)

    def mark_read(self, group: GroupId) -> None:
        """Mark all of a group as read."""
        self._client.mark_read(group, MAX_INTEGER)

    def copy_id(self, group: GroupId) -> None:
        """Put a group's id on the clipboard."""
        QApplication.clipboard().setText(group)
        self._say(self.tr("The group's id is on the clipboard."))

    def copy_link(self, group: GroupId) -> None:
        """Put the link to a group on the clipboard."""
        QApplication.clipboard().setText(link_to(self._client.server_url, group))
        row = self._client.group(group)
        if row is not None and row.visibility == "private":
            self._say(self.tr("Link copied. Others need an invite to join: see the settings."))
        else:
            self._say(self.tr("Link copied."))

    # --- menus

    def menu(self, group: GroupId, *, is_open: bool) -> QMenu | None:
        """Return the menu of a group, by the user's rank in it; None where it is gone."""
        row = self._client.group(group)
        if row is None:
            return None
        menu = QMenu(self._window)
        menu.setObjectName("groupMenu")
        if not is_open:
            self._add(menu, "chat", self.tr("Open"), lambda: self._open_group(group))
        read = self._add(menu, "read", self.tr("Mark as read"), lambda: self.mark_read(group))
        read.setEnabled(row.unread > 0)
        why = self._add(
            menu, "flag", self.tr("Why is this unread?"), lambda: self.unread_wanted.emit(group)
        )
        why.setVisible(row.unread > 0)
        menu.addMenu(self._levels(menu, row))
        if is_open:
            self._add(menu, "search", self.tr("Search…"), self.search_wanted.emit)
            self._add(menu, "calendar", self.tr("Jump to a date…"), self.date_wanted.emit)
        menu.addSeparator()
        self._add(menu, "settings", self.tr("Settings…"), lambda: self.settings(group))
        self._add(menu, "link", self.tr("Copy link"), lambda: self.copy_link(group))
        self._add(menu, "copy", self.tr("Copy id"), lambda: self.copy_id(group))
        menu.addSeparator()
        self._add(menu, "leave", self.tr("Leave…"), lambda: self.leave(group))
        if RANK.get(row.role or "", 0) >= RANK["owner"]:
            self._add(menu, "trash", self.tr("Delete…"), lambda: self.delete(group))
        return menu

    def _levels(self, menu: QMenu, row: GroupRow) -> QMenu:
        """Return the choice of what is told about a group."""
        silent = row.level is Level.NOTHING
        levels = QMenu(self.tr("Notifications"), menu)
        levels.setObjectName("groupLevels")
        levels.setIcon(icon("bell-off" if silent else "bell", self._theme.tokens.text_soft, 16))
        choices = QActionGroup(levels)
        for level, words in (
            (Level.ALL, self.tr("All messages")),
            (Level.MENTIONS, self.tr("Only mentions")),
            (Level.NOTHING, self.tr("Nothing")),
        ):
            choice = choices.addAction(levels.addAction(words))
            choice.setCheckable(True)
            choice.setChecked(level is row.level)
            choice.triggered.connect(
                lambda _on=False, level=level: self._client.set_attention(row.id, level)
            )
        return levels

    def add_menu(self) -> QMenu:
        """Return the menu of the plus button."""
        menu = QMenu(self._window)
        menu.setObjectName("addMenu")
        self._add(menu, "search", self.tr("Find a public group…"), self.find)
        self._add(menu, "plus", self.tr("Create a group…"), self.create)
        self._add(menu, "link", self.tr("Join by link or id…"), self.join)
        return menu

    def _add(self, menu: QMenu, icon_name: str, text: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(icon(icon_name, self._theme.tokens.text_soft, 16), text)
        action.triggered.connect(lambda _checked=False: act())
        return action
