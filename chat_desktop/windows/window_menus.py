"""The menus of the main window: that of the gear, and that of an account's tile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from chat_desktop.core.ports import Client
from chat_desktop.look.icons import icon
from chat_desktop.look.theme import Theme, ThemeChoice
from protocol.scalars import MAX_INTEGER

if TYPE_CHECKING:
    from chat_desktop.windows.main_window import MainWindow

translate = QCoreApplication.translate


def settings_menu(window: MainWindow, theme: Theme) -> QMenu:
    """Return the menu of the gear, for the client that the window shows."""
    menu = QMenu(window)
    menu.setObjectName("settingsMenu")
    ink = theme.tokens.text_soft
    people, me = window.workspace.people, window.workspace.client.me
    if me is not None:
        words = translate("SettingsMenu", "Your profile…")
        menu.addAction(icon("person", ink, 16), words).triggered.connect(people.my_profile)
    _add_looks(menu, window, theme)
    _add_quiet(menu, window, theme)
    settings = window.acts["settings"]
    settings.setIcon(icon("settings", ink, 16))
    menu.addAction(settings)
    shortcuts = window.acts["shortcuts"]
    shortcuts.setIcon(icon("keyboard", ink, 16))
    menu.addAction(shortcuts)
    if me is not None and me.superuser:
        words = translate("SettingsMenu", "Administration…")
        admin = menu.addAction(icon("shield", ink, 16), words)
        admin.setObjectName("openAdmin")
        admin.triggered.connect(window.admin_wanted)
    menu.addSeparator()
    add = menu.addAction(icon("person-add", ink, 16), translate("SettingsMenu", "Add account…"))
    add.setObjectName("addAccountEntry")
    add.triggered.connect(window.add_account_wanted)
    if me is not None:
        words = translate("SettingsMenu", "Log out…")
        menu.addAction(icon("leave", ink, 16), words).triggered.connect(people.log_out)
    else:
        words = translate("SettingsMenu", "Log in…")
        enter = menu.addAction(icon("arrow-right", ink, 16), words)
        enter.triggered.connect(window.log_in_wanted)
    leave = window.acts["quit"]
    leave.setIcon(icon("close", ink, 16))
    menu.addAction(leave)
    return menu


def _add_quiet(menu: QMenu, window: MainWindow, theme: Theme) -> None:
    ink, is_quiet = theme.tokens.text_soft, window.is_quiet()
    words = (
        translate("SettingsMenu", "Notify me again")
        if is_quiet
        else translate("SettingsMenu", "Quiet for an hour")
    )
    quiet = menu.addAction(icon("bell" if is_quiet else "bell-off", ink, 16), words)
    quiet.setObjectName("quiet")
    quiet.triggered.connect(lambda: window.quiet_wanted.emit(not is_quiet))


def _add_looks(menu: QMenu, window: MainWindow, theme: Theme) -> None:
    ink = theme.tokens.text_soft
    looks = menu.addMenu(icon("sun", ink, 16), translate("SettingsMenu", "Appearance"))
    choices = QActionGroup(looks)
    for choice, words in (
        (ThemeChoice.SYSTEM, translate("SettingsMenu", "Like the system")),
        (ThemeChoice.LIGHT, translate("SettingsMenu", "Light")),
        (ThemeChoice.DARK, translate("SettingsMenu", "Dark")),
    ):
        action = looks.addAction(words)
        action.setCheckable(True)
        action.setChecked(choice is theme.choice)
        action.triggered.connect(lambda _on=False, choice=choice: window.choose_theme(choice))
        choices.addAction(action)


def account_menu(window: MainWindow, client: Client, theme: Theme) -> QMenu:
    """Return the menu of an account's tile."""
    menu = QMenu(window)
    menu.setObjectName("accountMenu")
    ink = theme.tokens.text_soft
    read = menu.addAction(
        icon("read", ink, 16), translate("AccountMenu", "Mark everything as read")
    )
    read.setEnabled(any(row.unread for row in client.groups))
    read.triggered.connect(lambda: mark_all_read(client))
    menu.addSeparator()
    if client.me is not None:
        out = menu.addAction(icon("leave", ink, 16), translate("AccountMenu", "Log out…"))
        out.triggered.connect(lambda: window.log_out(client))
    else:
        words = translate("AccountMenu", "Remove this account…")
        gone = menu.addAction(icon("trash", ink, 16), words)
        gone.triggered.connect(lambda: window.removal_wanted.emit(client))
    return menu


def mark_all_read(client: Client) -> None:
    """Mark every group of an account as read."""
    for row in client.groups:
        if row.unread:
            client.mark_read(row.id, MAX_INTEGER)
