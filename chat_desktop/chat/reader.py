"""Follows what has been read: rows that were in view for a moment while the window was active."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from chat_desktop.chat.reading import last_seen, unread_beyond
from protocol.scalars import Seq

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView

READ_AFTER_MS: Final = 150
"""How long messages are in view before they count as read."""


class Reader(QObject):
    """The read mark of the group shown, as far as this window knows; it only grows."""

    def __init__(self, view: ChatView) -> None:
        super().__init__(view)
        self._view = view
        self.read: Seq = 0
        self._pause = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._pause.timeout.connect(self._report)

    @property
    def watched(self) -> bool:
        """Whether somebody may be looking."""
        return self._view.isVisible() and self._view.isActiveWindow()

    def look(self) -> None:
        """See after a moment what is in view by then."""
        if not self._pause.isActive():
            self._pause.start()

    def stop(self) -> None:
        self._pause.stop()

    def unread_below(self) -> int:
        """Return how many messages are unread: by the counts alone, as the sidebar says it."""
        view = self._view
        if not view.at_end and view.unread_of is not None:
            return view.unread_of()
        return unread_beyond(view.rows, self.read)

    def _report(self) -> None:
        view = self._view
        if not self.watched:
            return
        seen = last_seen(view.rows, view.column.visible(), view.viewport().height())
        if seen > self.read:
            self.read = seen
            view.readUpTo.emit(seen)
            view.jump_button.set_count(self.unread_below())
