"""The composer: keys, growth, limits, answering and editing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from windows_world import part

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.composer import MOST_LINES, Answering, Composer, Editing


@pytest.fixture
def composer(qtbot: QtBot, theme: Theme) -> Composer:
    made = Composer(theme)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def sent(composer: Composer) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    composer.sent.connect(lambda text, purpose: found.append((text, purpose)))
    return found


def paste(composer: Composer, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    composer.input.insertFromMimeData(data)


def test_enter_sends_and_shift_enter_breaks(
    composer: Composer, sent: list[tuple[str, object]]
) -> None:
    QTest.keyClicks(composer.input, "one")
    QTest.keyClick(composer.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer.input, "two")
    assert sent == []
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    assert sent == [("one\ntwo", None)]


def test_nothing_is_not_sent(composer: Composer, sent: list[tuple[str, object]]) -> None:
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    QTest.keyClicks(composer.input, "   ")
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    assert sent == []
    assert not composer.send.isEnabled()


def test_it_grows_to_a_bound(composer: Composer) -> None:
    heights = []
    for lines in (1, 3, MOST_LINES, MOST_LINES * 5):
        composer.begin("\n".join("x" * lines))
        heights.append(composer.input.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_the_limit_is_told_and_kept(composer: Composer, sent: list[tuple[str, object]]) -> None:
    composer.set_limit(20)
    count = part(composer, QLabel, "characterCount")
    paste(composer, "x" * 10)
    assert not count.isVisible()
    paste(composer, "x" * 9)
    assert count.isVisible()
    assert composer.send.isEnabled()
    paste(composer, "yy")
    assert (count.text(), count.property("tone")) == ("21 / 20", "error")
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    assert sent == []


def test_characters_are_code_points(composer: Composer) -> None:
    composer.set_limit(3)
    composer.begin("😀😀😀")
    assert composer.send.isEnabled()


def test_pasting_drops_what_no_message_may_hold(composer: Composer) -> None:
    paste(composer, "a\x00b\r\nc\td\x1b[0m\u2029e")
    assert composer.input.toPlainText() == "ab\nc\td[0m\ne"


def test_answering(composer: Composer, sent: list[tuple[str, object]]) -> None:
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
    assert composer._context_text.text() == "old words"


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
