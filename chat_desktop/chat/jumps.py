"""Where a view goes: to a message that was asked for, or back to where the reader left a group."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from chat_desktop.chat.identity import identity, seq_of
from chat_desktop.chat.positions import Position, Positions
from protocol.scalars import GroupId, Seq

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView

JUMP_SECONDS: Final = 15
"""How long a jump waits for its message; later it would come as a surprise."""


class Jumps:
    """The jump that waits for its message, and the positions in groups that were left."""

    def __init__(self, view: ChatView) -> None:
        self._view = view
        self._positions = Positions()
        self._seq: Seq | None = None
        self._until = 0.0
        self._back: Position | None = None

    def want(self, seq: Seq) -> bool:
        """Go to a message now, or as soon as it is here; False when it is not."""
        self._seq, self._until = seq, time.monotonic() + JUMP_SECONDS
        return self.go()

    def forget(self) -> None:
        """Want nothing any more: another group is shown."""
        self._seq = self._back = None

    def go(self) -> bool:
        """Go to the message that is wanted, if it is here by now."""
        view = self._view
        if self._seq is None or time.monotonic() > self._until:
            return False
        index = view.model.index_of_seq(self._seq)
        if index is None:
            return False
        if self._back is not None and self._back.seq == self._seq:
            view.column.hold(index, self._back.lower)
        else:
            view.column.place(index, view.viewport().height() // 3)
            view.flash(index)
        self.forget()
        view.settle()
        return True

    def remember(self, group: GroupId) -> None:
        """Keep where the reader is in a group that is about to be left."""
        view = self._view
        if not view.rows or not group:
            return
        position = None
        if not view.column.stuck:
            row = view.rows[view.column.anchor]
            position = Position(identity(row), view.column.lower, seq_of(row))
        self._positions.remember(group, position)

    def restore(self, group: GroupId, unread: int | None, *, ask: bool = True) -> None:
        """Go to where the reader left a group, else to its first unread row, else to its end.

        With `ask` a row that was left and is not loaded any more is asked for, and returned to
        quietly. Who is led elsewhere in a group that is open does not want to go back there.
        """
        view = self._view
        kept = self._positions.of(group)
        index = None if kept is None else view.model.index_of(kept.row)
        if kept is not None and index is not None:
            view.column.hold(index, kept.lower)
        elif ask and kept is not None and kept.seq is not None and view.rows:
            self._back = kept
            QTimer.singleShot(0, view, partial(view.jumpRequested.emit, kept.seq))
        elif unread is not None:
            view.column.place(unread, view.viewport().height() // 4)
        view.settle()
