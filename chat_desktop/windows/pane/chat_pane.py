"""The middle column: header, banner, what was said, who is writing, and the composer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chat_desktop.chat.people import Rights
from chat_desktop.chat.view import ChatView
from chat_desktop.core.ports import (
    Change,
    Client,
    GroupsChanged,
    MembersChanged,
    StatusChanged,
    TimelineSpliced,
    TypingChanged,
    UsersChanged,
)
from chat_desktop.core.rows import Delivery, LinkState
from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.banner import OfflineBanner
from chat_desktop.windows.pane.composer import Composer
from chat_desktop.windows.pane.drop_zone import DropZone, read_text
from chat_desktop.windows.pane.emoji_picker import EmojiPicker
from chat_desktop.windows.pane.emoji_shelf import EmojiShelf, Keeper
from chat_desktop.windows.pane.emoji_table import emoji_table, emoji_table_is_read
from chat_desktop.windows.pane.header import PaneHeader
from chat_desktop.windows.pane.message_acts import MessageActs
from chat_desktop.windows.pane.reader import Reader
from chat_desktop.windows.pane.typing_line import TypingLine
from chat_desktop.windows.pane.writer import Writer
from chat_desktop.windows.parts.controls import line
from chat_desktop.windows.parts.tasks import Tasks
from protocol.scalars import GroupId, Seq

WARM_AFTER_MS: Final = 2_000


class ChatPane(QWidget):
    """Shows one group at a time; does what concerns messages, and asks for the rest."""

    profile_wanted = Signal(str)
    link_wanted = Signal(str)
    said = Signal(str)
    """Something that the user should know."""

    def __init__(self, client: Client, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAcceptDrops(True)
        self._client, self._theme, self._tasks = client, theme, tasks
        self._group: GroupId | None = None
        self._online: int | None = None
        self._names: frozenset[str] = frozenset()
        self._shelf = EmojiShelf()
        self._picker: EmojiPicker | None = None
        self.header = PaneHeader(theme)
        self.banner = OfflineBanner(client, theme)
        self.view = ChatView()
        self.view.setObjectName("chatView")
        self.view.set_tokens(theme.tokens)
        self.view.set_motion(theme.motion)
        self.typing = TypingLine()
        self.reader = Reader(client, self.view, tasks)
        self.writer = Writer(client, self.view, self.reader, tasks)
        self.composer = Composer(theme, self._shelf, self.writer.people)
        self.writer.use(self.composer)
        self.acts = MessageActs(self, client, self.view, self.reader, tasks, theme, self._shelf)
        self.drop_zone = DropZone(self, theme)
        # The names of emoji are read when the window is up and nothing else is going on.
        self._warm = QTimer(self)
        self._warm.setSingleShot(True)
        self._warm.setInterval(WARM_AFTER_MS)
        self._warm.timeout.connect(emoji_table)
        self._lay_out()
        self._connect()
        self._end = client.listen(self._told)
        self._know_people()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(line())
        column.addWidget(self.banner)
        column.addWidget(self.view, 1)
        column.addWidget(self.typing)
        column.addWidget(self.composer)

    def _connect(self) -> None:
        self._theme.changed.connect(self._dress)
        self.view.authorClicked.connect(self.profile_wanted)
        self.view.linkActivated.connect(self.link_wanted)
        for part in (self.view, self.reader, self.writer, self.acts, self.composer):
            part.said.connect(self.said)
        self.reader.shown.connect(self._tell_waiting)
        self.writer.sent.connect(self.view.jump_to_newest)
        self.composer.escaped.connect(self.mark_read)
        self.composer.context.followed.connect(self.reader.bring)
        self.composer.emoji_wanted.connect(self._pick_emoji)
        self.composer.input.files_given.connect(self._take_files)
        emoji = QShortcut(QKeySequence("Ctrl+."), self)
        emoji.activated.connect(self.composer.ask_for_emoji)

    def _dress(self) -> None:
        self.view.set_tokens(self._theme.tokens)

    def end(self) -> None:
        """Keep the draft, carry out what was to be deleted, and stop listening to the client."""
        self.view.deletions.finish()
        self._warm.stop()
        self.writer.keep_draft()
        self.banner.end()
        self._end()

    @property
    def group(self) -> GroupId | None:
        """The group shown."""
        return self._group

    def keep_emoji_in(self, keeper: Keeper) -> None:
        """Remember the emoji used last, and the skin tone, in this memory."""
        self._shelf.keep_in(keeper)

    # --- what is shown

    def show_group(self, group: GroupId) -> None:
        """Show a group: at once what is known of it, the rest as it comes."""
        if group != self._group:
            self.writer.open(group)
            self._group = self.acts.group = self.reader.group = group
            self._know_members()
            self._show_header()
            self.reader.open(group)
            if not emoji_table_is_read():
                self._warm.start()
        self.composer.input.setFocus()

    def show_hit(self, group: GroupId, seq: Seq, words: Sequence[str]) -> None:
        """Show what was searched for: the group, the message amid its like, the words marked."""
        if group != self._group:
            self.show_group(group)
        self.reader.show_hit(seq, words)

    def forget_group(self) -> None:
        """Show no group: the one shown is gone, and its draft with it."""
        self.writer.close()
        self._group = self.acts.group = None
        self.reader.close()

    def show_first_unread(self) -> None:
        """Go to the message that makes the group unread."""
        self.reader.show_first_unread()

    def mark_read(self) -> None:
        """Mark all of the group as read."""
        self.reader.mark_read()

    def _show_header(self) -> None:
        row = self._client.group(self._group) if self._group else None
        if row is None:
            return
        connected = self._client.status.state is LinkState.ONLINE
        self.header.show_group(row, self._online if connected else None)
        self.composer.set_placeholder(self.tr("Message {group}").format(group=row.name))
        me = self._client.me
        self.typing.show_names(
            [self.view.people.name(user) for user in row.typing if me is None or user != me.id]
        )

    def _know_members(self) -> None:
        """Take the members anew; that costs by their number, so not with every message."""
        members = self._client.members(self._group) if self._group else None
        self._online = None if members is None else sum(member.online for member in members)
        names = [member.user.username for member in members or ()]
        if not self.writer.knows_members:
            me = self._client.me
            names += [person.username for person in self.writer.people()]
            names += [me.username] if me else []
        if (known := frozenset(names)) != self._names:
            self._names = known
            self.view.set_names(known)

    def _know_people(self) -> None:
        me = self._client.me
        rights = Rights(
            delete=self.acts.may_delete,
            connected=lambda: self._client.status.state is LinkState.ONLINE,
        )
        self.view.set_source(
            self._client.user,
            me.id if me else None,
            quote_of=self.reader.message,
            rights=rights,
            unread_of=self.reader.unread,
        )

    def _told(self, change: Change) -> None:
        if isinstance(change, TimelineSpliced):
            if change.group == self._group:
                timeline = self._client.timeline(change.group)
                if timeline is not None:
                    self.view.apply(change.splices, timeline.at_start, timeline.at_end)
                self._tell_waiting()
                self.writer.know_purpose()
        elif isinstance(change, UsersChanged):
            self._know_members()
            self.view.names_changed()
            self._show_header()
        elif isinstance(change, StatusChanged):
            self._know_people()
            self._show_header()
            self.reader.ask_again()
            self._tell_waiting()
            self.composer.set_limit(self._client.limits.text_chars)
        elif isinstance(change, MembersChanged):
            if change.group == self._group:
                self._know_members()
                self._show_header()
        elif isinstance(change, GroupsChanged) or (
            isinstance(change, TypingChanged) and change.group == self._group
        ):
            self._show_header()

    def _tell_waiting(self) -> None:
        if self._client.status.state is not LinkState.ONLINE:
            rows = self.reader.rows()
            self.banner.set_waiting(sum(row.delivery is Delivery.SENDING for row in rows))

    # --- emoji and files

    def _pick_emoji(self, where: QPoint) -> None:
        if self._picker is None:
            self._picker = EmojiPicker(self, self._theme, self._shelf)
            self._picker.anchor = self.composer.emoji
            self._picker.picked.connect(self.composer.input.insert)
        if self._picker.isVisible():
            self._picker.dismiss()
        else:
            self._picker.open_at(where, from_right=self.isLeftToRight())

    def _take_files(self, files: Sequence[QUrl]) -> None:
        if self._group is not None:
            self._tasks.spawn(self._take_text_of([Path(url.toLocalFile()) for url in files]))

    async def _take_text_of(self, paths: Sequence[Path]) -> None:
        group = self._group
        texts = [await asyncio.to_thread(read_text, path) for path in paths[:1]]
        if group != self._group:
            return
        if len(paths) == 1 and texts[0] is not None:
            self.composer.input.insert_long(texts[0])
            self.composer.input.setFocus()
        else:
            self.said.emit(
                self.tr("Files cannot be sent yet. Of a small text file the text can be put in.")
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say that it can be dropped here."""
        if self._group is not None and _takes(event.mimeData()):
            event.acceptProposedAction()
            self.drop_zone.cover(self.header.height() + 1)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Say so no longer."""
        self.drop_zone.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put what was dropped into the composer."""
        self.drop_zone.hide()
        event.acceptProposedAction()
        self.composer.input.insertFromMimeData(event.mimeData())
        self.composer.input.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the composer have its part of the height."""
        super().resizeEvent(event)
        self.composer.set_pane_height(self.height())
        if self.drop_zone.isVisible():
            self.drop_zone.cover(self.header.height() + 1)


def _takes(data: QMimeData) -> bool:
    return data.hasText() or data.hasUrls() or data.hasImage()
