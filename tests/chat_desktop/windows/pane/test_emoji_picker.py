"""The picker finds emoji by their names and gives one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from windows_world import part, write

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.emoji_picker import COMMON, MOST, EmojiPicker, find
from protocol.rules import EMOJI_CHARS


@pytest.mark.parametrize(
    ("words", "emoji"), [("rocket", "🚀"), ("party popper", "🎉"), ("BUG", "🐛")]
)
def test_found_by_name(words: str, emoji: str) -> None:
    assert find(words)[0] == emoji


def test_what_is_offered_is_legal() -> None:
    assert find("") == list(COMMON)
    assert find("no such thing") == []
    assert len(find("face")) == MOST
    assert all(len(emoji) <= EMOJI_CHARS for emoji in find("flag"))


def test_picking(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    picker = EmojiPicker(window, theme)
    picked: list[str] = []
    picker.picked.connect(picked.append)
    picker.open_at(QPoint(10, 10))
    next(key for key in picker.findChildren(QToolButton) if key.text() == "🎉").click()
    assert picked == ["🎉"]
    again = EmojiPicker(window, theme)
    again.picked.connect(picked.append)
    again.open_at(QPoint(5000, 5000))
    write(again, "emojiSearch", "rocket")
    QTest.keyClick(part(again, QLineEdit, "emojiSearch"), Qt.Key.Key_Return)
    assert picked == ["🎉", "🚀"]
