"""The text field: keys, marks, lists, input methods, undo, pasting, growing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chat_desktop.windows.pane.composer_input import ComposerInput, new_document

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def field(qtbot: QtBot) -> ComposerInput:
    made = ComposerInput()
    qtbot.addWidget(made)
    made.resize(500, 40)
    made.show()
    return made


def heard(signal: object) -> list[object]:
    found: list[object] = []
    signal.connect(lambda *what: found.append(what[0] if what else None))  # type: ignore[attr-defined]
    return found


def select(field: ComposerInput, start: int, end: int) -> None:
    field.setTextCursor(field._cursor(start, end))


@pytest.mark.parametrize(
    ("key", "modifiers", "text"),
    [
        (Key.Key_B, CONTROL, "a **😀 word**"),
        (Key.Key_I, CONTROL, "a *😀 word*"),
        (Key.Key_X, CONTROL | SHIFT, "a ~~😀 word~~"),
        (Key.Key_E, CONTROL, "a `😀 word`"),
    ],
)
def test_marks_wrap_the_selection_and_undo_takes_them_off(
    field: ComposerInput, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str
) -> None:
    field.show_document(new_document("a 😀 word"))
    select(field, 2, 8)
    QTest.keyClick(field, key, modifiers)
    assert field.text == text
    assert field.textCursor().selectedText() == "😀 word"
    QTest.keyClick(field, key, modifiers)
    assert field.text == "a 😀 word"
    field.undo()
    field.undo()
    assert field.text == "a 😀 word"


def test_lists_go_on_and_end(field: ComposerInput) -> None:
    QTest.keyClicks(field, "1. one")
    QTest.keyClick(field, Key.Key_Return, SHIFT)
    assert field.text == "1. one\n2. "
    QTest.keyClick(field, Key.Key_Return, SHIFT)
    assert field.text == "1. one\n"
    QTest.keyClicks(field, "end")
    QTest.keyClick(field, Key.Key_Return, SHIFT)
    assert field.text == "1. one\nend\n"


def test_enter_belongs_to_the_input_method_while_a_word_is_composed(field: ComposerInput) -> None:
    sent, typed = heard(field.entered), heard(field.typed)
    QApplication.sendEvent(field, QInputMethodEvent("にほ", []))
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClick(field, Key.Key_Escape)
    assert (sent, typed) == ([], [])
    done = QInputMethodEvent("", [])
    done.setCommitString("日本")
    QApplication.sendEvent(field, done)
    assert field.text.strip() == "日本"
    assert typed == [None]
    QTest.keyClick(field, Key.Key_Return)
    assert sent == [None]


def test_only_typing_is_called_so(field: ComposerInput) -> None:
    typed = heard(field.typed)
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, Key.Key_Backspace)
    assert len(typed) == 3
    QTest.keyClick(field, Key.Key_Left)
    QTest.keyClick(field, Key.Key_Z, CONTROL)
    field.insert("words")
    assert len(typed) == 3


def test_a_replacement_is_one_step_of_undo(field: ComposerInput) -> None:
    QTest.keyClicks(field, "so :smi")
    field.replace(3, 7, "😄")
    assert (field.text, field.place) == ("so 😄", 4)
    field.undo()
    assert field.text == "so :smi"
    field.redo()
    assert field.text == "so 😄"


def test_pasting_takes_plain_text(field: ComposerInput) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold\x00\r\nline")
    field.insertFromMimeData(data)
    assert field.text == "bold\nline"
    field.undo()
    assert field.text == ""


def test_a_huge_text_is_cut_and_told(field: ComposerInput) -> None:
    told = heard(field.cut_short)
    field.set_room(1_000)
    data = QMimeData()
    data.setText("a line of it\n" * 80_000)
    field.insertFromMimeData(data)
    assert len(field.text) == 1_000
    assert told == [13 * 80_000 - 1_000]
    field.selectAll()
    field.insertFromMimeData(data)
    assert len(field.text) == 1_000


def test_files_and_pictures_are_passed_on(field: ComposerInput) -> None:
    files, pictures = heard(field.files_given), heard(field.picture_given)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/notes.txt")])
    field.insertFromMimeData(data)
    assert files == [[QUrl.fromLocalFile("/tmp/notes.txt")]]
    picture = QMimeData()
    picture.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    assert field.canInsertFromMimeData(picture)
    field.insertFromMimeData(picture)
    assert pictures == [None]
    link = QMimeData()
    link.setText("https://example.org")
    link.setUrls([QUrl("https://example.org")])
    field.insertFromMimeData(link)
    assert field.text == "https://example.org"


def test_it_grows_with_its_lines(field: ComposerInput) -> None:
    field.set_most_height(120)
    heights = []
    for lines in (2, 4, 100):
        field.show_document(new_document("\n".join("x" * lines)))
        heights.append(field.height())
    assert heights == sorted(heights)
    assert 100 < heights[-1] <= 120


def test_a_document_can_lead_back_to_an_earlier_text(field: ComposerInput) -> None:
    field.show_document(new_document("now", before="earlier"))
    assert field.text == "now"
    field.undo()
    assert field.text == "earlier"
    field.show_document(new_document("now"))
    field.undo()
    assert field.text == "now"


def test_only_the_document_shown_is_held(field: ComposerInput) -> None:
    ended: list[None] = []
    for number in range(3):
        document = new_document(f"{number}")
        document.destroyed.connect(lambda: ended.append(None))
        field.show_document(document)
        field.show_document(document)
        del document
    assert len(ended) == 2
    assert field.text == "2"
    field.undo()
    assert field.text == "2"


def begins_at_right(field: ComposerInput) -> bool:
    return field.cursorRect().center().x() > field.viewport().width() / 2


def test_lines_begin_where_their_letters_do(field: ComposerInput) -> None:
    for text, right in (("", False), ("word", False), ("שלום", True), ("مرحبا\nword", True)):
        field.show_document(new_document(text))
        assert begins_at_right(field) is right, text
    field.selectAll()
    field.insert("word")
    assert not begins_at_right(field), "what is written now counts"
    field.undo()
    assert begins_at_right(field), "and leaning to a side is no step of undo"


def test_an_empty_field_begins_where_the_window_does(field: ComposerInput) -> None:
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert begins_at_right(field)
    field.insert("word")
    assert not begins_at_right(field)
