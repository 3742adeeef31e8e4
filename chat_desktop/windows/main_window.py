"""The main window: one workspace, its shortcuts, the settings menu, the place on the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from chat_desktop.core.ports import Change, Client, GroupsChanged, StatusChanged
from chat_desktop.look.icons import icon
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.actions import Actions
from chat_desktop.windows.memory import Memory
from chat_desktop.windows.parts.empty import EmptyState
from chat_desktop.windows.parts.menus import popup
from chat_desktop.windows.shortcuts_dialog import ShortcutsDialog
from chat_desktop.windows.workspace import Workspace

DEFAULT_SIZE = QSize(1280, 820)
LEAST_SIZE = QSize(640, 480)


class MainWindow(QMainWindow):
    """Shows one client at a time; `use` puts another in its place."""

    closed = Signal()
    log_in_wanted = Signal()
    admin_wanted = Signal()

    def __init__(self, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self._theme, self._memory = theme, memory
        self._workspace: Workspace | None = None
        self._end: Callable[[], None] | None = None
        self._was_maximized = False
        self._asked_to_log_in = False
        self._unread = 0
        self.setMinimumSize(LEAST_SIZE)
        self.setWindowIcon(icon("parlance", "#000000", 64))
        self.setWindowTitle("Parlance")
        self.setCentralWidget(EmptyState(theme, "parlance", "Parlance", self.tr("Opening…")))
        self._restore_place()
        self.acts = Actions(self)
        self._bind_actions()

    # --- the client

    @property
    def has_client(self) -> bool:
        """Whether a client is shown."""
        return self._workspace is not None

    @property
    def workspace(self) -> Workspace:
        """What is shown."""
        if self._workspace is None:
            raise RuntimeError("the window has no client yet")
        return self._workspace

    def use(self, client: Client) -> None:
        """Show this client, and no other any more."""
        self._leave()
        workspace = Workspace(client, self._theme)
        workspace.settings_wanted.connect(self._settings_menu)
        workspace.log_in_wanted.connect(self.log_in_wanted)
        workspace.opened.connect(lambda group: self._memory.set_text("group", group))
        if (columns := self._memory.state("columns")) is not None:
            workspace.splitter.restoreState(columns)
        workspace.set_members_wanted(self._memory.text("members") != "hidden")
        workspace.set_asked_to_log_in(self._asked_to_log_in)
        self._workspace = workspace
        self.setCentralWidget(workspace)
        self._end = client.listen(self._told)
        self._open_first()

    def set_asked_to_log_in(self, asked: bool) -> None:
        """Let the login dialog speak alone while it is open, whatever client is behind it."""
        self._asked_to_log_in = asked
        if self._workspace is not None:
            self._workspace.set_asked_to_log_in(asked)

    def _leave(self) -> None:
        if self._end is not None:
            self._end()
            self._end = None
        if self._workspace is not None:
            self._keep_columns(self._workspace)
            self._workspace.end()
            self._workspace = None

    def _told(self, change: Change) -> None:
        if isinstance(change, GroupsChanged | StatusChanged):
            self._open_first()
            self._show_title()

    def _open_first(self) -> None:
        """Open what was open the last time, as soon as the groups are known."""
        if self._workspace is not None and self._workspace.pane.group is None:
            wanted = self._memory.text("group")
            if wanted and self._workspace.client.group(wanted) is not None:
                self._workspace.open_group(wanted)
        self._show_title()

    def _show_title(self) -> None:
        client = self.workspace.client
        unread = sum(row.unread for row in client.groups)
        if unread > self._unread and not self.isActiveWindow():
            QApplication.alert(self)
        self._unread = unread
        self.setWindowTitle(f"({unread}) Parlance" if unread else "Parlance")

    # --- shortcuts and menus

    def _bind_actions(self) -> None:
        """Say what each action of the table does; one that needs a client waits for it."""
        for name, do in (
            ("quickSwitch", lambda: self.workspace.switch()),
            ("nextGroup", lambda: self.workspace.step(1)),
            ("previousGroup", lambda: self.workspace.step(-1)),
            ("filterGroups", lambda: self.workspace.sidebar.search.setFocus()),
            ("newGroup", lambda: self.workspace.groups.create()),
            ("findGroup", lambda: self.workspace.groups.find()),
            ("joinGroup", lambda: self.workspace.groups.join()),
            ("markRead", lambda: self.workspace.pane.mark_read()),
            ("showMembers", self._toggle_members),
            ("profile", lambda: self.workspace.people.my_profile()),
        ):
            self.acts.bind(name, partial(self._with_client, do))
        self.acts.bind("shortcuts", self.show_shortcuts)
        self.acts.bind("fullScreen", self._toggle_full_screen)
        self.acts.bind("quit", self.close)

    def _with_client(self, do: Callable[[], object]) -> None:
        if self._workspace is not None:
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
        ShortcutsDialog(self, self._theme).open()

    def settings_menu(self) -> QMenu:
        """Return the menu of the gear."""
        menu = QMenu(self)
        menu.setObjectName("settingsMenu")
        ink = self._theme.tokens.text_soft
        people = self.workspace.people
        me = self.workspace.client.me
        if me is not None:
            profile = menu.addAction(icon("person", ink, 16), self.tr("Your profile…"))
            profile.triggered.connect(people.my_profile)
        looks = menu.addMenu(icon("sun", ink, 16), self.tr("Appearance"))
        choices = QActionGroup(looks)
        for choice, words in (
            (ThemeChoice.SYSTEM, self.tr("Like the system")),
            (ThemeChoice.LIGHT, self.tr("Light")),
            (ThemeChoice.DARK, self.tr("Dark")),
        ):
            action = looks.addAction(words)
            action.setCheckable(True)
            action.setChecked(choice is self._theme.choice)
            action.triggered.connect(lambda _on=False, choice=choice: self.choose_theme(choice))
            choices.addAction(action)
        menu.addAction(self.acts["shortcuts"])
        if me is not None and me.superuser:
            admin = menu.addAction(icon("shield", ink, 16), self.tr("Administration…"))
            admin.setObjectName("openAdmin")
            admin.triggered.connect(self.admin_wanted)
        menu.addSeparator()
        if me is not None:
            out = menu.addAction(icon("leave", ink, 16), self.tr("Log out…"))
            out.triggered.connect(people.log_out)
        else:
            enter = menu.addAction(icon("arrow-right", ink, 16), self.tr("Log in…"))
            enter.triggered.connect(self.log_in_wanted)
        menu.addAction(self.acts["quit"])
        return menu

    def _settings_menu(self, where: QPoint) -> None:
        menu = self.settings_menu()
        popup(menu, where - QPoint(0, menu.sizeHint().height() + 4))

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Put on a theme and keep the choice."""
        self._theme.choose(choice)
        self._memory.set_text("theme", choice.value)

    # --- the place on the screen

    def _restore_place(self) -> None:
        kept = self._memory.state("geometry")
        if kept is None or not self.restoreGeometry(kept):
            self.resize(DEFAULT_SIZE)
        middle = self.frameGeometry().center()
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if not any(area.contains(middle) for area in screens) and screens:
            # The screen it was on is gone.
            self.resize(DEFAULT_SIZE.boundedTo(screens[0].size()))
            self.move(screens[0].center() - self.rect().center())

    def _keep_columns(self, workspace: Workspace) -> None:
        self._memory.set_state("columns", workspace.splitter.saveState())
        self._memory.set_text("members", "" if workspace.members_wanted else "hidden")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the place; the program ends with its window."""
        self._memory.set_state("geometry", self.saveGeometry())
        self._leave()
        self._memory.save()
        event.accept()
        self.closed.emit()

    def bring_to_front(self) -> None:
        """Show the window to the user, who asked for it elsewhere."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
