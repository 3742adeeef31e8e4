"""The categories tell which was clicked, and show which is in view."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from windows_world import part

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.emoji_tabs import EmojiTabs


def test_tabs(qtbot: QtBot, theme: Theme) -> None:
    tabs = EmojiTabs(theme, [("clock", "Recent"), ("flag", "Flags")])
    qtbot.addWidget(tabs)
    wanted: list[int] = []
    tabs.wanted.connect(wanted.append)
    flags = part(tabs, QToolButton, "emojiTab1")
    flags.click()
    assert wanted == [1]
    assert flags.accessibleName() == "Flags"
    before = flags.grab().toImage()
    tabs.mark(1)
    assert flags.grab().toImage() != before
    tabs.mark(-1)
    assert flags.grab().toImage() == before
