"""The icon in the system tray, where there is one: unread badge, a short menu, notifications."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from chat_desktop.system.badge import app_icon
from chat_desktop.system.bus import NoAnswer
from chat_desktop.system.notification import Notification


def tray_is_there() -> bool:
    """Return whether this desktop has a tray now; a panel may come and go."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """`appear` shows it where there is a tray. As a `Way` it shows one notification at a time."""

    open_wanted = Signal()
    toggle_wanted = Signal()
    """The icon itself was clicked: show the window, or put it away."""
    quiet_wanted = Signal(bool)
    quit_wanted = Signal()

    def __init__(
        self,
        clicked: Callable[[str], None],
        is_there: Callable[[], bool] = tray_is_there,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_there = is_there
        self._tag = ""
        self._unread = 0
        self._icon = QSystemTrayIcon(self)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(lambda: clicked(self._tag))
        self.menu = QMenu()
        self.menu.setObjectName("trayMenu")
        self._open = QAction(self)
        self._open.triggered.connect(self.open_wanted)
        self._quiet = QAction(self)
        self._quiet.setCheckable(True)
        self._quiet.triggered.connect(self.quiet_wanted)
        self._quit = QAction(self)
        self._quit.triggered.connect(self.quit_wanted)
        self.menu.addActions([self._open, self._quiet])
        self.menu.addSeparator()
        self.menu.addAction(self._quit)
        self._icon.setContextMenu(self.menu)
        self.set_unread(0)

    @property
    def shown(self) -> bool:
        """Whether the program can be reached by the tray, so that its window may hide."""
        return self._icon.isVisible() and self._is_there()

    def appear(self) -> bool:
        """Show the icon if there is a tray; return whether there is."""
        if self._is_there():
            self._icon.setIcon(app_icon(self._unread))
            self._icon.show()
        return self.shown

    def vanish(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def set_unread(self, count: int) -> None:
        """Show how many messages are unread, and put the menu into the present language."""
        self._unread = count
        # Its pictures take a while: they are drawn once somebody sees them.
        if self._icon.isVisible():
            self._icon.setIcon(app_icon(count))
        words = self.tr("Parlance: %n unread", "", count) if count else "Parlance"
        self._icon.setToolTip(words)
        self._open.setText(self.tr("Open Parlance"))
        self._quiet.setText(self.tr("Quiet for an hour"))
        self._quit.setText(self.tr("Quit"))

    def set_quiet(self, quiet: bool) -> None:
        """Show whether the user asked for quiet."""
        self._quiet.setChecked(quiet)

    async def show(self, tag: str, notification: Notification) -> None:
        """Show a bubble beside the icon; raises `NoAnswer` where that cannot be."""
        if not (self.shown and QSystemTrayIcon.supportsMessages()):
            raise NoAnswer("there is no tray")
        self._tag = tag
        self._icon.showMessage(notification.title, notification.body, app_icon())

    async def close(self, tag: str) -> None:
        """Let the bubble be: it goes by itself, and a click on it opens what it was about."""

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle_wanted.emit()
