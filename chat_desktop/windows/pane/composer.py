"""The composer: the text field with its buttons, and what is being answered or edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from chat_desktop.look.icons import icon
from chat_desktop.look.mirror import margins
from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.completer import Completer
from chat_desktop.windows.pane.completion import Person
from chat_desktop.windows.pane.composer_input import ComposerInput
from chat_desktop.windows.pane.context_bar import ContextBar
from chat_desktop.windows.pane.emoji_shelf import EmojiShelf
from chat_desktop.windows.pane.limit_bar import LimitBar
from chat_desktop.windows.pane.pasting import MESSAGES
from chat_desktop.windows.pane.purpose import Answering, Editing, Purpose
from chat_desktop.windows.pane.splitting import split_text
from chat_desktop.windows.pane.writing import Writing
from chat_desktop.windows.parts.controls import IconButton, repolish, tooltip
from protocol.scalars import Seq

MOST_OF_PANE: Final = 0.4
"""The part of the pane's height that the text may take before it scrolls."""


class Composer(QWidget):
    """Emits what to send; knows nothing of groups. Above `limit` code points it cannot send."""

    sent = Signal(object, object)
    """The texts, mostly one, and what they were written for: None, `Answering` or `Editing`."""
    written = Signal()
    """The user changed the draft; not emitted while a message is being edited."""
    turned = Signal()
    """The user chose another message to answer or to change, or none; or wrote on a change."""
    edit_last = Signal()
    escaped = Signal()
    emoji_wanted = Signal(QPoint)
    """The emoji picker is to stand with its lower corner at this global point, where lines end."""
    said = Signal(str)
    """Something that the user should know."""

    def __init__(
        self,
        theme: Theme,
        shelf: EmojiShelf | None = None,
        people: Callable[[], Sequence[Person]] = tuple,
    ) -> None:
        super().__init__()
        self.setObjectName("composerArea")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._limit = 10_000
        self._writing = Writing()
        self._setting = False
        self.input = ComposerInput()
        self.input.setObjectName("composerInput")
        self._frame = QFrame()
        self._frame.setObjectName("composer")
        # A click beside the text means the text.
        self._frame.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._frame.setFocusProxy(self.input)
        self.context = ContextBar(theme)
        self.limit_bar = LimitBar()
        self._build_buttons()
        self._lay_out()
        self.completer = Completer(self, self.input, theme, shelf or EmojiShelf(), people)
        self._connect()
        self.show_writing(self._writing)

    def _build_buttons(self) -> None:
        self.emoji = IconButton(self._theme, "smile", self.tr("Emoji"), shortcut="Ctrl+.")
        self.emoji.setObjectName("emoji")
        self.send = QToolButton()
        self.send.setObjectName("send")
        self.send.setProperty("kind", "send")
        self.send.setFixedSize(36, 36)
        self.send.setIconSize(QSize(18, 18))
        self.send.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(margins(12, 0, 0, 0))
        row.setSpacing(4)
        bottom = Qt.AlignmentFlag.AlignBottom
        row.addWidget(self.input, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.emoji, 0, bottom)
        row.addWidget(self.send, 0, bottom)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.setSpacing(6)
        inside.addWidget(self.context)
        inside.addLayout(row)
        inside.addWidget(self.limit_bar)
        around = QVBoxLayout(self)
        around.setContentsMargins(24, 0, 24, 16)
        around.addWidget(self._frame)
        # Tab enters the frame at the text, so that what stands before it is never reached.
        self.setTabOrder(self.send, self.context.drop)

    def _connect(self) -> None:
        self.send.clicked.connect(self._send)
        self.emoji.clicked.connect(self.ask_for_emoji)
        self.context.dropped.connect(self.drop_purpose)
        self.limit_bar.split_wanted.connect(self._send_several)
        field = self.input
        field.entered.connect(self._send)
        field.edit_last.connect(self._edit_last)
        field.escaped.connect(self._escape)
        field.textChanged.connect(self._changed)
        field.cut_short.connect(self._tell_cut)
        field.picture_given.connect(
            lambda: self.said.emit(self.tr("Pictures cannot be sent yet, only text."))
        )
        field.installEventFilter(self)
        self._theme.changed.connect(self._draw)

    # --- what the pane asks

    @property
    def purpose(self) -> Purpose:
        """What the text is written for."""
        return self._writing.purpose

    @property
    def draft(self) -> str:
        """The text to keep as the group's draft: while editing, the one put aside."""
        return self._writing.draft

    @property
    def answered(self) -> Seq | None:
        """The message that the draft answers, also while another is being edited."""
        return self._writing.answered

    def set_limit(self, characters: int) -> None:
        """Set how many code points a message may have."""
        self._limit = characters
        self.input.set_room(characters * MESSAGES)
        self._judge()

    def set_pane_height(self, pixels: int) -> None:
        """Let the text grow to its part of the pane's height."""
        self.input.set_most_height(int(pixels * MOST_OF_PANE))

    def set_placeholder(self, words: str) -> None:
        """Set the words in the empty input."""
        self.input.setPlaceholderText(words)
        self.input.setAccessibleName(words)

    def show_writing(self, writing: Writing) -> None:
        """Go on with what is being written in another group."""
        self.completer.close()
        self._writing.page.leave(self.input)
        self._writing = writing
        self._show()

    def begin(self, draft: str) -> None:
        """Begin anew with a draft."""
        self.show_writing(Writing(draft))

    def answer(self, what: Answering) -> None:
        """Let the text answer a message."""
        self._change(lambda: self._writing.answer(what))

    def tell_answered(self, what: Answering) -> None:
        """Name the message that is being answered, if only its place was known."""
        if self._writing.answering == Answering(what.seq):
            self._writing.answering = what
            self.context.show_purpose(self.purpose)

    def tell_edited(self, what: Editing) -> None:
        """Say how the message reads that is being edited, if only its place was known.

        Where it reads so already, nothing is left to do.
        """
        if self._writing.editing == Editing(what.seq, ""):
            self._writing.editing = what
            if self._writing.change is None:
                self._writing.done()
            self._show()

    def edit(self, what: Editing) -> None:
        """Let the text be a message's new one; what was written is put aside meanwhile."""
        self._change(lambda: self._writing.edit(what))

    def drop_purpose(self) -> None:
        """Answer or edit nothing; what had been put aside comes back."""
        if self._writing.editing is not None:
            self._change(self._writing.cancel_edit)
        else:
            self._writing.answering = None
            self._change(lambda: None)

    def done(self) -> None:
        """Clear what was sent."""
        self._writing.done()
        self._show()

    def insert(self, words: str) -> None:
        """Put words in at the caret, and give the field the keyboard."""
        self.input.insert(words)
        self.input.setFocus()

    def ask_for_emoji(self) -> None:
        """Ask for the emoji picker."""
        end = self._frame.width() if self.isLeftToRight() else 0
        self.emoji_wanted.emit(self._frame.mapToGlobal(QPoint(end, -4)))

    # --- inside

    def _change(self, what: Callable[[], None]) -> None:
        before = self._writing.page
        before.leave(self.input)
        what()
        if self._writing.page is before:
            self.context.show_purpose(self.purpose)
            self._judge()
        else:
            self._show()
        self.input.setFocus()
        self.turned.emit()

    def _show(self) -> None:
        self._setting = True
        self._writing.page.enter(self.input)
        self._setting = False
        self.context.show_purpose(self.purpose)
        self._draw()
        self._judge()

    def _send(self) -> None:
        text = self.input.text
        if len(text) > self._limit:
            over = len(text) - self._limit
            words = self.tr("This message is %n character(s) too long to be sent.", "", over)
            self.said.emit(words)
        elif text.strip():
            self.sent.emit((text,), self.purpose)

    def _send_several(self) -> None:
        self.sent.emit(split_text(self.input.text, self._limit), self.purpose)
        self.input.setFocus()

    def _edit_last(self) -> None:
        if self.purpose is None:
            self.edit_last.emit()

    def _escape(self) -> None:
        if self.purpose is not None:
            self.drop_purpose()
        else:
            self.escaped.emit()

    def _tell_cut(self, left_out: int) -> None:
        words = self.tr(
            "This was too long: %n character(s) at the end were left out."
            " Where you took it from it is still whole.",
            "",
            left_out,
        )
        self.said.emit(words)

    def _changed(self) -> None:
        if self._setting:
            return
        self._judge()
        if self._writing.editing is None:
            self.written.emit()
        else:
            self.turned.emit()

    def _judge(self) -> None:
        text = self.input.text
        over = len(text) > self._limit
        self.send.setEnabled(bool(text.strip()) and not over)
        self.limit_bar.judge(text, self._limit, may_split=self._writing.editing is None)

    def _draw(self) -> None:
        tokens = self._theme.tokens
        editing = self._writing.editing is not None
        faint = {QIcon.Mode.Disabled: tokens.text_faint}
        self.send.setIcon(icon("check" if editing else "send", tokens.on_accent, 18, faint))
        name = self.tr("Save") if editing else self.tr("Send")
        self.send.setAccessibleName(name)
        self.send.setToolTip(tooltip(self.tr("{action} (Enter)").format(action=name)))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the frame show that the input has the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            inside = event.type() == QEvent.Type.FocusIn
            self._frame.setProperty("focused", "true" if inside else "false")
            repolish(self._frame)
        return False
