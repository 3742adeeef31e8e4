"""What is being written in each group: text, caret and undo, what it answers, what is edited."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtGui import QTextCursor, QTextDocument

from chat_desktop.windows.pane.composer_input import ComposerInput, new_document
from chat_desktop.windows.pane.purpose import Answering, Editing, Purpose
from protocol.scalars import GroupId, Seq

KEPT: Final = 12
"""So many groups keep caret and undo; of the others the draft is kept on disk."""


class Page:
    """A text with its history of undo, and where the caret was when it was left."""

    def __init__(self, text: str = "", *, before: str = "") -> None:
        self.document: QTextDocument = new_document(text, before=before)
        end = self.document.characterCount() - 1
        self._anchor, self._place = end, end

    @property
    def text(self) -> str:
        """What it says."""
        return self.document.toPlainText()

    def leave(self, field: ComposerInput) -> None:
        """Remember where the caret is."""
        if field.document() is self.document:
            cursor = field.textCursor()
            self._anchor, self._place = cursor.anchor(), cursor.position()

    def enter(self, field: ComposerInput) -> None:
        """Show it with the caret where it was."""
        field.show_document(self.document)
        cursor = field.textCursor()
        cursor.setPosition(self._anchor)
        cursor.setPosition(self._place, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
        field.ensureCursorVisible()


class Writing:
    """All that is being written in one group."""

    def __init__(
        self,
        draft: str = "",
        answering: Answering | None = None,
        change: tuple[Seq, str] | None = None,
    ) -> None:
        self._draft = Page(draft)
        self._change: Page | None = None
        self._abandoned: dict[Seq, str] = {}
        self.answering = answering
        self.editing: Editing | None = None
        if change is not None:
            self.edit_again(Editing(change[0], ""), change[1])

    @property
    def purpose(self) -> Purpose:
        """What the text on top is written for."""
        return self.editing or self.answering

    @property
    def page(self) -> Page:
        """The text on top: the change of a message while one is being edited."""
        return self._change or self._draft

    @property
    def draft(self) -> str:
        """The text to keep as the group's draft, also while a message is being edited."""
        return self._draft.text

    @property
    def answered(self) -> Seq | None:
        """The message that the draft answers, also while another is being edited."""
        return self.answering.seq if self.answering else None

    @property
    def change(self) -> tuple[Seq, str] | None:
        """The message that is being edited, and how it reads by now; None where it is as it was."""
        if self.editing is None or self._change is None or self._change.text == self.editing.text:
            return None
        return self.editing.seq, self._change.text

    def answer(self, what: Answering) -> None:
        """Let the draft answer a message; a change that had begun is put away."""
        self.cancel_edit()
        self.answering = what

    def edit(self, what: Editing) -> None:
        """Begin to change a message; the draft waits below.

        Undo brings back what was put away of an earlier change of the same message.
        """
        self.cancel_edit()
        self.editing = what
        self._change = Page(what.text, before=self._abandoned.pop(what.seq, ""))

    def edit_again(self, what: Editing, text: str) -> None:
        """Go on with a change that could not be sent."""
        self.edit(what)
        if self._change is not None:
            self._change = Page(text, before=what.text)

    def cancel_edit(self) -> None:
        """Put the change of a message away; the draft comes back as it was."""
        if (change := self.change) is not None:
            self._abandoned[change[0]] = change[1]
        self.editing = self._change = None

    def done(self) -> None:
        """The text on top was sent."""
        if self.editing is not None:
            self.editing = self._change = None
        else:
            self._draft = Page()
            self.answering = None


class Writings:
    """The writings of the groups that were shown last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[GroupId, Writing] = OrderedDict()

    def of(
        self,
        group: GroupId,
        draft: str,
        answering: Answering | None = None,
        change: tuple[Seq, str] | None = None,
    ) -> Writing:
        """Return a group's writing; the rest says what is kept of it elsewhere."""
        writing = self._kept.get(group)
        if writing is None:
            writing = self._kept[group] = Writing(draft, answering, change)
        self._kept.move_to_end(group)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return writing

    def forget(self, group: GroupId) -> None:
        """The group is gone."""
        self._kept.pop(group, None)
