from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from chat_desktop.chat.question import Question, words
from chat_desktop.chat.view import ChatView


def test_it_is_plain_and_goes_when_it_closes(view: ChatView, qtbot: QtBot) -> None:
    question = Question(view, "<b>Title</b>")
    (title,) = question.findChildren(QLabel)
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert title.text() == "<b>Title</b>"
    ok = question.add_button("OK", "ok", "primary")
    ok.clicked.connect(question.accept)
    question.open()
    with qtbot.waitSignal(question.destroyed):
        ok.click()


def test_words_can_be_selected(qapp: object) -> None:
    made = words("a <i>b</i>", tone="soft")
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
