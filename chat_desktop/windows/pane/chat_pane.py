"""The middle column: header, banner, what was said, who is writing, and the composer."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from chat_desktop.chat.people import Rights
from chat_desktop.chat.view import ChatView
from chat_desktop.core.ports import (
    Change,
    Client,
    GroupsChanged,
    MembersChanged,
    Offline,
    StatusChanged,
    TimelineSpliced,
    TypingChanged,
    UsersChanged,
)
from chat_desktop.core.rows import Delivery, LinkState, MessageRow
from chat_desktop.look.theme import Theme
from chat_desktop.markdown.preview import preview
from chat_desktop.translations.said import plain_words
from chat_desktop.windows.pane.banner import OfflineBanner
from chat_desktop.windows.pane.composer import Answering, Composer, Editing
from chat_desktop.windows.pane.emoji_picker import EmojiPicker
from chat_desktop.windows.pane.header import PaneHeader
from chat_desktop.windows.pane.typing_line import TypingLine
from chat_desktop.windows.parts.controls import line
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import Refusal
from protocol.scalars import MAX_INTEGER, RANK, GroupId, UserId

DRAFT_PAUSE_MS = 400


class ChatPane(QWidget):
    """Shows one group at a time; does what concerns messages, and asks for the rest."""

    profile_wanted = Signal(str)
    link_wanted = Signal(str)
    said = Signal(str)
    """Something that the user should know."""

    def __init__(self, client: Client, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._client, self._theme, self._tasks = client, theme, tasks
        self._group: GroupId | None = None
        self.header = PaneHeader(theme)
        self.banner = OfflineBanner(client, theme)
        self.view = ChatView()
        self.view.setObjectName("chatView")
        self.view.set_tokens(theme.tokens)
        self.view.set_motion(theme.motion)
        self.typing = TypingLine()
        self.composer = Composer(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(line())
        column.addWidget(self.banner)
        column.addWidget(self.view, 1)
        column.addWidget(self.typing)
        column.addWidget(self.composer)
        self._draft_pause = QTimer(self)
        self._draft_pause.setSingleShot(True)
        self._draft_pause.setInterval(DRAFT_PAUSE_MS)
        self._draft_pause.timeout.connect(self._keep_draft)
        theme.changed.connect(self._dress)
        self._connect_view()
        self._connect_composer()
        self._end = client.listen(self._told)
        self._know_people()

    def _dress(self) -> None:
        self.view.set_tokens(self._theme.tokens)

    def _connect_view(self) -> None:
        view = self.view
        view.olderNeeded.connect(self._load_older)
        view.newerNeeded.connect(self._load_newer)
        view.newestNeeded.connect(lambda: self._jump(None))
        view.jumpRequested.connect(self._jump)
        view.readUpTo.connect(self._read)
        view.replyRequested.connect(self._answer)
        view.editRequested.connect(self._edit)
        view.deleteDue.connect(self._delete)
        view.firstUnreadNeeded.connect(self.show_first_unread)
        view.reactRequested.connect(self._react)
        view.reactionPickerRequested.connect(self._pick_reaction)
        view.retryRequested.connect(self._send_again)
        view.discardRequested.connect(self._discard)
        view.authorClicked.connect(self.profile_wanted)
        view.linkActivated.connect(self.link_wanted)

    def _connect_composer(self) -> None:
        composer = self.composer
        composer.sent.connect(self._send)
        composer.written.connect(self._written)
        composer.edit_last.connect(self._edit_last)
        composer.escaped.connect(self.mark_read)

    def end(self) -> None:
        """Keep the draft and stop listening to the client."""
        self._keep_draft()
        self.banner.end()
        self._end()

    @property
    def group(self) -> GroupId | None:
        """The group shown."""
        return self._group

    # --- what is shown

    def show_group(self, group: GroupId) -> None:
        """Show a group: at once what is known of it, the rest as it comes."""
        if group == self._group:
            self.composer.input.setFocus()
            return
        self._keep_draft()
        self._group = group
        row = self._client.group(group)
        self.composer.set_limit(self._client.limits.text_chars)
        self.composer.begin(row.draft if row else "")
        self._show_header()
        self._show_timeline()
        self.composer.input.setFocus()
        self._tasks.spawn(self._open(group))

    def forget_group(self) -> None:
        """Show no group: the one shown is gone, and its draft with it."""
        self._draft_pause.stop()
        self._group = None
        self.composer.begin("")
        self._tasks.spawn(self._client.open_group(None))

    async def _open(self, group: GroupId) -> None:
        await self._client.open_group(group)
        if self._group == group:
            self._show_timeline()

    def _show_timeline(self) -> None:
        if self._group is None:
            return
        row = self._client.group(self._group)
        timeline = self._client.timeline(self._group)
        title = row.name if row else ""
        if timeline is None:
            self.view.show_timeline((), 0, False, False, group=self._group, title=title)
            return
        self.view.show_timeline(
            timeline.rows,
            timeline.opened_read,
            timeline.at_start,
            timeline.at_end,
            group=self._group,
            title=title,
        )

    def _show_header(self) -> None:
        row = self._client.group(self._group) if self._group else None
        if row is None:
            return
        members = self._client.members(row.id)
        online = None if members is None else sum(member.online for member in members)
        self.view.set_names([member.user.username for member in members or ()])
        self.header.show_group(row, online)
        self.composer.set_placeholder(self.tr("Message {group}").format(group=row.name))
        me = self._client.me
        self.typing.show_names(
            [self.view.people.name(user) for user in row.typing if me is None or user != me.id]
        )

    def _know_people(self) -> None:
        me = self._client.me
        rights = Rights(delete=self._may_delete)
        self.view.set_source(
            self._client.user,
            me.id if me else None,
            quote_of=self._message,
            rights=rights,
            unread_of=self._unread,
        )

    def _unread(self) -> int:
        row = self._client.group(self._group) if self._group else None
        return row.unread if row else 0

    def _may_delete(self, row: MessageRow) -> bool:
        me = self._client.me
        if me is not None and row.by == me.id:
            return True
        group = self._client.group(self._group) if self._group else None
        mine = RANK.get((group.role or "") if group else "", 0)
        return mine > self._rank_of(row.by)

    def _rank_of(self, user: UserId) -> int:
        members = self._client.members(self._group) if self._group else None
        for member in members or ():
            if member.user.id == user:
                return RANK[member.role]
        return 0 if members else RANK["owner"]

    def _message(self, seq: int) -> MessageRow | None:
        timeline = self._client.timeline(self._group) if self._group else None
        for row in reversed(timeline.rows) if timeline else ():
            if isinstance(row, MessageRow) and row.seq == seq:
                return row
        return None

    def _told(self, change: Change) -> None:
        if isinstance(change, TimelineSpliced):
            if change.group == self._group:
                timeline = self._client.timeline(change.group)
                if timeline is not None:
                    self.view.apply(change.splices, timeline.at_start, timeline.at_end)
        elif isinstance(change, UsersChanged):
            self.view.names_changed()
            self._show_header()
        elif isinstance(change, StatusChanged):
            self._know_people()
            self._ask_again()
            self.composer.set_limit(self._client.limits.text_chars)
        elif isinstance(change, GroupsChanged) or (
            isinstance(change, MembersChanged | TypingChanged) and change.group == self._group
        ):
            self._show_header()

    # --- reading

    def _load_older(self) -> None:
        if self._group is not None:
            self._tasks.spawn(_unless_offline(self._client.load_older(self._group)))

    def _load_newer(self) -> None:
        if self._group is not None:
            self._tasks.spawn(_unless_offline(self._client.load_newer(self._group)))

    def _ask_again(self) -> None:
        """Let the view ask once more for what could not be loaded while offline."""
        timeline = self._client.timeline(self._group) if self._group else None
        if timeline is not None and self._client.status.state is LinkState.ONLINE:
            self.view.apply((), timeline.at_start, timeline.at_end)

    def _jump(self, seq: int | None) -> None:
        if self._group is not None:
            self._tasks.spawn(self._go_to(self._group, seq))

    async def _go_to(self, group: GroupId, seq: int | None) -> None:
        found = await self._client.jump_to(group, seq)
        if group != self._group:
            return
        if not found:
            self.said.emit(self.tr("This message is no longer there."))
            return
        self._show_timeline()
        if seq is None:
            self.view.jump_to_newest()
        else:
            self.view.jump_to(seq)

    def show_first_unread(self) -> None:
        """Go to the message that makes the group unread."""
        if self._group is not None:
            self._tasks.spawn(self._go_to_unread(self._group))

    async def _go_to_unread(self, group: GroupId) -> None:
        seq = await self._client.first_unread(group)
        if seq is None:
            self.said.emit(self.tr("Everything here has been read."))
        elif group == self._group and not self.view.jump_to(seq):
            await self._go_to(group, seq)

    def _read(self, seq: int) -> None:
        if self._group is not None:
            self._client.mark_read(self._group, seq)

    def mark_read(self) -> None:
        """Mark all of the group as read."""
        if self._group is not None:
            self._client.mark_read(self._group, MAX_INTEGER)
            self.view.clear_unread_line()

    # --- writing

    def _send(self, text: str, purpose: Answering | Editing | None) -> None:
        if self._group is None:
            return
        if isinstance(purpose, Editing):
            if text != purpose.text:
                self._tasks.spawn(self._client.edit(self._group, purpose.seq, text))
            self.composer.done()
            return
        try:
            self._client.send(self._group, text, purpose.seq if purpose else None)
        except Refusal as refusal:
            self.said.emit(plain_words(refusal))
            return
        self.composer.done()
        self._draft_pause.stop()
        self._client.set_draft(self._group, "")
        self.view.jump_to_newest()

    def _written(self) -> None:
        if self._group is None:
            return
        self._draft_pause.start()
        if self.composer.input.toPlainText().strip():
            self._client.typing(self._group)

    def _keep_draft(self) -> None:
        self._draft_pause.stop()
        group = self._client.group(self._group) if self._group else None
        if group is not None and group.draft != self.composer.draft:
            self._client.set_draft(group.id, self.composer.draft)

    def _answer(self, seq: int) -> None:
        if (row := self._message(seq)) is not None:
            name = self.view.people.name(row.by)
            self.composer.answer(Answering(seq, name, preview(row.text or "")))

    def _edit(self, seq: int) -> None:
        if (row := self._message(seq)) is not None and row.text is not None:
            self.composer.edit(Editing(seq, row.text))

    def _edit_last(self) -> None:
        me = self._client.me
        timeline = self._client.timeline(self._group) if self._group else None
        for row in reversed(timeline.rows) if timeline and me else ():
            own = isinstance(row, MessageRow) and me is not None and row.by == me.id
            if own and isinstance(row, MessageRow) and row.seq and not row.deleted:
                self._edit(row.seq)
                return

    def _delete(self, group: GroupId, seq: int) -> None:
        self._tasks.spawn(self._client.delete(group, seq))

    def _react(self, seq: int, emoji: str, on: bool) -> None:
        if self._group is not None:
            self._tasks.spawn(self._client.react(self._group, seq, emoji, on))

    def _pick_reaction(self, seq: int) -> None:
        picker = EmojiPicker(self, self._theme)
        picker.picked.connect(lambda emoji: self._react(seq, emoji, True))
        picker.open_at(QCursor.pos())

    def _send_again(self, key: str) -> None:
        if self._group is not None:
            self._client.send_again(self._group, key)

    def _discard(self, key: str) -> None:
        if self._group is None:
            return
        timeline = self._client.timeline(self._group)
        for row in timeline.rows if timeline else ():
            if isinstance(row, MessageRow) and row.key == key and row.delivery is Delivery.FAILED:
                # What was written is not lost with the message.
                QApplication.clipboard().setText(row.text or "")
                self.said.emit(self.tr("Message dropped; its text is on the clipboard."))
        self._client.discard(self._group, key)


async def _unless_offline(load: Awaitable[None]) -> None:
    """Load; where there is no connection the banner says so, and it is asked for again."""
    with contextlib.suppress(Offline):
        await load
