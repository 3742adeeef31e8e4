"""Shows where a link leads before it is opened, where what is read does not say it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from chat_desktop.chat.labels import translate
from chat_desktop.chat.question import Question, words
from chat_desktop.look.tokens import Size
from chat_desktop.markdown.clean import one_line
from chat_desktop.markdown.links import Doubt, host_of

SHOWN: Final = 600
"""Characters of an address; the host comes first in any case."""


class LinkQuestion(Question):
    """Asks whether to open one link."""

    agreed = Signal(str)

    def __init__(self, parent: QWidget, url: str, why: Doubt) -> None:
        super().__init__(parent, translate("Chat", "Open this link?"))
        self.setObjectName("linkQuestion")
        self._url = url
        self.body.addWidget(words(_reason(why), tone="soft"))
        card = QFrame()
        card.setProperty("kind", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(4)
        host = words(_breakable(one_line(host_of(url), SHOWN)), pixels=Size.TEXT, bold=True)
        host.setObjectName("linkHost")
        inner.addWidget(host)
        address = words(_breakable(one_line(url, SHOWN)), pixels=Size.SMALL, tone="soft")
        address.setObjectName("linkAddress")
        inner.addWidget(address)
        self.body.addWidget(card)
        copy = self.add_button(translate("Chat", "Copy link"), "linkCopy")
        cancel = self.add_button(translate("Chat", "Cancel"), "linkCancel")
        go = self.add_button(translate("Chat", "Open link"), "linkOpen", "primary")
        copy.clicked.connect(self._copy)
        cancel.clicked.connect(self.reject)
        go.clicked.connect(self._agree)
        cancel.setDefault(True)
        cancel.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._url)
        self.reject()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self._url)


def _reason(why: Doubt) -> str:
    match why:
        case Doubt.OTHER_WORDS:
            return translate("Chat", "Its words are not its address. It leads to:")
        case Doubt.LOOKS_ALIKE:
            return translate(
                "Chat",
                "Its address has letters that can be taken for others, or that are not seen. "
                "It leads to:",
            )
        case Doubt.HIDDEN_NAME:
            return translate(
                "Chat", "What comes first in its address is a name, not a place. It leads to:"
            )


def _breakable(text: str) -> str:
    """Return a text that a label can break anywhere, and that is read from left to right."""
    return "\u200e" + "\u200b".join(text[at : at + 24] for at in range(0, len(text), 24))
