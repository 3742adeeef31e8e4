"""The sheet of keys has every row of the table, whole."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.actions import TABLE
from chat_desktop.windows.shortcuts_dialog import KeyCaps, ShortcutsDialog, in_lines


def test_every_action_and_every_key_is_listed(window: QWidget, theme: Theme) -> None:
    dialog = ShortcutsDialog(window, theme)
    listed = [label.text() for label in dialog.findChildren(QLabel)]
    caps = [each.keys for each in dialog.findChildren(KeyCaps)]
    for words, keys in in_lines(TABLE):
        assert words in listed
        assert keys in caps
    assert {act.words for act in TABLE} == {words for words, _ in in_lines(TABLE)}


def test_a_series_takes_one_line() -> None:
    accounts = [act for act in TABLE if act.name.startswith("account")]
    assert len(accounts) == 9
    assert in_lines(accounts) == [("Account", ("Ctrl+1", "…", "Ctrl+9"))]


def test_every_line_is_shown_whole(window: QWidget, theme: Theme) -> None:
    dialog = ShortcutsDialog(window, theme)
    dialog.show()
    for caps in dialog.findChildren(KeyCaps):
        assert caps.accessibleName()
        assert not caps.grab().isNull()
    for label in dialog.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width()
        assert label.height() >= label.sizeHint().height()
    dialog.close()
