"""The composer: keys, growth, limits, answering and editing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot
from windows_world import click, part

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.composer import MOST_OF_PANE, Composer
from chat_desktop.windows.pane.limit_bar import LimitBar
from chat_desktop.windows.pane.purpose import Answering, Editing
from chat_desktop.windows.pane.writing import Writing


@pytest.fixture
def composer(qtbot: QtBot, theme: Theme) -> Composer:
    made = Composer(theme)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def sent(composer: Composer) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    composer.sent.connect(lambda texts, purpose: found.append((*texts, purpose)))
    return found


@pytest.fixture
def said(composer: Composer) -> list[str]:
    found: list[str] = []
    composer.said.connect(found.append)
    return found


def paste(composer: Composer, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    composer.input.insertFromMimeData(data)


def test_enter_sends_and_shift_enter_breaks(
    composer: Composer, sent: list[tuple[object, ...]]
) -> None:
    QTest.keyClicks(composer.input, "one")
    QTest.keyClick(composer.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer.input, "two")
    assert sent == []
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    assert sent == [("one\ntwo", None)]


def test_nothing_is_not_sent(composer: Composer, sent: list[tuple[object, ...]]) -> None:
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    QTest.keyClicks(composer.input, "   ")
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    assert sent == []
    assert not composer.send.isEnabled()


def test_it_grows_to_its_part_of_the_pane(composer: Composer) -> None:
    composer.set_pane_height(500)
    heights = []
    for lines in (1, 3, 40, 80):
        composer.begin("\n".join("x" * lines))
        heights.append(composer.input.height())
    assert heights[0] < heights[1] < heights[2] == heights[3] <= 500 * MOST_OF_PANE
    composer.set_pane_height(1000)
    assert heights[3] < composer.input.height() <= 1000 * MOST_OF_PANE


def test_near_the_limit_it_says_how_much_is_left(composer: Composer) -> None:
    composer.set_limit(20)
    count = part(composer, QLabel, "characterCount")
    paste(composer, "x" * 10)
    assert not count.isVisible()
    paste(composer, "x" * 9)
    assert count.isVisible()
    assert count.property("tone") == "faint"
    assert count.text().startswith("1 character")
    assert count.text().endswith(" left")
    assert composer.send.isEnabled()


def test_beyond_the_limit_it_refuses_and_says_by_how_much(
    composer: Composer, sent: list[tuple[object, ...]], said: list[str]
) -> None:
    composer.set_limit(20)
    paste(composer, "x" * 21)
    count = part(composer, QLabel, "characterCount")
    assert count.property("tone") == "error"
    assert count.text().startswith("1 character")
    assert count.text().endswith(" too many")
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    assert sent == []
    assert len(said) == 1
    assert said[0].startswith("This message is 1 character")
    assert not composer.send.isEnabled()


def test_what_is_too_long_is_sent_as_several(
    composer: Composer, sent: list[tuple[object, ...]]
) -> None:
    composer.set_limit(20)
    paste(composer, "one two three\n\nfour five six\n\nseven")
    click(composer, "sendSeveral")
    assert sent == [("one two three", "four five six\n\nseven", None)]


def test_a_change_of_a_message_is_not_split(composer: Composer) -> None:
    composer.set_limit(20)
    composer.edit(Editing(3, "x" * 30))
    assert part(composer, LimitBar, "limitBar").isVisible()
    assert not composer.limit_bar.split.isVisible()


def test_what_does_not_fit_at_all_is_told(composer: Composer, said: list[str]) -> None:
    composer.set_limit(20)
    paste(composer, "line\n" * 100_000)
    assert len(composer.input.text) == 100
    assert len(said) == 1
    assert said[0].startswith("This was too long: 499900 character")


def test_characters_are_code_points(composer: Composer) -> None:
    composer.set_limit(3)
    composer.begin("😀😀😀")
    assert composer.send.isEnabled()


def test_answering(composer: Composer, sent: list[tuple[object, ...]]) -> None:
    composer.begin("half")
    what = Answering(7, "Grace", "Yes")
    composer.answer(what)
    context = part(composer, QWidget, "composerContext")
    assert context.isVisible()
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    assert sent == [("half", what)]
    composer.done()
    assert (composer.input.toPlainText(), composer.purpose) == ("", None)
    assert not context.isVisible()


def test_editing_puts_the_draft_aside(composer: Composer) -> None:
    composer.begin("my draft")
    composer.edit(Editing(3, "old words"))
    assert composer.input.toPlainText() == "old words"
    assert composer.draft == "my draft"
    QTest.keyClick(composer.input, Qt.Key.Key_Escape)
    assert composer.input.toPlainText() == "my draft"
    composer.edit(Editing(3, "old words"))
    composer.edit(Editing(4, "older words"))
    composer.done()
    assert composer.input.toPlainText() == "my draft"


def test_what_is_edited_stands_on_one_line_without_its_marks(composer: Composer) -> None:
    composer.edit(Editing(3, "**old**\n\nwords"))
    assert composer.input.toPlainText() == "**old**\n\nwords"
    assert part(composer, QLabel, "contextText").text() == "old words"


def test_up_edits_the_last_only_when_empty(composer: Composer) -> None:
    asked: list[None] = []
    composer.edit_last.connect(lambda: asked.append(None))
    QTest.keyClicks(composer.input, "x")
    QTest.keyClick(composer.input, Qt.Key.Key_Up)
    assert asked == []
    QTest.keyClick(composer.input, Qt.Key.Key_Backspace)
    QTest.keyClick(composer.input, Qt.Key.Key_Up)
    assert asked == [None]


def test_only_what_the_user_writes_is_told(composer: Composer) -> None:
    written: list[None] = []
    composer.written.connect(lambda: written.append(None))
    composer.begin("a draft")
    composer.edit(Editing(3, "old"))
    QTest.keyClicks(composer.input, "x")
    assert written == []
    composer.drop_purpose()
    QTest.keyClicks(composer.input, "x")
    assert written == [None]


def test_escape_without_a_purpose_is_passed_on(composer: Composer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(composer.escaped):
        QTest.keyClick(composer.input, Qt.Key.Key_Escape)


def test_escape_from_a_change_keeps_the_answer_and_undo_finds_the_change_again(
    composer: Composer,
) -> None:
    what = Answering(7, "Grace", "Yes")
    composer.answer(what)
    composer.edit(Editing(3, "old"))
    QTest.keyClicks(composer.input, "er")
    QTest.keyClick(composer.input, Qt.Key.Key_Escape)
    assert composer.purpose == what
    composer.edit(Editing(3, "old"))
    assert composer.input.text == "old"
    composer.input.undo()
    assert composer.input.text == "older"


def test_each_writing_keeps_its_caret_and_its_undo(composer: Composer) -> None:
    one, two = Writing("first"), Writing("second")
    composer.show_writing(one)
    QTest.keyClick(composer.input, Qt.Key.Key_Home)
    QTest.keyClicks(composer.input, "a")
    composer.show_writing(two)
    QTest.keyClicks(composer.input, "!")
    composer.show_writing(one)
    assert (composer.input.text, composer.input.place) == ("afirst", 1)
    composer.input.undo()
    assert composer.input.text == "first"
    composer.show_writing(two)
    assert (composer.input.text, composer.input.place) == ("second!", 7)


def test_a_cleared_text_comes_back_by_undo(composer: Composer) -> None:
    QTest.keyClicks(composer.input, "words")
    composer.input.selectAll()
    QTest.keyClick(composer.input, Qt.Key.Key_Delete)
    QTest.keyClick(composer.input, Qt.Key.Key_Escape)
    composer.input.undo()
    assert composer.input.text == "words"


def test_the_button_says_what_it_does(composer: Composer) -> None:
    assert composer.send.accessibleName() == "Send"
    composer.edit(Editing(3, "old"))
    assert composer.send.accessibleName() == "Save"
    composer.drop_purpose()
    assert composer.send.accessibleName() == "Send"


def test_tab_goes_from_the_text_to_its_buttons(composer: Composer) -> None:
    QTest.keyClicks(composer.input, "words")
    composer.input.setFocus()
    found = []
    for _step in range(2):
        QTest.keyClick(composer.focusWidget(), Qt.Key.Key_Tab)
        found.append(composer.focusWidget().objectName())
    assert found == ["emoji", "send"]


def test_a_click_beside_the_text_means_the_text(composer: Composer) -> None:
    composer.send.setFocus()
    frame = part(composer, QFrame, "composer")
    QTest.mouseClick(frame, Qt.MouseButton.LeftButton, pos=QPoint(3, 20))
    assert composer.focusWidget() is composer.input
