"""The main window: the accounts side by side, one workspace for each that was looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QWidget

from chat_desktop.core.attention import Level
from chat_desktop.core.ports import Change, Client, GroupsChanged, StatusChanged, UsersChanged
from chat_desktop.look.curtain import paint_later
from chat_desktop.look.icons import icon
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.account.strip import KEYS, AccountRow, AccountStrip
from chat_desktop.windows.actions import Actions
from chat_desktop.windows.memory import Memory
from chat_desktop.windows.parts.links import server_name
from chat_desktop.windows.parts.menus import popup
from chat_desktop.windows.parts.tasks import next_turn
from chat_desktop.windows.place import LEAST_SIZE, keep_place, restore_place
from chat_desktop.windows.window_menus import account_menu, settings_menu
from chat_desktop.windows.workspace import Workspace


class Face(Struct, frozen=True):
    """Whose account it is, as far as that is known while nobody is signed in."""

    user: str
    name: str


class MainWindow(QMainWindow):
    """Holds the clients in the order of the strip; `use` shows one of them."""

    closed = Signal()
    log_in_wanted = Signal()
    add_account_wanted = Signal()
    account_wanted = Signal(object)
    """The user wants to look at this client, now."""
    account_new = Signal(object)
    """The user wants to look at this client for the first time: it is to be prepared before."""
    removal_wanted = Signal(object)
    """The user wants this client, whose session is over, out of the window."""
    link_wanted = Signal(str)
    """A link to a group on a server that is not the current client's."""
    admin_wanted = Signal()
    settings_wanted = Signal()
    quiet_wanted = Signal(bool)
    """No notifications for an hour, or again."""
    group_shown = Signal(object, str)
    """A group of this client is before the user's eyes now."""
    language_changed = Signal()
    unread_changed = Signal(int)
    """How many messages are unread in groups that the user wants to be told about."""

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._theme, self._memory = theme, memory
        self._clients: dict[Client, Face | None] = {}
        self._ends: dict[Client, Callable[[], None]] = {}
        self._workspaces: dict[Client, Workspace] = {}
        self._begun: dict[Client, Workspace] = {}
        self._current: Client | None = None
        self._login: QWidget | None = None
        self._logging_in: Client | None = None
        self._was_maximized = False
        self._quits = False
        self._unread = 0
        self.keeps_running: Callable[[], bool] = lambda: False
        """Asked when the window is closed: whether the program stays without it."""
        self.is_quiet: Callable[[], bool] = lambda: False
        """Asked by the menu of the gear: whether the user wanted quiet for now."""
        self.setMinimumSize(LEAST_SIZE)
        self.setWindowIcon(icon("parlance", "#000000", 64))
        self.setWindowTitle("Parlance")
        self.strip = AccountStrip(theme)
        self.strip.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(QWidget())
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.strip)
        row.addWidget(self._pages, 1)
        self.setCentralWidget(central)
        self.strip.chosen.connect(self._choose)
        self.strip.add_wanted.connect(self.add_account_wanted)
        self.strip.menu_wanted.connect(self._account_menu)
        restore_place(self, memory)
        self.acts = Actions(self)
        self._bind_actions()

    # --- the accounts

    @property
    def clients(self) -> Sequence[Client]:
        """The clients in the order of the strip."""
        return tuple(self._clients)

    def add(self, client: Client, face: Face | None = None) -> None:
        """Let the strip have one more account; its workspace is made when it is looked at."""
        if client not in self._clients:
            self._clients[client] = face
            self._ends[client] = client.listen(partial(self._told, client))
            self._show_accounts()

    def remove(self, client: Client) -> None:
        """Let an account go, and all that was shown of it."""
        if client in self._clients:
            del self._clients[client]
            self._ends.pop(client)()
            self._end_workspace(client)
            if client is self._current:
                self._current = None
                self._pages.setCurrentIndex(0)
            self._show_accounts()

    @property
    def has_client(self) -> bool:
        """Whether a client is shown."""
        return self._current is not None

    @property
    def workspace(self) -> Workspace:
        """What is shown of the current client."""
        if self._current is None:
            raise RuntimeError("the window has no client yet")
        return self._workspaces[self._current]

    def use(self, client: Client) -> None:
        """Show this client, as it was left when it was shown before."""
        self.add(client)
        self.leave_login()
        if client not in self._workspaces:
            self._make_workspace(client)
        self._current = client
        self._pages.setCurrentWidget(self._workspaces[client])
        self._open_first(client)
        self._workspaces[client].take_focus()
        self._show_accounts()
        if (group := self._workspaces[client].group) is not None:
            self.group_shown.emit(client, group)

    def show_login(self, screen: QWidget, client: Client | None = None) -> None:
        """Show a screen to log in on, in place of the groups: for a new account, or this one's."""
        self.leave_login()
        self._login, self._logging_in = screen, client
        self._pages.addWidget(screen)
        self._pages.setCurrentWidget(screen)
        self._show_accounts()

    def leave_login(self) -> None:
        """Take the screen to log in on away."""
        if self._login is not None:
            self._pages.removeWidget(self._login)
            self._login.deleteLater()
            self._login = None
            if self._current is not None:
                self._pages.setCurrentWidget(self._workspaces[self._current])

    async def prepare(self, client: Client) -> None:
        """Make what `use` shows of a client, a part in each turn of the loop."""
        self.add(client)
        if client not in self._workspaces and client not in self._begun:
            begun = self._begin_workspace(client)
            while self._begun.get(client) is begun and begun.build():
                await next_turn()
            if self._begun.get(client) is begun:
                self._make_workspace(client)

    def _begin_workspace(self, client: Client) -> Workspace:
        workspace = self._begun[client] = Workspace(client, self._theme, whole=False)
        self._pages.addWidget(workspace)
        return workspace

    def _make_workspace(self, client: Client) -> None:
        if client not in self._begun:
            self._begin_workspace(client)
        workspace = self._begun.pop(client)
        workspace.build_all()
        workspace.settings_wanted.connect(self._settings_menu)
        workspace.log_in_wanted.connect(self.log_in_wanted)
        workspace.elsewhere_wanted.connect(self.link_wanted)
        workspace.opened.connect(lambda group: self._memory.set_text(_group_name(client), group))
        workspace.opened.connect(partial(self.group_shown.emit, client))
        if (columns := self._memory.state("columns")) is not None:
            workspace.splitter.restoreState(columns)
        workspace.set_members_wanted(self._memory.text("members") != "hidden")
        workspace.pane.keep_emoji_in(self._memory)
        self._workspaces[client] = workspace

    def _end_workspace(self, client: Client) -> None:
        if client in self._begun:
            self._make_workspace(client)
        workspace = self._workspaces.pop(client, None)
        if workspace is not None:
            self._keep_columns(workspace)
            workspace.end()
            self._pages.removeWidget(workspace)
            workspace.tasks.when_ended(workspace.deleteLater)

    def _told(self, client: Client, change: Change) -> None:
        if isinstance(change, GroupsChanged | StatusChanged):
            self._open_first(client)
        if isinstance(change, GroupsChanged | StatusChanged | UsersChanged):
            self._show_accounts()

    def _open_first(self, client: Client) -> None:
        """Open what was open the last time, as soon as the groups are known."""
        workspace = self._workspaces.get(client)
        if workspace is not None and workspace.pane.group is None and client.me is not None:
            wanted = self._memory.text(_group_name(client))
            if wanted and client.group(wanted) is not None:
                workspace.open_group(wanted)

    def _show_accounts(self) -> None:
        rows = [self._row(client, face) for client, face in self._clients.items()]
        looked_at = self._current if self._login is None else self._logging_in
        clients = list(self._clients)
        shown = clients.index(looked_at) if looked_at in clients else None
        self.strip.show_rows(rows, shown)
        unread = sum(row.unread for row in rows)
        if unread > self._unread and not self.isActiveWindow():
            QApplication.alert(self)
        if unread != self._unread:
            self._unread = unread
            self.setWindowTitle(f"({unread}) Parlance" if unread else "Parlance")
            self.unread_changed.emit(unread)

    @staticmethod
    def _row(client: Client, face: Face | None) -> AccountRow:
        me = client.me
        if me is not None:
            face = Face(me.id, me.display_name or me.username)
        told = [row for row in client.groups if row.level is not Level.NOTHING]
        return AccountRow(
            face.user if face else "",
            face.name if face else "Parlance",
            server_name(client.server_url),
            client.status.state,
            sum(row.unread for row in told),
            any(row.unread for row in client.groups),
        )

    def _choose(self, place: int) -> None:
        clients = list(self._clients)
        if place < len(clients):
            known = clients[place] in self._workspaces
            (self.account_wanted if known else self.account_new).emit(clients[place])

    # --- actions and menus

    def _bind_actions(self) -> None:
        """Say what each action of the table does; one that needs a client waits for it."""
        for name, do in (
            ("quickSwitch", lambda: self.workspace.switch()),
            ("nextGroup", lambda: self.workspace.step(1)),
            ("previousGroup", lambda: self.workspace.step(-1)),
            ("searchAll", lambda: self.workspace.finding.search_everywhere()),
            ("searchGroup", lambda: self.workspace.finding.search_group()),
            ("jumpToDate", lambda: self.workspace.dates.open_in_middle()),
            ("olderHit", lambda: self.workspace.finding.step(1)),
            ("newerHit", lambda: self.workspace.finding.step(-1)),
            ("nextUnread", lambda: self.workspace.step_unread(1)),
            ("previousUnread", lambda: self.workspace.step_unread(-1)),
            ("nextPart", lambda: self.workspace.focus_part(1)),
            ("previousPart", lambda: self.workspace.focus_part(-1)),
            ("firstUnread", lambda: self.workspace.show_unread()),
            ("groupSettings", lambda: self.workspace.show_details()),
            ("newGroup", lambda: self.workspace.groups.create()),
            ("findGroup", lambda: self.workspace.groups.find()),
            ("joinGroup", lambda: self.workspace.groups.join()),
            ("markRead", lambda: self.workspace.pane.mark_read()),
            ("showMembers", self._toggle_members),
            ("profile", lambda: self.workspace.people.my_profile()),
        ):
            self.acts.bind(name, partial(self._with_client, do))
        for place in range(KEYS):
            self.acts.bind(f"account{place + 1}", partial(self._choose, place))
        self.acts.bind("addAccount", self.add_account_wanted.emit)
        self.acts.bind("shortcuts", self.show_shortcuts)
        self.acts.bind("fullScreen", self._toggle_full_screen)
        self.acts.bind("settings", self.settings_wanted.emit)
        self.acts.bind("quit", self.quit)

    def _with_client(self, do: Callable[[], object]) -> None:
        if self._current is not None and self._login is None:
            do()

    def _toggle_members(self) -> None:
        self.workspace.set_members_wanted(not self.workspace.members_wanted)

    def _toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self.showMaximized() if self._was_maximized else self.showNormal()
        else:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()

    def show_shortcuts(self) -> None:
        """Show all keys."""
        from chat_desktop.windows.shortcuts_dialog import open_shortcuts

        # Importing it has a turn of the loop of its own.
        QTimer.singleShot(0, self, partial(open_shortcuts, self, self._theme))

    def settings_menu(self) -> QMenu:
        """Return the menu of the gear."""
        return settings_menu(self, self._theme)

    def _settings_menu(self, where: QPoint) -> None:
        menu = self.settings_menu()
        popup(menu, where - QPoint(0, menu.sizeHint().height() + 4))

    def _account_menu(self, place: int, where: QPoint) -> None:
        popup(account_menu(self, self.clients[place], self._theme), where)

    def log_out(self, client: Client) -> None:
        """Show an account and ask whether it is to be logged out."""
        self.account_wanted.emit(client)
        if client is self._current and client.me is not None:
            self.workspace.people.log_out()

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Put on a theme and keep the choice."""
        self._theme.choose(choice)
        self._memory.preferences.theme = choice

    # --- the place on the screen

    def _keep_columns(self, workspace: Workspace) -> None:
        if (columns := workspace.columns_state()) is not None:
            self._memory.set_state("columns", columns)
        self._memory.set_text("members", "" if workspace.members_wanted else "hidden")

    def changeEvent(self, event: QEvent) -> None:
        """Say everything anew in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "acts"):
            self.acts.rename()
            for client in list(self._workspaces):
                self._end_workspace(client)
                self._make_workspace(client)
                self._open_first(client)
            if self._current is not None and self._login is None:
                self._pages.setCurrentWidget(self._workspaces[self._current])
            self.language_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out now and paint in the next turn: a hand at the edge asks for sixty a second."""
        super().resizeEvent(event)
        paint_later(self)

    def quit(self) -> None:
        """End the program, wherever else closing the window would leave it."""
        self._quits = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the place; the program ends with its window, unless it stays in the tray."""
        keep_place(self, self._memory)
        app = QApplication.instance()
        logs_out = isinstance(app, QGuiApplication) and app.isSavingSession()
        ends = self._quits or logs_out
        if not ends and self.keeps_running():
            self._memory.save()
            event.ignore()
            self.hide()
            return
        for client in self.clients:
            self.remove(client)
        self._memory.save()
        event.accept()
        self.closed.emit()

    def bring_to_front(self) -> None:
        """Show the window to the user, who asked for it elsewhere."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()


def _group_name(client: Client) -> str:
    """Return under which name the open group of an account is remembered."""
    me = client.me
    whose = f"{client.server_url}#{me.id if me else ''}"
    return f"group-{hashlib.sha256(whose.encode()).hexdigest()[:12]}"
