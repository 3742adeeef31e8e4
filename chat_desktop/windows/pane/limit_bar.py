"""The line under the composer's text when it comes near the limit, and what can be done beyond."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chat_desktop.chat.speech import say
from chat_desktop.look.mirror import margins
from chat_desktop.look.tokens import Size
from chat_desktop.windows.pane.splitting import split_text
from chat_desktop.windows.parts.controls import ElidedLabel, button, repolish

TELL_AT: Final = 0.9
"""From this part of the limit on, what is left is shown."""

COUNT_AFTER_MS: Final = 250


class LimitBar(QWidget):
    """Shown near the limit: how much is left, or how much is too much and a way out."""

    split_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("limitBar")
        self._text, self._limit = "", 0
        self._words = ElidedLabel(pixels=Size.SMALL, tone="faint")
        self._words.setObjectName("characterCount")
        self.split = button(self.tr("Send as several messages"), kind="link")
        self.split.setObjectName("sendSeveral")
        self.split.clicked.connect(self.split_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(16, 0, 4, 0))
        row.addWidget(self._words, 1)
        row.addWidget(self.split)
        # How many messages it would be costs more to find out than each key should.
        self._pause = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._pause.timeout.connect(self._count)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def judge(self, text: str, limit: int, *, may_split: bool) -> None:
        """Say what there is to say about a text of which `limit` code points may be sent."""
        over = len(text) - limit
        self._text, self._limit = text, limit
        if over > 0:
            self._words.setText(self.tr("%n character(s) too many", "", over))
        else:
            self._words.setText(self.tr("%n character(s) left", "", -over))
        tone = "error" if over > 0 else "faint"
        if self._words.property("tone") != tone:
            self._words.setProperty("tone", tone)
            repolish(self._words)
            if over > 0:
                say(self, self._words.text())
        self.split.setVisible(over > 0 and may_split)
        if over > 0 and may_split:
            self._pause.start()
        else:
            self._pause.stop()
        self.setVisible(len(text) >= limit * TELL_AT)

    def _count(self) -> None:
        count = len(split_text(self._text, self._limit))
        self.split.setText(self.tr("Send as %n message(s)", "", count))
