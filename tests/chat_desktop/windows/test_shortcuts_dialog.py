"""The sheet of keys names every shortcut that the window has."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.memory import Memory
from chat_desktop.windows.shortcuts_dialog import ShortcutsDialog


def test_every_shortcut_is_listed(window: QWidget, theme: Theme, tmp_path: Path) -> None:
    main = MainWindow(theme, Memory(tmp_path / "window.ini"))
    dialog = ShortcutsDialog(window, theme)
    listed = {
        keys.strip() for label in dialog.findChildren(QLabel) for keys in label.text().split(", ")
    } | {label.text() for label in dialog.findChildren(QLabel)}
    missing = [
        action.shortcut().toString()
        for action in main.actions()
        if isinstance(action, QAction) and action.shortcut().toString() not in listed
    ]
    assert missing == []
    main.deleteLater()


def test_every_line_is_shown_whole(window: QWidget, theme: Theme) -> None:
    dialog = ShortcutsDialog(window, theme)
    dialog.show()
    for label in dialog.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width()
        assert label.height() >= label.sizeHint().height()
    dialog.close()
