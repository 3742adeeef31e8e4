"""The bar below picked messages: how many they are, and what can be done with them together."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from chat_desktop.chat.labels import Chat, translate
from chat_desktop.look.fonts import wear
from chat_desktop.look.mirror import margins
from chat_desktop.look.tokens import Size

BELOW: Final = 16


class PickBar(QFrame):
    """Lies over the lower edge of the view while messages are picked."""

    copied = Signal()
    deleted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pickBar")
        self.setProperty("kind", "floating")
        self.setAccessibleName(translate("Chat", "Selected messages"))
        self._count = QLabel()
        self._count.setObjectName("pickCount")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        wear(self._count, Size.BODY, self._count.font().Weight.DemiBold)
        self.copy = _button(translate("Chat", "Copy"), "pickCopy")
        self.delete = _button(translate("Chat", "Delete"), "pickDelete", "danger-quiet")
        self.cancel = _button(translate("Chat", "Cancel"), "pickCancel")
        self.copy.clicked.connect(self.copied)
        self.delete.clicked.connect(self.deleted)
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(16, 8, 8, 8))
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addSpacing(16)
        for button in (self.copy, self.delete, self.cancel):
            row.addWidget(button)
        self.hide()

    @property
    def words(self) -> str:
        """How many are picked, in words."""
        return self._count.text()

    def show_count(self, count: int, *, deletable: int) -> None:
        """Say how many are picked, and how many of them the user may delete."""
        if count:
            self._count.setText(Chat.tr("%n message(s) selected", "", count))
        else:
            self._count.setText(translate("Chat", "Select messages"))
        self.copy.setEnabled(count > 0)
        self.delete.setEnabled(deletable > 0)
        if 0 < deletable < count:
            # Others' messages among them stay as they are.
            self.delete.setText(Chat.tr("Delete %n of them", "", deletable))
        else:
            self.delete.setText(translate("Chat", "Delete"))
        self.adjustSize()

    def stand_in(self, area: QRect) -> None:
        """Take the middle of an area's lower edge."""
        size = self.sizeHint()
        width = min(size.width(), area.width() - 16)
        x = area.left() + (area.width() - width) // 2
        self.setGeometry(x, area.bottom() - size.height() - BELOW, width, size.height())


def _button(text: str, name: str, kind: str = "") -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind:
        made.setProperty("kind", kind)
    return made
