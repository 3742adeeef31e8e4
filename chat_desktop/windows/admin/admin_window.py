"""The superuser's window: every user, every group, every message of a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.core.ports import Client
from chat_desktop.look.icons import icon
from chat_desktop.look.slices import Slices
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.admin.admin_model import Column
from chat_desktop.windows.admin.admin_page import Act, AdminPage
from chat_desktop.windows.parts.ask import ask, confirm
from chat_desktop.windows.parts.controls import ElidedLabel, button, label
from chat_desktop.windows.parts.sheet import Sheet
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.parts.times import full_time
from chat_desktop.windows.parts.toast import Toast
from protocol.commands import AdminAction
from protocol.views import AdminGroup, AdminMessage, AdminUser

translate = QCoreApplication.translate

TIME: Final = 192
"""The width of a date with its time, in the languages that write it longest."""


class NewPasswordDialog(Sheet):
    """Shows the password that the server made, once."""

    def __init__(self, parent: QWidget, theme: Theme, username: str, password: str) -> None:
        super().__init__(parent, theme, translate("NewPasswordDialog", "New password"))
        self.setObjectName("newPasswordDialog")
        words = self.tr("{name} can log in with this password now. It is not shown again.")
        self.body.addWidget(label(words.format(name=username), tone="soft", wrap=True))
        shown = QLineEdit(password)
        shown.setObjectName("madePassword")
        shown.setAccessibleName(self.tr("The new password"))
        shown.setReadOnly(True)
        copy = button(self.tr("Copy"), kind="primary")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(password))
        copy.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(shown, 1)
        row.addWidget(copy)
        self.body.addLayout(row)


def _place(tabs: QTabWidget, words: str) -> QWidget:
    """Return a new tab for a page to be put in: filled elsewhere, it would be styled twice."""
    made = QWidget()
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    tabs.addTab(made, words)
    return made


class AdminWindow(QMainWindow):
    """Three tables over the `admin_*` commands; the server refuses who is no superuser."""

    def __init__(self, parent: QWidget, theme: Theme, client: Client) -> None:
        super().__init__(parent)
        self.setObjectName("adminWindow")
        self.setWindowTitle(self.tr("Administration"))
        self.setWindowIcon(icon("parlance", "#000000", 64))
        self.resize(1180, 720)
        self._theme, self._client = theme, client
        self._tasks = Tasks(self._say)
        self._group: AdminGroup | None = None
        self.tabs = QTabWidget()
        self.tabs.setObjectName("adminTabs")
        self.tabs.setDocumentMode(True)
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.tabs)
        self.setCentralWidget(inside)
        self._places = [_place(self.tabs, words) for words in self._titles()]
        self.tabs.setTabEnabled(2, False)
        self._toast = Toast(inside)
        self.users.load()
        self.slices = Slices(self)
        QTimer.singleShot(0, self, lambda: self.slices.begin(self._make_others()))

    def _titles(self) -> tuple[str, str, str]:
        return self.tr("Users"), self.tr("Groups"), self.tr("Messages")

    def _make_others(self) -> Iterator[None]:
        """Make the tables that are not seen at first; what needs one sooner has it at once."""
        self.groups.load()
        yield
        _ = self.messages
        yield

    @cached_property
    def users(self) -> AdminPage[AdminUser]:
        """The table of users."""
        return self._users_page(self._places[0])

    @cached_property
    def groups(self) -> AdminPage[AdminGroup]:
        """The table of groups."""
        return self._groups_page(self._places[1])

    @cached_property
    def messages(self) -> AdminPage[AdminMessage]:
        """The table of one group's messages."""
        return self._messages_page(self._places[2])

    def _say(self, words: str) -> None:
        self._toast.say(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Load nothing more."""
        self.slices.stop()
        self._tasks.cancel()
        super().closeEvent(event)

    # --- users

    def _users_page(self, place: QWidget) -> AdminPage[AdminUser]:
        columns = (
            Column[AdminUser](self.tr("Username"), lambda user: user.username, 150),
            Column[AdminUser](self.tr("Display name"), lambda user: user.display_name),
            Column[AdminUser](self.tr("E-mail"), lambda user: user.email or "", 190),
            Column[AdminUser](self.tr("State"), self._user_state, 170),
            Column[AdminUser](self.tr("Groups"), lambda user: str(user.groups), 80, numbers=True),
            Column[AdminUser](self.tr("Since"), lambda user: full_time(user.created), TIME),
            Column[AdminUser](self.tr("Last seen"), self._last_seen, TIME),
        )
        acts = (
            Act[AdminUser](
                self.tr("Reset password…"), self._reset_password, lambda user: user.active
            ),
            Act[AdminUser](
                self.tr("Make superuser…"), self._make_admin, lambda user: not user.superuser
            ),
            Act[AdminUser](
                self.tr("Activate"),
                lambda user: self._client.admin_act("activate", user.id),
                lambda user: not user.active,
            ),
            Act[AdminUser](
                self.tr("Deactivate…"),
                self._deactivate,
                lambda user: user.active and not self._is_me(user),
                danger=True,
            ),
        )
        search = self.tr("Search users by name or e-mail")
        return AdminPage(
            place, self._theme, "adminUsers", search, columns, self._load_users, acts, self._tasks
        )

    def _is_me(self, user: AdminUser) -> bool:
        return self._client.me is not None and user.id == self._client.me.id

    def _user_state(self, user: AdminUser) -> str:
        if not user.active:
            return self.tr("Deactivated")
        state = self.tr("Online") if user.online else self.tr("Offline")
        rank = self.tr("superuser")
        return f"{state}, {rank}" if user.superuser else state

    def _last_seen(self, user: AdminUser) -> str:
        if user.online:
            return self.tr("Now")
        return self.tr("Never") if user.last_seen is None else full_time(user.last_seen)

    async def _load_users(
        self, query: str, after: str | None
    ) -> tuple[Sequence[AdminUser], str | None]:
        page = await self._client.admin_users(query, after)
        return page.users, page.next

    async def _deactivate(self, user: AdminUser) -> None:
        question = self.tr("Deactivate {name}?").format(name=user.username)
        meaning = self.tr("They are logged out everywhere and cannot log in until activated.")
        if await confirm(self, question, meaning, self.tr("Deactivate"), danger=True):
            await self._client.admin_act("deactivate", user.id)

    async def _make_admin(self, user: AdminUser) -> None:
        question = self.tr("Make {name} a superuser?").format(name=user.username)
        meaning = self.tr("They can read every group and act on every user, you included.")
        if await confirm(self, question, meaning, self.tr("Make superuser"), danger=True):
            await self._client.admin_act("make_admin", user.id)

    async def _reset_password(self, user: AdminUser) -> None:
        question = self.tr("Reset the password of {name}?").format(name=user.username)
        meaning = self.tr("The old one stops working and they are logged out everywhere.")
        if not await confirm(self, question, meaning, self.tr("Reset password"), danger=True):
            return
        done = await self._client.admin_act("reset_password", user.id)
        if done.password is not None:
            shown: QDialog = NewPasswordDialog(self, self._theme, user.username, done.password)
            await ask(shown)

    # --- groups

    def _groups_page(self, place: QWidget) -> AdminPage[AdminGroup]:
        columns = (
            Column[AdminGroup](self.tr("Name"), lambda group: group.name, 200),
            Column[AdminGroup](self.tr("Topic"), lambda group: group.topic),
            Column[AdminGroup](self.tr("Visibility"), self._visibility, 100),
            Column[AdminGroup](self.tr("Owner"), lambda group: group.owner or "", 130),
            Column[AdminGroup](
                self.tr("Members"), lambda group: str(group.members), 90, numbers=True
            ),
            Column[AdminGroup](self.tr("Messages"), lambda group: str(group.n), 100, numbers=True),
            Column[AdminGroup](self.tr("Since"), lambda group: full_time(group.created), TIME),
        )
        acts = (
            Act[AdminGroup](self.tr("Show messages"), self._show_messages, lambda _group: True),
            Act[AdminGroup](
                self.tr("Delete group…"),
                self._delete_group,
                lambda group: not group.closed,
                danger=True,
            ),
        )
        page = AdminPage(
            place,
            self._theme,
            "adminGroups",
            self.tr("Search groups by name"),
            columns,
            self._load_groups,
            acts,
            self._tasks,
        )
        page.table.doubleClicked.connect(lambda _index: self._open_messages())
        return page

    def _visibility(self, group: AdminGroup) -> str:
        if group.closed:
            return self.tr("Closed")
        return self.tr("Public") if group.visibility == "public" else self.tr("Private")

    async def _load_groups(
        self, query: str, after: str | None
    ) -> tuple[Sequence[AdminGroup], str | None]:
        page = await self._client.admin_groups(query, after)
        return page.groups, page.next

    async def _delete_group(self, group: AdminGroup) -> None:
        question = self.tr("Delete {name} for everybody?").format(name=group.name)
        meaning = self.tr("All its messages go with it. This cannot be undone.")
        if await confirm(self, question, meaning, self.tr("Delete group"), danger=True):
            await self._client.admin_act("delete_group", group.id)

    def _open_messages(self) -> None:
        if (group := self.groups.current) is not None:
            self._tasks.spawn(self._show_messages(group))

    async def _show_messages(self, group: AdminGroup) -> None:
        self._group = group
        self.messages.load()
        self._of_group.setText(group.name)
        self.tabs.setTabEnabled(2, True)
        self.tabs.setCurrentIndex(2)

    # --- messages

    def _messages_page(self, place: QWidget) -> AdminPage[AdminMessage]:
        columns = (
            Column[AdminMessage](self.tr("Time"), lambda message: full_time(message.at), TIME),
            Column[AdminMessage](self.tr("Author"), lambda message: message.username, 140),
            Column[AdminMessage](self.tr("Message"), self._message_words),
            Column[AdminMessage](
                self.tr("Number"), lambda message: str(message.n), 90, numbers=True
            ),
        )
        acts = (
            Act[AdminMessage](
                self.tr("Delete message…"),
                self._delete_message,
                lambda message: not message.deleted,
                danger=True,
            ),
        )
        page = AdminPage(
            place,
            self._theme,
            "adminMessages",
            self.tr("Search the messages of this group"),
            columns,
            self._load_messages,
            acts,
            self._tasks,
        )
        self._of_group = ElidedLabel(pixels=Size.TITLE, bold=True)
        self._of_group.setObjectName("adminMessagesGroup")
        page.top.insertWidget(0, self._of_group, 1)
        return page

    def _message_words(self, message: AdminMessage) -> str:
        if message.deleted or message.text is None:
            return self.tr("(deleted)")
        return message.text

    async def _load_messages(
        self, query: str, after: str | None
    ) -> tuple[Sequence[AdminMessage], str | None]:
        if self._group is None:
            return (), None
        before = int(after) if after is not None else None
        page = await self._client.admin_messages(self._group.id, query, before)
        # Pages go back in time; the table has the newest on top.
        newest_first = list(reversed(page.messages))
        goes_on = page.more and newest_first
        return newest_first, str(newest_first[-1].seq) if goes_on else None

    async def _delete_message(self, message: AdminMessage) -> None:
        if self._group is None:
            return
        question = self.tr("Delete this message of {name}?").format(name=message.username)
        meaning = self.tr("It is taken back for everybody.")
        action: AdminAction = "delete_message"
        if await confirm(self, question, meaning, self.tr("Delete message"), danger=True):
            await self._client.admin_act(action, self._group.id, seq=message.seq)
