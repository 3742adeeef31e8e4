"""The frame of the chat view's own small dialogs: a title, what is shown, buttons below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from chat_desktop.look.fonts import wear
from chat_desktop.look.tokens import Size


class Question(QDialog):
    """Belongs to one view and deletes itself when it closes. Open it with `open()`."""

    def __init__(self, parent: QWidget, title: str, *, width: int = 440) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(words(title, pixels=Size.TITLE, bold=True))
        column.addLayout(self.body, 1)
        column.addSpacing(12)
        column.addLayout(self._buttons)

    def add_button(self, text: str, name: str, kind: str = "") -> QPushButton:
        """Add a button at the right of those that are there."""
        made = QPushButton(text)
        made.setObjectName(name)
        made.setAutoDefault(False)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        if kind:
            made.setProperty("kind", kind)
        self._buttons.addWidget(made)
        return made


def words(text: str, *, pixels: int = Size.BODY, bold: bool = False, tone: str = "") -> QLabel:
    """Return plain words that can be selected, whatever characters they have."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    wear(made, pixels, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if tone:
        made.setProperty("tone", tone)
    return made
