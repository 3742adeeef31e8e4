"""The sheet of keys has every row of the table, whole."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QLabel, QWidget
from windows_world import dialog, until

from chat_desktop.look.theme import Theme
from chat_desktop.windows.actions import TABLE
from chat_desktop.windows.shortcuts_dialog import KeyLine, ShortcutsDialog, in_lines, open_shortcuts


def whole(window: QWidget, theme: Theme) -> ShortcutsDialog:
    dialog = ShortcutsDialog(window, theme)
    for _ in dialog.build():
        pass
    return dialog


def test_every_action_and_every_key_is_listed(window: QWidget, theme: Theme) -> None:
    dialog = whole(window, theme)
    lines = dialog.findChildren(KeyLine)
    assert sorted((each.words, each.keys) for each in lines) == sorted(in_lines(TABLE))
    for each in lines:
        assert each.accessibleName() == f"{each.words}: {' '.join(each.keys)}"
    assert {act.words for act in TABLE} == {words for words, _ in in_lines(TABLE)}


def test_a_series_takes_one_line() -> None:
    accounts = [act for act in TABLE if act.name.startswith("account")]
    assert len(accounts) == 9
    assert in_lines(accounts) == [("Account", ("Ctrl+1", "…", "Ctrl+9"))]


def test_every_line_is_shown_whole(window: QWidget, theme: Theme) -> None:
    dialog = whole(window, theme)
    dialog.show()
    for line in dialog.findChildren(KeyLine):
        assert line.width() >= line.minimumWidth()
        assert not line.grab().isNull()
    for label in dialog.findChildren(QLabel):
        assert label.width() >= label.sizeHint().width()
        assert label.height() >= label.sizeHint().height()
    dialog.close()


async def test_it_opens_when_it_is_whole_and_goes_when_it_is_closed(
    qloop: asyncio.AbstractEventLoop, window: QWidget, theme: Theme
) -> None:
    open_shortcuts(window, theme)
    shown = await dialog(window, "shortcutsDialog")
    assert len(shown.findChildren(KeyLine)) == len(in_lines(TABLE))
    shown.close()
    await until(lambda: window.findChild(ShortcutsDialog) is None)
