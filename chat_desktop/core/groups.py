"""What is known of one group: its view, its counts, its read mark, and how events change them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from chat_desktop.core.attention import Level
from chat_desktop.core.cursor import Cursor
from chat_desktop.core.messages import AMENDMENTS, amend, as_shown, view_of
from chat_desktop.core.rows import GroupRow
from chat_desktop.core.unread import unread_count
from protocol.events import Changed, Event, Joined, Left, Message, Removed, RoleSet
from protocol.scalars import GroupId, Role, Seq, UserId
from protocol.views import Group, MessageView

LINE_CHARS: Final = 200
DELETED_LINE: Final = "Message deleted"


class GroupRecord(Struct, frozen=True):
    """What the cache keeps of a group beside its timeline.

    `view` is the reader's own, after event `view.head`; the log has been applied up to `have`.
    `told` is the read mark that the server knows. `touched` orders groups without messages.
    `draft` answers the message `draft_reply`; `draft_edit` is a message that is being changed, with
    its text so far. `level` says which messages are told to the user,
    on this device.
    """

    view: Group
    have: int
    told: int = 0
    touched: int = 0
    draft: str = ""
    level: Level = Level.ALL
    draft_reply: Seq | None = None
    draft_edit: tuple[Seq, str] | None = None


class GroupState:
    """One of the user's groups."""

    def __init__(self, record: GroupRecord, me: UserId) -> None:
        self._me = me
        self._view = record.view
        self._told = record.told
        self._touched = record.touched
        self._counted = Cursor(record.view.head)
        self.log = Cursor(record.have)
        self.draft, self.draft_reply = record.draft, record.draft_reply
        self.draft_edit = record.draft_edit
        self._row: GroupRow | None = None
        self._made_of: tuple[object, ...] = ()
        self.level = record.level

    @property
    def id(self) -> GroupId:
        return self._view.id

    @property
    def view(self) -> Group:
        """The group as it stands; `head` is the newest event known to exist."""
        return self._view

    @property
    def head(self) -> int:
        return self._view.head

    @property
    def role(self) -> Role | None:
        return self._view.role

    @property
    def read(self) -> int:
        return self._view.read or 0

    @property
    def unread(self) -> int:
        return unread_count(self._view)

    @property
    def untold_read(self) -> Seq | None:
        """The read mark that the server has not been told yet."""
        return self.read if self.read > self._told else None

    @property
    def latest(self) -> int:
        """When something was last said here, by the server's clock; orders the groups."""
        return max(self._touched, self._view.last.at if self._view.last else 0)

    def record(self) -> GroupRecord:
        """Return what the cache is to keep."""
        have, told, touched = self.log.have, self._told, self._touched
        written = self.draft, self.level, self.draft_reply, self.draft_edit
        return GroupRecord(self._view, have, told, touched, *written)

    def refresh(self, view: Group, *, trusted: bool = False) -> None:
        """Take the server's view over; an older one, overtaken by events, only moves the mark.

        `trusted` takes the read mark back as well: the server went back in time.
        """
        old = self._view
        self._told = (view.read or 0) if trusted else max(self._told, view.read or 0)
        if view.head < old.head and not trusted:
            view = _with_mark(old, view.read or 0, view.read_n or 0)
        elif not trusted:
            view = _with_mark(view, old.read or 0, old.read_n or 0)
        if view.last is not None:
            view = msgspec.structs.replace(view, last=as_shown(view.last))
        self._view = view
        if trusted:
            self._counted = Cursor(view.head)
        for event in self._counted.skip_to(view.head):
            self._count(event)

    def restart(self, head: int) -> None:
        """Begin the log again after `head`: what lies before is not coming event by event."""
        self.log = Cursor(head)

    def told(self, read: Seq) -> None:
        """The server knows of the read mark now."""
        self._told = max(self._told, read)

    def count(self, events: Iterable[Event]) -> None:
        """Change the view by what is new in `events`."""
        for event in self._counted.take(events):
            self._count(event)

    def mark_read(self, seq: Seq, known: tuple[Seq, int] | None) -> bool:
        """Move the mark forward to `seq`; say if it moved.

        `known` is the farthest place up to `seq` whose count is certain, with that count. Where
        that is short of `seq`, so is the mark: no other device could tell how much is unread.
        """
        view = self._view
        newest = view.last.seq if view.last else view.head if view.n else 0
        if seq >= newest:
            known = min(seq, view.head), view.n
        if known is None or known[0] <= self.read:
            return False
        self._view = _with_mark(self._view, *known)
        return True

    def row(self, typing: tuple[UserId, ...]) -> GroupRow:
        """Return the group as the sidebar shows it; the same object while nothing changed."""
        view, last = self._view, self._view.last
        made_of = (view, self.draft, self.draft_reply, self.draft_edit, typing, self.level)
        if self._row is not None and made_of == self._made_of:
            return self._row
        self._made_of = made_of
        self._row = GroupRow(
            id=view.id,
            name=view.name,
            topic=view.topic,
            visibility=view.visibility,
            members=view.members,
            role=view.role,
            unread=self.unread,
            last_line=line_of(last) if last else "",
            last_author=last.by if last else None,
            last_at=last.at if last else None,
            draft=self.draft,
            draft_reply=self.draft_reply,
            draft_edit=self.draft_edit,
            typing=typing,
            level=self.level,
        )
        return self._row

    def _count(self, event: Event) -> None:
        view = msgspec.structs.replace(self._view, head=event.seq)
        if isinstance(event, Message):
            view = msgspec.structs.replace(view, n=event.n, last=view_of(event))
            if event.by == self._me:
                view = _with_mark(view, event.seq, event.n)
                self._told = max(self._told, event.seq)
        elif isinstance(event, AMENDMENTS):
            if view.last is not None and view.last.seq == event.target:
                last = amend(view.last, event, self._me)
                view = msgspec.structs.replace(view, last=last)
        elif isinstance(event, Joined | Left | Removed):
            step = 1 if isinstance(event, Joined) else -1
            view = msgspec.structs.replace(view, members=max(0, view.members + step))
        elif isinstance(event, RoleSet) and event.user == self._me:
            view = msgspec.structs.replace(view, role=event.role)
        elif isinstance(event, Changed):
            named = {"name": event.name, "topic": event.topic, "visibility": event.visibility}
            known = {name: value for name, value in named.items() if value is not None}
            view = msgspec.structs.replace(view, **known)
        self._view = view


def line_of(message: MessageView) -> str:
    """Return a message on one line, cut to what a sidebar can show."""
    if message.deleted:
        return DELETED_LINE
    return " ".join((message.text or "")[: 2 * LINE_CHARS].split())[:LINE_CHARS]


def _with_mark(view: Group, read: Seq, read_n: int) -> Group:
    """Return `view` with its read mark moved forward to (`read`, `read_n`), never back."""
    if read <= (view.read or 0):
        return view
    return msgspec.structs.replace(view, read=read, read_n=max(read_n, view.read_n or 0))
