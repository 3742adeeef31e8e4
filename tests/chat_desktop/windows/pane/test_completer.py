"""Completion in the composer, by the keys as they are pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.completion import Person
from chat_desktop.windows.pane.composer import Composer
from chat_desktop.windows.pane.emoji_shelf import EmojiShelf

Key = Qt.Key
PEOPLE = [Person("u3", "gk", "Gary Kildall"), Person("u2", "grace", "Grace Hopper")]


@pytest.fixture
def composer(qtbot: QtBot, theme: Theme) -> Composer:
    made = Composer(theme, EmojiShelf(), lambda: PEOPLE)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.input.setFocus()
    return made


def write(composer: Composer, text: str) -> None:
    QTest.keyClicks(composer.input, text)


def press(composer: Composer, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(composer.input, key)


def offered(composer: Composer) -> list[str]:
    if not composer.completer.open:
        return []
    return [choice.insert for choice in composer.completer.offered.model.choices]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab, Key.Key_Enter])
def test_a_name_is_taken_by_key(composer: Composer, key: Qt.Key) -> None:
    write(composer, "hi @")
    assert offered(composer) == ["@gk", "@grace"]
    write(composer, "gr")
    assert offered(composer)[0] == "@grace"
    press(composer, key)
    assert composer.input.text == "hi @grace "
    assert offered(composer) == []


def test_arrows_choose_and_go_round(composer: Composer) -> None:
    write(composer, "@")
    press(composer, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Return)
    assert composer.input.text == "@grace "


def test_undo_takes_a_completion_back_and_redo_makes_it_again(composer: Composer) -> None:
    write(composer, "so :smi")
    assert offered(composer)[0] == "😄"
    press(composer, Key.Key_Return)
    assert composer.input.text == "so 😄"
    QTest.keyClick(composer.input, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.input.text == "so :smi"
    assert offered(composer) == []
    shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(composer.input, Key.Key_Z, shifted)
    assert composer.input.text == "so 😄"


def test_a_code_typed_whole_becomes_its_emoji(composer: Composer) -> None:
    write(composer, "yes :+1: and `:+1:` or :nosuch:")
    assert composer.input.text == "yes 👍 and `:+1:` or :nosuch:"


def test_nothing_is_offered_in_code(composer: Composer) -> None:
    write(composer, "`:smi")
    assert offered(composer) == []
    write(composer, " @")
    assert offered(composer) == []


def test_escape_declines_until_something_else_is_begun(composer: Composer) -> None:
    escaped: list[None] = []
    composer.escaped.connect(lambda: escaped.append(None))
    write(composer, "@g")
    press(composer, Key.Key_Escape)
    assert offered(composer) == []
    write(composer, "r")
    assert offered(composer) == []
    write(composer, " @g")
    assert offered(composer) == ["@gk", "@grace"]
    assert escaped == []


def test_enter_sends_when_nothing_is_offered(composer: Composer) -> None:
    sent: list[object] = []
    composer.sent.connect(lambda texts, _purpose: sent.append(texts))
    write(composer, "@nobody")
    assert offered(composer) == []
    press(composer, Key.Key_Return)
    assert sent == [("@nobody",)]


def test_moving_away_ends_it(composer: Composer) -> None:
    write(composer, "a @g")
    press(composer, Key.Key_Left)
    assert offered(composer) == []
    press(composer, Key.Key_End, Key.Key_Backspace)
    assert offered(composer) == ["@gk", "@grace"]
    composer.send.setFocus()
    assert offered(composer) == []


def test_a_click_takes(composer: Composer) -> None:
    write(composer, "@")
    view = composer.completer.offered.view
    row = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert composer.input.text == "@grace "


def test_what_was_used_is_offered_first(composer: Composer) -> None:
    write(composer, ":smirk:")
    write(composer, " :smi")
    assert offered(composer)[0] == "😏"
