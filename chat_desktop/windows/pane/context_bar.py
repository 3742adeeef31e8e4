"""The bar above the composer's text: which message is being answered or changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.markdown.preview import preview
from chat_desktop.windows.pane.purpose import Answering, Editing, Purpose
from chat_desktop.windows.parts.controls import ElidedLabel, IconButton, IconLabel


class ContextBar(QFrame):
    """Shown only while there is something to say."""

    dropped = Signal()
    """The user wants neither to answer nor to change it."""
    followed = Signal(object)
    """The message of this seq is wanted in view."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("composerContext")
        self.setProperty("kind", "context")
        self.setProperty("mirrored", "true" if self.isRightToLeft() else "false")
        self._reply = IconLabel(theme, "reply", 18, "accent_text")
        self._edit = IconLabel(theme, "edit", 18, "accent_text")
        self._title = ElidedLabel(pixels=Size.SMALL, bold=True, tone="accent")
        self._title.setObjectName("contextTitle")
        self._text = ElidedLabel(pixels=Size.SMALL, tone="soft")
        self._text.setObjectName("contextText")
        self.drop = IconButton(theme, "close", self.tr("Cancel"), size=16, box=28, shortcut="Esc")
        self.drop.setObjectName("dropContext")
        self.drop.clicked.connect(self.dropped)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(10, 2, 0, 2))
        row.setSpacing(10)
        row.addWidget(self._reply)
        row.addWidget(self._edit)
        row.addLayout(words, 1)
        row.addWidget(self.drop)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._purpose: Purpose = None
        self.hide()

    def show_purpose(self, purpose: Purpose) -> None:
        """Say what is being answered or changed."""
        self._purpose = purpose
        if isinstance(purpose, Answering):
            known = self.tr("Reply to {name}").format(name=purpose.name)
            self._title.setText(known if purpose.name else self.tr("Reply"))
            self._text.setText(purpose.text or self.tr("An earlier message"))
        elif isinstance(purpose, Editing):
            self._title.setText(self.tr("Edit message"))
            self._text.setText(preview(purpose.text) or self.tr("An earlier message"))
        self._reply.setVisible(isinstance(purpose, Answering))
        self._edit.setVisible(isinstance(purpose, Editing))
        self.setAccessibleName(f"{self._title.text()}: {self._text.text()}" if purpose else "")
        self.setVisible(purpose is not None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the message when the bar is clicked."""
        if event.button() is Qt.MouseButton.LeftButton and self._purpose is not None:
            self.followed.emit(self._purpose.seq)
