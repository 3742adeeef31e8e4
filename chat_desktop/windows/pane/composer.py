"""The composer: text that grows, Enter to send, and what is being answered or edited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chat_desktop.look.fonts import font
from chat_desktop.look.icons import icon
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.markdown.preview import preview
from chat_desktop.windows.parts.controls import ElidedLabel, IconButton, label, repolish, tooltip

MOST_LINES: Final = 8
TELL_LIMIT_AT: Final = 0.9
"""From this part of the limit on, the number of characters is shown."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Answering:
    """The message of this seq is being answered; name and text are shown above the input."""

    seq: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Editing:
    """One's own message of this seq is being changed."""

    seq: int
    text: str


class ComposerInput(QPlainTextEdit):
    """Plain text only. Enter sends, Shift+Enter breaks the line."""

    entered = Signal()
    edit_last = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(Size.TEXT))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def _grow(self) -> None:
        lines = max(1, min(MOST_LINES, round(self.document().size().height())))
        spacing = QFontMetrics(self.font()).lineSpacing()
        self.setFixedHeight(lines * spacing + 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send, move to editing, or leave the key to the editor."""
        key, modifiers = event.key(), event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier):
                self.insertPlainText("\n")
                self.ensureCursorVisible()
            else:
                self.entered.emit()
        elif key == Qt.Key.Key_Up and not self.toPlainText() and not _strong(modifiers):
            self.edit_last.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text without the control characters that no message may hold."""
        text = source.text().replace("\r\n", "\n").replace("\r", "\n")
        self.insertPlainText(_CONTROLS.sub("", text.replace("\u2029", "\n")))
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Return whether there is text to paste."""
        return source.hasText()


def _strong(modifiers: Qt.KeyboardModifier) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return bool(modifiers & ~keypad)


class Composer(QWidget):
    """Emits what to send; knows nothing of groups. Above `limit` code points it cannot send."""

    sent = Signal(str, object)
    """The text, and what it was written for: None, `Answering` or `Editing`."""
    written = Signal()
    """The user changed the text; not emitted while a message is being edited."""
    edit_last = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("composerArea")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._limit = 10_000
        self._purpose: Answering | Editing | None = None
        self._put_aside = ""
        self._setting = False
        self.input = ComposerInput()
        self.input.setObjectName("composerInput")
        self._frame = QFrame()
        self._frame.setObjectName("composer")
        self._build_context()
        self.send = QToolButton()
        self.send.setObjectName("send")
        self.send.setProperty("kind", "send")
        self.send.setFixedSize(36, 36)
        self.send.setIconSize(QSize(18, 18))
        self.send.setAccessibleName(self.tr("Send"))
        self.send.setToolTip(tooltip(self.tr("Send (Enter)")))
        self.send.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._count = label(pixels=Size.TINY, tone="faint")
        self._count.setObjectName("characterCount")
        self._lay_out()

        self.send.clicked.connect(self._send)
        self.input.entered.connect(self._send)
        self.input.edit_last.connect(self._edit_last)
        self.input.escaped.connect(self._escape)
        self.input.textChanged.connect(self._changed)
        self.input.installEventFilter(self)
        theme.changed.connect(self._draw)
        self._draw()
        self._judge()

    def _build_context(self) -> None:
        self._context = QFrame()
        self._context.setObjectName("composerContext")
        self._context.setProperty("kind", "context")
        self._context_title = ElidedLabel(pixels=Size.SMALL, bold=True, tone="accent")
        self._context_text = ElidedLabel(pixels=Size.SMALL, tone="soft")
        drop = IconButton(self._theme, "close", self.tr("Cancel"), size=16, box=28)
        drop.setObjectName("dropContext")
        drop.clicked.connect(self.drop_purpose)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._context_title)
        words.addWidget(self._context_text)
        row = QHBoxLayout(self._context)
        row.setContentsMargins(10, 2, 0, 2)
        row.addLayout(words, 1)
        row.addWidget(drop)
        self._context.hide()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addStretch()
        side.addWidget(self.send, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.input, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addLayout(side)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.setSpacing(6)
        inside.addWidget(self._context)
        inside.addLayout(row)
        around = QVBoxLayout(self)
        around.setContentsMargins(24, 0, 24, 16)
        around.addWidget(self._frame)

    # --- what the pane asks

    @property
    def purpose(self) -> Answering | Editing | None:
        """What the text is written for."""
        return self._purpose

    @property
    def draft(self) -> str:
        """The text to keep as the group's draft: while editing, the one put aside."""
        return self._put_aside if isinstance(self._purpose, Editing) else self.input.toPlainText()

    def set_limit(self, characters: int) -> None:
        """Set how many code points a message may have."""
        self._limit = characters
        self._judge()

    def set_placeholder(self, words: str) -> None:
        """Set the words in the empty input."""
        self.input.setPlaceholderText(words)
        self.input.setAccessibleName(words)

    def begin(self, draft: str) -> None:
        """Begin with another group's draft."""
        self._show_purpose(None)
        self._put_aside = ""
        self._set_text(draft)

    def answer(self, what: Answering) -> None:
        """Let the text answer a message."""
        if isinstance(self._purpose, Editing):
            self.drop_purpose()
        self._show_purpose(what)
        self.input.setFocus()

    def edit(self, what: Editing) -> None:
        """Let the text be a message's new one; what was written is put aside meanwhile."""
        if not isinstance(self._purpose, Editing):
            self._put_aside = self.input.toPlainText()
        self._show_purpose(what)
        self._set_text(what.text)
        self.input.setFocus()

    def drop_purpose(self) -> None:
        """Answer or edit nothing; what had been put aside comes back."""
        if isinstance(self._purpose, Editing):
            self._set_text(self._put_aside)
            self._put_aside = ""
        self._show_purpose(None)
        self.input.setFocus()

    def done(self) -> None:
        """Clear what was sent."""
        editing = isinstance(self._purpose, Editing)
        self._show_purpose(None)
        self._set_text(self._put_aside if editing else "")
        self._put_aside = ""

    # --- inside

    def _set_text(self, text: str) -> None:
        self._setting = True
        self.input.setPlainText(text)
        self.input.moveCursor(QTextCursor.MoveOperation.End)
        self._setting = False
        self._judge()

    def _show_purpose(self, purpose: Answering | Editing | None) -> None:
        self._purpose = purpose
        if isinstance(purpose, Answering):
            self._context_title.setText(self.tr("Reply to {name}").format(name=purpose.name))
            self._context_text.setText(purpose.text)
        elif isinstance(purpose, Editing):
            self._context_title.setText(self.tr("Edit message"))
            self._context_text.setText(preview(purpose.text))
        self._context.setVisible(purpose is not None)
        self._draw()

    def _send(self) -> None:
        if self.send.isEnabled():
            self.sent.emit(self.input.toPlainText(), self._purpose)

    def _edit_last(self) -> None:
        if self._purpose is None:
            self.edit_last.emit()

    def _escape(self) -> None:
        if self._purpose is not None:
            self.drop_purpose()
        else:
            self.escaped.emit()

    def _changed(self) -> None:
        self._judge()
        if not self._setting and not isinstance(self._purpose, Editing):
            self.written.emit()

    def _judge(self) -> None:
        text = self.input.toPlainText()
        over = len(text) > self._limit
        self.send.setEnabled(bool(text.strip()) and not over)
        self._count.setVisible(len(text) >= self._limit * TELL_LIMIT_AT)
        self._count.setText(f"{len(text):,} / {self._limit:,}")
        tone = "error" if over else "faint"
        if self._count.property("tone") != tone:
            self._count.setProperty("tone", tone)
            repolish(self._count)
        self._count.setAccessibleName(self.tr("Message too long") if over else "")

    def _draw(self) -> None:
        tokens = self._theme.tokens
        name = "check" if isinstance(self._purpose, Editing) else "send"
        faint = {QIcon.Mode.Disabled: tokens.text_faint}
        self.send.setIcon(icon(name, tokens.on_accent, 18, faint))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the frame show that the input has the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            inside = event.type() == QEvent.Type.FocusIn
            self._frame.setProperty("focused", "true" if inside else "false")
            repolish(self._frame)
        return False
