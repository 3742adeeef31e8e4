"""How the program behaves towards the desktop: preferences, notifications, tray and badge."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from chat_desktop.core.ports import Client
from chat_desktop.look.theme import Theme
from chat_desktop.preferences import Preferences
from chat_desktop.system.badge import app_icon
from chat_desktop.system.calm import system_reduces_motion
from chat_desktop.system.desktop_notifications import DesktopNotifications
from chat_desktop.system.notification import Way
from chat_desktop.system.notifier import Notifier
from chat_desktop.system.presenting import Presenting
from chat_desktop.system.tray import Tray
from chat_desktop.translations.languages import Translations
from chat_desktop.windows.main_window import MainWindow
from protocol.scalars import GroupId

LATER_MS: Final = 1_000
"""So long after the window is shown the desktop is asked what it has; nobody waits for that."""

HOUR_MS: Final = 3_600_000


def wall_clock() -> int:
    """Return the time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Manners(QObject):
    """Belongs to one window. `opened` is emitted when a notification leads to a message.

    It dresses the program at once as the preferences say, and each time that they change.
    """

    opened = Signal(object, str, int)

    def __init__(
        self,
        app: QApplication,
        theme: Theme,
        window: MainWindow,
        preferences: Preferences,
        *,
        ways: Sequence[Way] = (),
        now: Callable[[], int] = wall_clock,
    ) -> None:
        super().__init__()
        self._app, self._theme, self._window = app, theme, window
        self._preferences, self._now = preferences, now
        self._unread = 0
        self._stopped = False
        self.translations = Translations(app, preferences.language.value)
        self.notifier = Notifier(preferences, self._in_view, parent=self)
        self.tray = Tray(self.notifier.clicked, parent=self)
        self._desktop = DesktopNotifications(
            self.notifier.clicked, lambda: self.tr("Open", "a notification's button")
        )
        own: list[Way] = [self._desktop, self.tray]
        self._presenting = Presenting(ways or own, lambda: app.alert(window))
        self.notifier.present_by(self._presenting)
        self._asking: asyncio.Task[None] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._connect()
        for name in ("theme", "text_size", "reduced_motion"):
            self._apply(name)

    def _connect(self) -> None:
        window, tray = self._window, self.tray
        self._preferences.changed.connect(self._apply)
        self.notifier.opened.connect(self.opened)
        self.notifier.raised.connect(window.bring_to_front)
        tray.open_wanted.connect(window.bring_to_front)
        tray.toggle_wanted.connect(self._toggle)
        tray.quiet_wanted.connect(self._hush)
        tray.quit_wanted.connect(window.quit)
        tray.menu.aboutToShow.connect(lambda: tray.set_quiet(self.is_hushed()))
        window.unread_changed.connect(self._count)
        window.group_shown.connect(self._looked_at)
        window.keeps_running = self._stays
        window.is_quiet = self.is_hushed
        window.quiet_wanted.connect(self._hush)
        self._app.applicationStateChanged.connect(self._look)
        self._later.timeout.connect(self._settle)

    # --- the accounts

    def follow(self, client: Client) -> None:
        """Tell of what arrives at this client from now on."""
        self.notifier.follow(client)

    def forget(self, client: Client) -> None:
        """Tell no more of this client."""
        self.notifier.forget(client)

    # --- beginning and end

    def start(self) -> None:
        """Ask the desktop for its tray and its wishes, soon after the window is shown."""
        self._later.start(LATER_MS)

    async def stop(self) -> None:
        """Take everything away that is outside of the window."""
        if self._stopped:
            return
        self._stopped = True
        self._later.stop()
        self._app.applicationStateChanged.disconnect(self._look)
        self._preferences.changed.disconnect(self._apply)
        self.tray.vanish()
        if self._asking is not None:
            self._asking.cancel()
        await self._presenting.stop()
        await self._desktop.stop()
        self.translations.end()

    def _settle(self) -> None:
        self.tray.appear()
        self._asking = asyncio.get_running_loop().create_task(self._ask_about_motion())

    async def _ask_about_motion(self) -> None:
        self._theme.motion.set_system_reduces(await system_reduces_motion())

    # --- preferences

    def _apply(self, name: str) -> None:
        preferences = self._preferences
        if name == "theme":
            self._theme.choose(preferences.theme)
        elif name == "text_size":
            self._theme.resize_text(preferences.text_size)
        elif name == "reduced_motion":
            self._theme.motion.choose(preferences.reduced_motion)
        elif name == "language" and self.translations.choose(preferences.language.value):
            self.tray.set_unread(self._unread)

    def is_hushed(self) -> bool:
        """Whether the user asked for quiet for now."""
        return self._now() < self._preferences.hushed_until

    def _hush(self, hush: bool) -> None:
        self._preferences.hushed_until = self._now() + HOUR_MS if hush else 0

    # --- the window

    def _attended(self) -> bool:
        """Return whether the keyboard belongs to one of the program's windows."""
        return self._app.activeWindow() is not None

    def _in_view(self, client: Client, group: GroupId) -> bool:
        """Return whether the user has this group before the eyes."""
        window = self._window
        if not self._attended() or not window.isVisible() or not window.has_client:
            return False
        workspace = window.workspace
        return workspace.client is client and workspace.group == group

    def _look(self) -> None:
        """The program came to the front: what is open there is looked at."""
        window = self._window
        if self._attended() and window.has_client:
            group = window.workspace.group
            if group is not None:
                self._looked_at(window.workspace.client, group)

    def _looked_at(self, client: Client, group: GroupId) -> None:
        self.notifier.clear(client, group)

    def _count(self, unread: int) -> None:
        self._unread = unread
        self._window.setWindowIcon(app_icon(unread))
        self._app.setBadgeNumber(unread)
        self.tray.set_unread(unread)

    def _stays(self) -> bool:
        """Return whether the closed window leaves the program in the tray."""
        return self._preferences.keep_in_tray and self.tray.shown

    def _toggle(self) -> None:
        window = self._window
        if window.isVisible() and window.isActiveWindow() and self._stays():
            window.hide()
        else:
            window.bring_to_front()
