"""What is being written in each group is kept apart, with caret, undo and purpose."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from chat_desktop.windows.pane.composer_input import ComposerInput
from chat_desktop.windows.pane.purpose import Answering, Editing
from chat_desktop.windows.pane.writing import KEPT, Page, Writing, Writings

ANSWER = Answering(7, "Grace", "Yes")


def test_a_change_lies_over_the_draft() -> None:
    writing = Writing("draft")
    writing.answer(ANSWER)
    writing.edit(Editing(3, "old"))
    assert (writing.page.text, writing.draft) == ("old", "draft")
    writing.done()
    assert (writing.page.text, writing.purpose) == ("draft", ANSWER)
    writing.done()
    assert (writing.page.text, writing.purpose) == ("", None)


def test_an_abandoned_change_can_be_had_back_once() -> None:
    writing = Writing()
    writing.edit(Editing(3, "old"))
    writing.page.document.setPlainText("changed")
    writing.cancel_edit()
    writing.edit(Editing(3, "old"))
    assert writing.page.text == "old"
    writing.page.document.undo()
    assert writing.page.text == "changed"


def test_a_page_remembers_the_selection(qtbot: QtBot) -> None:
    field = ComposerInput()
    qtbot.addWidget(field)
    page = Page("some words")
    page.enter(field)
    assert field.place == 10
    field.setTextCursor(field._cursor(0, 4))
    page.leave(field)
    Page("other").enter(field)
    page.enter(field)
    assert field.textCursor().selectedText() == "some"


def test_the_last_groups_are_kept() -> None:
    writings = Writings()
    first = writings.of("g0", "draft")
    assert writings.of("g0", "older draft") is first
    for number in range(KEPT):
        writings.of(f"g{number + 1}", "")
    assert writings.of("g0", "from the cache") is not first
    assert writings.of("g0", "").draft == "from the cache"
    writings.forget("g0")
    assert writings.of("g0", "").draft == ""
