"""A message as it stands: its last known state and the events that amend it, in whatever order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from protocol.events import (
    Changed,
    Closed,
    Deleted,
    Edited,
    Joined,
    Left,
    Message,
    Reacted,
    Removed,
    RoleSet,
    Unreacted,
)
from protocol.replies import Messages
from protocol.scalars import UserId
from protocol.views import MessageView, Reaction, TimelineItem

Amendment = Edited | Deleted | Reacted | Unreacted
Notice = Joined | Left | Removed | RoleSet | Changed | Closed

AMENDMENTS: Final = (Edited, Deleted, Reacted, Unreacted)
NOTICES: Final = (Joined, Left, Removed, RoleSet, Changed, Closed)


class Stamped(Struct, frozen=True):
    """An item of a timeline as it stood after event `as_of`."""

    item: TimelineItem
    as_of: int


class Page(Struct, frozen=True):
    """Everything that a timeline shows from seq `lo` to `hi`, both included, ascending."""

    lo: int
    hi: int
    items: tuple[Stamped, ...]


def view_of(event: Message) -> MessageView:
    """Return the message as its own event made it."""
    return MessageView(
        seq=event.seq,
        at=event.at,
        by=event.by,
        key=event.key,
        n=event.n,
        text=event.text,
        reply_to=event.reply_to,
    )


def as_shown(view: MessageView) -> MessageView:
    """Return the one form of a view: reactions by emoji, a deleted message as a bare tombstone.

    The wire leaves the order of reactions open; a fixed one lets every device show the same.
    """
    if view.deleted:
        return MessageView(
            seq=view.seq, at=view.at, by=view.by, key=view.key, n=view.n, deleted=True
        )
    if len(view.reactions) > 1:
        ordered = sorted(view.reactions, key=lambda reaction: reaction.emoji)
        return msgspec.structs.replace(view, reactions=ordered)
    return view


def amend(view: MessageView, event: Amendment, me: UserId) -> MessageView:
    """Return `view` after `event`; the caller applies each event once, ascending."""
    if view.deleted:
        return view
    if isinstance(event, Edited):
        return msgspec.structs.replace(view, text=event.text, edited_at=event.at)
    if isinstance(event, Deleted):
        return as_shown(msgspec.structs.replace(view, deleted=True))
    return _react(view, event.emoji, isinstance(event, Reacted), event.by == me)


def _react(view: MessageView, emoji: str, on: bool, mine: bool) -> MessageView:
    kept = [reaction for reaction in view.reactions if reaction.emoji != emoji]
    old = next(
        (r for r in view.reactions if r.emoji == emoji), Reaction(emoji=emoji, count=0, mine=False)
    )
    if mine and old.mine == on:
        return view
    count = max(0, old.count + (1 if on else -1))
    if count:
        kept.append(Reaction(emoji=emoji, count=count, mine=on if mine else old.mine))
    return as_shown(msgspec.structs.replace(view, reactions=kept))


class MessageEntry:
    """One message: a state after some event, and the later events that are known."""

    __slots__ = ("_base", "_later", "_me", "as_of", "view")

    def __init__(self, view: MessageView, as_of: int, me: UserId) -> None:
        self._base = self.view = as_shown(view)
        self._later: dict[int, Amendment] = {}
        self._me = me
        self.as_of = as_of

    def rebase(self, view: MessageView, as_of: int) -> None:
        """Take a newer state over; an older one says nothing new."""
        if as_of <= self.as_of:
            return
        self._base, self.as_of = as_shown(view), as_of
        self._later = {seq: event for seq, event in self._later.items() if seq > as_of}
        self._fold()

    def amend(self, event: Amendment) -> None:
        """Apply `event` unless the state holds it already."""
        if event.seq <= self.as_of or event.seq in self._later:
            return
        newest = not self._later or event.seq > max(self._later)
        self._later[event.seq] = event
        if newest:
            self.view = amend(self.view, event, self._me)
        else:
            self._fold()

    @property
    def later(self) -> Sequence[Amendment]:
        """The amendments that came after `as_of`."""
        return list(self._later.values())

    def settle(self, have: int) -> None:
        """Fold in for good what no missing event can precede: everything up to `have`."""
        if have <= self.as_of or not self._later:
            return
        for seq in sorted(seq for seq in self._later if seq <= have):
            self._base = amend(self._base, self._later.pop(seq), self._me)
        self.as_of = have

    def _fold(self) -> None:
        self.view = self._base
        for seq in sorted(self._later):
            self.view = amend(self.view, self._later[seq], self._me)


def newest_page(reply: Messages) -> Page | None:
    """Return what a page of history without a place says."""
    return _page(reply, reply.messages[0].seq if reply.more and reply.messages else 1, reply.head)


def page_before(reply: Messages, before: int) -> Page | None:
    """Return what the page of history before seq `before` says; None when it says nothing."""
    return _page(
        reply,
        reply.messages[0].seq if reply.more and reply.messages else 1,
        min(before - 1, reply.head),
    )


def page_after(reply: Messages, after: int) -> Page | None:
    """Return what the page of history after seq `after` says; None when it says nothing."""
    last = reply.messages[-1].seq if reply.messages else after
    return _page(reply, after + 1, last if reply.more else reply.head)


def page_around(reply: Messages) -> Page | None:
    """Return what the page of history around a place says; whether newer ones exist is open."""
    if not reply.messages:
        return None
    return _page(reply, reply.messages[0].seq if reply.more else 1, reply.messages[-1].seq)


def _page(reply: Messages, lo: int, hi: int) -> Page | None:
    if hi < lo or (reply.more and not reply.messages):
        return None
    return Page(lo, hi, tuple(Stamped(item, reply.head) for item in reply.messages))
