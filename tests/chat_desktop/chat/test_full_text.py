from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from chat_desktop.chat.full_text import FullText
from chat_desktop.chat.view import ChatView


def test_all_of_it_is_shown_and_copied_as_it_was_typed(view: ChatView) -> None:
    text = "<b>bold</b>\x07 ![](file:///etc/passwd)\n" + "x" * 20_000
    shown = FullText(view, "Message", text)
    shown.open()
    assert shown.edit.toPlainText().startswith("<b>bold</b>␇ ![](file:///etc/passwd)\n")
    assert shown.edit.toPlainText().count("x") == 20_000
    assert shown.edit.isReadOnly()
    button = shown.findChild(QPushButton, "fullTextCopy")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == text
    shown.close()
