"""The sheet of keys has every row of the table, whole."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.actions import TABLE
from chat_desktop.windows.shortcuts_dialog import ShortcutsDialog


def test_every_action_and_every_key_is_listed(window: QWidget, theme: Theme) -> None:
    dialog = ShortcutsDialog(window, theme)
    listed = [label.text() for label in dialog.findChildren(QLabel)]
    for act in TABLE:
        assert act.words in listed
        assert set(act.spelled) <= set(listed)


def test_every_line_is_shown_whole(window: QWidget, theme: Theme) -> None:
    dialog = ShortcutsDialog(window, theme)
    dialog.show()
    for label in dialog.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width()
        assert label.height() >= label.sizeHint().height()
    dialog.close()
