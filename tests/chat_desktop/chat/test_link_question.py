from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from chat_desktop.chat.link_question import LinkQuestion
from chat_desktop.chat.view import ChatView
from chat_desktop.markdown.links import Doubt

URL = "https://xn--pypal-4ve.com/" + "a" * 300


def press(question: LinkQuestion, name: str) -> None:
    button = question.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words(question: LinkQuestion, name: str) -> str:
    label = question.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    return label.text().replace("\u200b", "").strip("\u200e")


def test_it_shows_where_a_link_leads(view: ChatView) -> None:
    for why in Doubt:
        question = LinkQuestion(view, URL, why)
        assert words(question, "linkHost") == "xn--pypal-4ve.com"
        assert words(question, "linkAddress") == URL
        question.close()


def test_only_the_one_button_opens_it(view: ChatView, qtbot: QtBot) -> None:
    for name in ("linkCancel", "linkCopy"):
        question = LinkQuestion(view, URL, Doubt.LOOKS_ALIKE)
        question.open()
        with qtbot.assertNotEmitted(question.agreed):
            press(question, name)
        assert not question.isVisible()
    assert QGuiApplication.clipboard().text() == URL
    question = LinkQuestion(view, URL, Doubt.LOOKS_ALIKE)
    question.open()
    with qtbot.waitSignal(question.agreed) as told:
        press(question, "linkOpen")
    assert told.args == [URL]


def test_return_alone_opens_nothing(view: ChatView, qtbot: QtBot) -> None:
    question = LinkQuestion(view, URL, Doubt.LOOKS_ALIKE)
    question.open()
    with qtbot.assertNotEmitted(question.agreed):
        QTest.keyClick(question, Qt.Key.Key_Return)
