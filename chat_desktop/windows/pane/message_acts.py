"""What is done with single messages of the pane: reactions, deleting, sending again, dropping."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from chat_desktop.chat.view import ChatView
from chat_desktop.core.ports import Client
from chat_desktop.core.rows import Delivery, MessageRow
from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.emoji_picker import EmojiPicker
from chat_desktop.windows.pane.emoji_shelf import EmojiShelf
from chat_desktop.windows.pane.reader import Reader
from chat_desktop.windows.parts.tasks import Tasks
from protocol.scalars import RANK, GroupId, Seq, UserId


class MessageActs(QWidget):
    """Does it for the group that is open; it is never shown itself."""

    said = Signal(str)

    def __init__(
        self,
        pane: QWidget,
        client: Client,
        view: ChatView,
        reader: Reader,
        tasks: Tasks,
        theme: Theme,
        shelf: EmojiShelf,
    ) -> None:
        super().__init__(pane)
        self.hide()
        self._pane, self._client, self._reader, self._tasks = pane, client, reader, tasks
        self._theme, self._shelf = theme, shelf
        self._picker: EmojiPicker | None = None
        self._reacting_to: tuple[GroupId, Seq] | None = None
        self.group: GroupId | None = None
        view.deleteDue.connect(client.delete_soon)
        view.reactRequested.connect(self._react)
        view.reactionPickerRequested.connect(lambda seq: self.pick_reaction(seq, QCursor.pos()))
        view.retryRequested.connect(self._send_again)
        view.discardRequested.connect(self._discard)

    def may_delete(self, row: MessageRow) -> bool:
        """Whether the user may take a message back: an own one, or one of a lower rank."""
        me = self._client.me
        if me is not None and row.by == me.id:
            return True
        group = self._client.group(self.group) if self.group else None
        mine = RANK.get((group.role or "") if group else "", 0)
        return mine > self._rank_of(row.by)

    def pick_reaction(self, seq: Seq, where: QPoint) -> None:
        """Open the emoji picker for a reaction to a message."""
        if self.group is None:
            return
        if self._picker is None:
            self._picker = EmojiPicker(self._pane, self._theme, self._shelf)
            self._picker.picked.connect(self._picked)
        self._reacting_to = (self.group, seq)
        self._picker.open_at(where)

    # --- inside

    def _rank_of(self, user: UserId) -> int:
        members = self._client.members(self.group) if self.group else None
        for member in members or ():
            if member.user.id == user:
                return RANK[member.role]
        return 0 if members else RANK["owner"]

    def _picked(self, emoji: str) -> None:
        if self._reacting_to is not None:
            group, seq = self._reacting_to
            self._tasks.spawn(self._client.react(group, seq, emoji, True))

    def _react(self, seq: Seq, emoji: str, on: bool) -> None:
        if self.group is not None:
            self._tasks.spawn(self._client.react(self.group, seq, emoji, on))

    def _send_again(self, key: str) -> None:
        if self.group is not None:
            self._client.send_again(self.group, key)

    def _discard(self, key: str) -> None:
        if self.group is None:
            return
        for row in self._reader.rows():
            if row.key == key and row.delivery is Delivery.FAILED:
                # What was written is not lost with the message.
                QApplication.clipboard().setText(row.text or "")
                self.said.emit(self.tr("Message dropped; its text is on the clipboard."))
        self._client.discard(self.group, key)
