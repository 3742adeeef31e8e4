"""The picker finds emoji by their names and gives one, by mouse and by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget
from windows_world import part

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.emoji_grid import CELL, TITLE, EmojiGrid
from chat_desktop.windows.pane.emoji_picker import EmojiPicker
from chat_desktop.windows.pane.emoji_shelf import EmojiShelf

Key = Qt.Key


@pytest.fixture
def picker(window: QWidget, theme: Theme) -> EmojiPicker:
    made = EmojiPicker(window, theme, EmojiShelf())
    made.open_at(window.mapToGlobal(QPoint(100, 600)))
    return made


@pytest.fixture
def picked(picker: EmojiPicker) -> list[str]:
    found: list[str] = []
    picker.picked.connect(found.append)
    return found


def press(picker: EmojiPicker, *keys: Qt.Key, shift: bool = False) -> None:
    shifted = Qt.KeyboardModifier.ShiftModifier
    modifier = shifted if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(part(picker, QLineEdit, "emojiSearch"), key, modifier)


def search(picker: EmojiPicker, words: str) -> None:
    QTest.keyClicks(part(picker, QLineEdit, "emojiSearch"), words)


def test_enter_picks_the_first_found(picker: EmojiPicker, picked: list[str]) -> None:
    search(picker, "rocket")
    press(picker, Key.Key_Return)
    assert picked == ["🚀"]
    assert not picker.isVisible()


def test_arrows_move_and_the_footer_names_it(picker: EmojiPicker, picked: list[str]) -> None:
    assert part(picker, QLabel, "emojiName").text() == "thumbs up"
    press(picker, Key.Key_Right, Key.Key_Right)
    assert part(picker, QLabel, "emojiCode").text() == ":joy:"
    press(picker, Key.Key_Down, Key.Key_Up, Key.Key_Left, Key.Key_Return)
    assert picked == ["❤️"]


def test_shift_and_enter_leave_it_open(picker: EmojiPicker, picked: list[str]) -> None:
    press(picker, Key.Key_Return, shift=True)
    press(picker, Key.Key_PageDown, Key.Key_PageUp, Key.Key_Return)
    assert len(picked) == 2
    assert not picker.isVisible()


def test_escape_closes_and_gives_the_keyboard_back(window: QWidget, theme: Theme) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    picker = EmojiPicker(window, theme)
    picker.open_at(window.mapToGlobal(QPoint(100, 600)))
    search(picker, "cat")
    assert window.focusWidget() is part(picker, QLineEdit, "emojiSearch")
    press(picker, Key.Key_Escape)
    assert not picker.isVisible()
    assert window.focusWidget() is field


def test_a_name_that_nothing_has(picker: EmojiPicker, picked: list[str]) -> None:
    search(picker, "no such thing")
    assert part(picker, QLabel, "noEmoji").isVisible()
    press(picker, Key.Key_Return)
    assert picked == []
    part(picker, QLineEdit, "emojiSearch").clear()
    assert part(picker, EmojiGrid, "emojiGrid").isVisible()


def test_the_mouse_picks_and_what_was_used_comes_first(
    picker: EmojiPicker, picked: list[str], window: QWidget
) -> None:
    viewport = part(picker, EmojiGrid, "emojiGrid").viewport()
    at = QPoint(3 * CELL + 9, TITLE + 9)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert picked == ["🎉"]
    picker.open_at(window.mapToGlobal(QPoint(100, 600)))
    press(picker, Key.Key_Return)
    assert picked == ["🎉", "🎉"]


def test_a_category_scrolls_to_its_emoji(picker: EmojiPicker, picked: list[str]) -> None:
    search(picker, "cat")
    part(picker, QToolButton, "emojiTab9").click()
    press(picker, Key.Key_Return)
    assert picked == ["🏁"]


def test_a_skin_tone_is_chosen_once_for_all(picker: EmojiPicker, picked: list[str]) -> None:
    tone = part(picker, QToolButton, "emojiTone")
    tone.click()
    assert tone.accessibleName() == "Skin tone: light"
    press(picker, Key.Key_Return)
    assert picked == ["👍🏻"]


def test_it_fits_into_a_low_window(picker: EmojiPicker, window: QWidget) -> None:
    high = picker.card.height()
    picker.dismiss()
    window.resize(640, 300)
    picker.open_at(window.mapToGlobal(QPoint(500, 270)))
    assert picker.card.height() < high
    assert picker.mapTo(window, picker.card.topLeft()).y() >= 0
    assert picker.mapTo(window, picker.card.bottomRight()).y() <= 270
