"""The composer's text field: plain text that grows, its keys, and what is pasted into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QDragEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit

from chat_desktop.chat.utf16 import cut, units
from chat_desktop.look.fonts import font, wear
from chat_desktop.look.tokens import Size
from chat_desktop.windows.pane.formatting import (
    BOLD,
    CODE,
    ITALIC,
    STRIKE,
    Edit,
    continued,
    toggled,
)
from chat_desktop.windows.pane.pasting import fitting

MARGIN: Final = 4
MOST_HEIGHT: Final = 200
ROOM: Final = 50_000

_Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_DELETES: Final = (_Key.Key_Backspace, _Key.Key_Delete)
_MARKS: Final = {
    (_CONTROL, _Key.Key_B): BOLD,
    (_CONTROL, _Key.Key_I): ITALIC,
    (_CONTROL | _SHIFT, _Key.Key_X): STRIKE,
    (_CONTROL, _Key.Key_E): CODE,
}


class ComposerInput(QPlainTextEdit):
    """Plain text only. Enter sends, Shift+Enter breaks the line; not while a word is composed."""

    entered = Signal()
    edit_last = Signal()
    escaped = Signal()
    typed = Signal()
    """The user typed or deleted something, or an input method put it in; not pasted, not undone."""
    cut_short = Signal(int)
    """So many characters of what was pasted did not fit."""
    files_given = Signal(object)
    """Files were pasted or dropped: a list of `QUrl`."""
    picture_given = Signal()

    def __init__(self) -> None:
        self._most_height = MOST_HEIGHT
        self._room = ROOM
        self._composing = False
        self._hint = ""
        self._sized: QAbstractTextDocumentLayout | None = None
        self._shown: QTextDocument | None = None
        self.take_key: Callable[[QKeyEvent], bool] = lambda _event: False
        """Asked before the editor for each key; True where the key has been dealt with."""
        super().__init__()
        wear(self, Size.TEXT)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._lean)
        self.show_document(new_document())

    def setPlaceholderText(self, words: str) -> None:
        """Show words while the field is empty: on one line, cut where they lack room."""
        self._hint = words
        self._fit_hint()

    def _fit_hint(self) -> None:
        room = self.viewport().width() - 2 * MARGIN
        shown = self.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, room)
        if shown != self.placeholderText():
            super().setPlaceholderText(shown)

    # --- documents and places

    def show_document(self, document: QTextDocument) -> None:
        """Edit this document from now on; it keeps its own history of undo."""
        document.setDefaultFont(font(Size.TEXT))
        if self._sized is not None:
            self._sized.documentSizeChanged.disconnect(self._grow)
        self.setDocument(document)
        if self._shown is not None and self._shown is not document:
            # PySide holds every document that was ever set here as a child of this field.
            self._shown.setParent(None)
        self._shown = document
        self._sized = document.documentLayout()
        self._sized.documentSizeChanged.connect(self._grow)
        self._lean()
        self._grow()

    @property
    def text(self) -> str:
        """The whole text."""
        return self.toPlainText()

    @property
    def place(self) -> int:
        """Where the caret stands, in characters of `text`."""
        return len(cut(self.text, 0, self.textCursor().position()))

    def set_most_height(self, pixels: int) -> None:
        """Set how high it may become before it scrolls."""
        self._most_height = pixels
        self._grow()

    def set_room(self, characters: int) -> None:
        """Set how much text it takes by pasting."""
        self._room = characters

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` in the place of `text[start:end]`, as one step of undo; the caret follows."""
        cursor = self._cursor(start, end)
        cursor.insertText(new)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert(self, words: str) -> None:
        """Put words in at the caret, in the place of the selection."""
        self.textCursor().insertText(words)
        self.ensureCursorVisible()

    def insert_long(self, text: str) -> None:
        """Put in as much of a text as there is room for, and tell what is left out."""
        chosen = len(self.textCursor().selectedText())
        kept, left_out = fitting(text, self._room - len(self.text) + chosen)
        self.insert(kept)
        if left_out:
            self.cut_short.emit(left_out)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        text = self.text
        cursor = self.textCursor()
        cursor.setPosition(units(text[:start]))
        cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _grow(self) -> None:
        spacing = QFontMetrics(self.font()).lineSpacing()
        around = 2 * MARGIN + 2
        most = max(1, (self._most_height - around) // spacing)
        lines = max(1, min(most, round(self.document().size().height())))
        if self.height() != lines * spacing + around:
            self.setFixedHeight(lines * spacing + around)

    def _lean(self) -> None:
        """Begin the lines at the right where the text, or else the window, runs from there.

        Qt leaves the lines of plain text at the left, whichever way their letters run.
        """
        document = self.document()
        first = document.firstBlock()
        direction = first.textDirection() if first.length() > 1 else self.layoutDirection()
        rightwards = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rightwards else Qt.AlignmentFlag.AlignLeft
        if document.defaultTextOption().alignment() != side:
            option = QTextOption(document.defaultTextOption())
            option.setAlignment(side)
            document.setDefaultTextOption(option)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the caret in view: it may have been put there before the field had its size."""
        super().resizeEvent(event)
        self._fit_hint()
        self.ensureCursorVisible()

    # --- keys

    def event(self, event: QEvent) -> bool:
        """Offer Tab to the completion before it moves the keyboard on."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == _Key.Key_Tab
            and self.take_key(event)
        ):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Complete, send, mark up or move to editing, or leave the key to the editor."""
        if self._composing:
            super().keyPressEvent(event)
        elif not self.take_key(event) and not self._press(event):
            super().keyPressEvent(event)
            if event.key() in _DELETES or _types(event):
                self.typed.emit()

    def _press(self, event: QKeyEvent) -> bool:
        key, modifiers = _Key(event.key()), event.modifiers()
        if key in (_Key.Key_Return, _Key.Key_Enter):
            if modifiers & (_SHIFT | Qt.KeyboardModifier.AltModifier):
                self._break_line()
            else:
                self.entered.emit()
        elif key == _Key.Key_Up and not self.text and not _strong(modifiers):
            self.edit_last.emit()
        elif key == _Key.Key_Escape:
            self.escaped.emit()
        elif (mark := _MARKS.get((modifiers, key))) is not None:
            self.mark(mark)
        else:
            return False
        return True

    def mark(self, mark: str) -> None:
        """Put a mark of `formatting` around the selection, or take it away."""
        text, cursor = self.text, self.textCursor()
        start = len(cut(text, 0, cursor.selectionStart()))
        end = len(cut(text, 0, cursor.selectionEnd()))
        self._apply(toggled(text, start, end, mark))

    def _apply(self, edit: Edit) -> None:
        self.replace(edit.start, edit.end, edit.new)
        self.setTextCursor(self._cursor(*edit.select))

    def _break_line(self) -> None:
        cursor = self.textCursor()
        line = cut(cursor.block().text(), 0, cursor.positionInBlock())
        following = None if cursor.hasSelection() else continued(line)
        cursor.beginEditBlock()
        if following == "":
            start = QTextCursor.MoveOperation.StartOfBlock
            cursor.movePosition(start, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        else:
            cursor.insertText("\n" + (following or ""))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a word is being composed: Enter then belongs to the input method."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if event.commitString() and not self._composing:
            self.typed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.document().setDefaultFont(self.font())
            # The words of an empty field are painted in this one, which does not follow by itself.
            self.viewport().setFont(self.font())
            self._fit_hint()
            self._grow()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._lean()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A word that is composed ends with the keyboard."""
        self._composing = False
        super().focusOutEvent(event)

    # --- pasting and dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to what is around the field."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Return whether there is something to take, or to say a word about."""
        return source.hasText() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take text as plain text; pass files and pictures on."""
        files = [url for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_given.emit(files)
        elif source.hasText():
            self.insert_long(source.text())
        elif source.hasImage():
            self.picture_given.emit()


def new_document(text: str = "", *, before: str = "") -> QTextDocument:
    """Return a document for the input; undoing from its `text` leads to `before`, if given."""
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setDocumentMargin(MARGIN)
    document.setPlainText(before or text)
    if before and before != text:
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
    return document


def _types(event: QKeyEvent) -> bool:
    """Whether a key puts a character in; Ctrl and Alt together are AltGr on some systems."""
    held = event.modifiers() & (_CONTROL | Qt.KeyboardModifier.AltModifier)
    return bool(event.text()) and event.text().isprintable() and held != _CONTROL


def _strong(modifiers: Qt.KeyboardModifier) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return bool(modifiers & ~keypad)
