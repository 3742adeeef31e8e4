"""Toasts: one short message at the head of a window that goes by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from chat_desktop.chat.speech import say
from chat_desktop.look.tokens import Size
from chat_desktop.windows.parts.controls import label

SHOWN_MS: Final = 5000
TOP: Final = 72


class Toast(QFrame):
    """Lies over its parent, below the header; a new message takes the place of the old one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("toast")
        self.setProperty("kind", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = label(pixels=Size.BODY, wrap=False)
        self._words.setObjectName("toastText")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self._words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The message shown last."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Show a message for some seconds; a screen reader hears it too."""
        self._words.setText(words)
        self._words.setWordWrap(False)
        most = max(200, self._over.width() - 160)
        if self._words.sizeHint().width() > most:
            self._words.setWordWrap(True)
            self._words.setFixedWidth(min(most, 480))
        else:
            self._words.setMinimumWidth(0)
            self._words.setMaximumWidth(16_777_215)
        self.setAccessibleName(words)
        say(self, words)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def _place(self) -> None:
        parent = self._over
        self.move((parent.width() - self.width()) // 2, TOP)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep to the middle when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
