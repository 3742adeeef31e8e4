"""The canvas that can be acted on: what is selected, focused, picked, copied, being deleted."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget

from chat_desktop.chat.body import Piece
from chat_desktop.chat.canvas import Canvas
from chat_desktop.chat.copying import text_between
from chat_desktop.chat.deletions import UNDO_SECONDS, Deletions
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.identity import identity
from chat_desktop.chat.picks import Picks, may_pick
from chat_desktop.chat.row_layout import Going, MessageLayout
from chat_desktop.chat.selection import Selection, Spot
from chat_desktop.core.rows import MessageRow
from chat_desktop.look.motion import Motion
from protocol.scalars import GroupId, Seq

translate = QCoreApplication.translate

COPIED_MS: Final = 1_500
"""How long a block of code says that it was copied."""
_END: Final = 1 << 30


class ActiveCanvas(Canvas):
    """Keeps what the user does with the rows of `group`, without the mouse and the keys."""

    deleteDue = Signal(str, object)
    """(group, seq): delete this message now; the time to undo has passed."""

    pick_copy_wanted = Signal()
    said = Signal(str)
    """Something that the user should know."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group: GroupId = ""
        self.deletions = Deletions(self)
        self.deletions.changed.connect(self._deletion_changed)
        self.deletions.ticked.connect(self.viewport().update)
        self.deletions.due.connect(self._delete_now)
        self.picks = Picks(self.motion, self)
        self.picks.slid.connect(self.viewport().update)
        self._copied = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._copied.timeout.connect(lambda: self.show_copied(None))

    def set_motion(self, motion: Motion) -> None:
        super().set_motion(motion)
        self.picks.motion = motion

    # --- selection and clipboard

    def select(self, selection: Selection | None) -> None:
        if selection != self.selection:
            self.selection = selection
            self.viewport().update()

    def select_all(self) -> None:
        names = [identity(row) for row in self.rows if isinstance(row, MessageRow)]
        if names:
            self.select(Selection(Spot(names[0], 0), Spot(names[-1], _END)))

    def selected_text(self) -> str:
        """Return what is selected, as it is copied."""
        return text_between(self, self.selection)

    def code_of(self, row: MessageRow) -> list[str]:
        """Return the blocks of code in a message."""
        return [line.text for line in self.lines_of(row) if line.code is not None]

    def copy(self) -> None:
        """Copy what is picked, else what is selected, else the focused message."""
        if self.picks.on:
            self.pick_copy_wanted.emit()
            return
        text = self.selected_text()
        row = self.focused_row()
        if not text and row is not None and not row.deleted:
            text = row.text or ""
        if text:
            self.put_on_clipboard(text)

    def offer_selection(self) -> None:
        """Let the middle button paste what is selected, where the platform knows that."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and (text := self.selected_text()):
            clipboard.setText(text, QClipboard.Mode.Selection)

    def put_on_clipboard(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    # --- the mouse

    def set_hovered(self, hit: Hit | None) -> None:
        day = hit.index if hit is not None and hit.part is Part.DAY else None
        if hit != self.hovered or day != self.hovered_day:
            self.hovered, self.hovered_day = hit, day
            self.viewport().update()

    def set_pressed(self, hit: Hit | None) -> None:
        if hit != self.pressed:
            self.pressed = hit
            self.viewport().update()

    def show_copied(self, piece: Piece | None) -> None:
        """Say for a moment at a block of code that it was copied."""
        self.copied = piece
        if piece is not None:
            self._copied.start()
        self.viewport().update()

    # --- deleting, with time to undo

    def delete(self, *rows: MessageRow) -> None:
        """Let the time to undo the deletion of messages begin.

        Without a connection that is refused at once: after ten seconds nobody would know why.
        """
        seqs = [row.seq for row in rows if row.seq is not None and self.people.may_delete(row)]
        if seqs and not self.people.rights.connected():
            self.said.emit(translate("Chat", "Messages can be deleted only with a connection."))
            return
        for seq in seqs:
            self.deletions.begin(self.group, seq)

    def undo_delete(self, row: MessageRow) -> None:
        if row.seq is not None:
            self.deletions.undo(self.group, row.seq)

    def going(self, row: MessageRow) -> Going:
        if row.deleted or not self.deletions.holds(self.group, row.seq):
            return Going.NO
        left = self.deletions.remaining(self.group, row.seq)
        return Going.UNDOABLE if left > 0 else Going.SENT

    def undo_left(self, row: MessageRow) -> float:
        left = self.deletions.remaining(self.group, row.seq)
        # Where nothing is to move, the ring goes on by the second.
        return math.ceil(left * UNDO_SECONDS) / UNDO_SECONDS if self.motion.reduced else left

    def _delete_now(self, group: GroupId, seq: Seq) -> None:
        row = self.model.message_at(seq) if group == self.group else None
        if row is None or not row.deleted:
            self.deleteDue.emit(group, seq)

    def _deletion_changed(self, group: GroupId, seq: Seq) -> None:
        index = self.model.index_of_seq(seq) if group == self.group else None
        if index is not None:
            self.column.forget(index)
            self.settle()

    # --- picking

    @property
    def picking(self) -> bool:
        return self.picks.on or self.picks.aside > 0

    def may_pick(self, row: MessageRow) -> bool:
        return may_pick(row)

    def is_picked(self, row: MessageRow) -> bool:
        return row in self.picks

    def shift_of(self, layout: MessageLayout) -> int:
        if layout.mine:
            return 0
        return -self.picks.aside if self.mirrored else self.picks.aside

    # --- the focused message

    def focused_row(self) -> MessageRow | None:
        index = None if self.focused is None else self.model.index_of(self.focused)
        row = None if index is None else self.rows[index]
        return row if isinstance(row, MessageRow) else None

    def focus_row(self, index: int) -> None:
        """Give a row the keyboard's focus, and bring it into view."""
        self.focused = identity(self.rows[index])
        top = self.content_top(index)
        bottom = top + self.layout_of(index).height
        room = self.viewport().height()
        if top < 8:
            self.scroll_by(top - 8)
        elif bottom > room - 8:
            self.scroll_by(min(bottom - room + 8, top - 8))
        self.viewport().update()
