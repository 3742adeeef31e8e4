"""A very long message in full: plain text that scrolls, and can be selected and copied."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from chat_desktop.chat.labels import translate
from chat_desktop.chat.question import Question
from chat_desktop.markdown.clean import safe


class FullText(Question):
    """Shows all of a message as it was typed; long lines are broken so that they lay out fast."""

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent, title, width=560)
        self.setObjectName("fullText")
        self.resize(720, 560)
        self._text = text
        self.edit = QPlainTextEdit()
        self.edit.setObjectName("fullTextEdit")
        self.edit.setReadOnly(True)
        self.edit.setUndoRedoEnabled(False)
        self.edit.setAccessibleName(title)
        self.edit.setPlainText(safe(text))
        self.body.addWidget(self.edit, 1)
        copy = self.add_button(translate("Chat", "Copy all"), "fullTextCopy")
        close = self.add_button(translate("Chat", "Close"), "fullTextClose", "primary")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        close.clicked.connect(self.accept)
        close.setDefault(True)
