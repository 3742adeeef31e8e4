"""One group's loaded window: events, pages and outgoing messages in any order, the same rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from chat_desktop.core.messages import (
    AMENDMENTS,
    NOTICES,
    Amendment,
    MessageEntry,
    Notice,
    Page,
    view_of,
)
from chat_desktop.core.outbox import Outgoing, Step
from chat_desktop.core.rows import Delivery, HoleRow, MessageRow, NoticeRow, Row, Splice
from chat_desktop.core.spans import Spans
from chat_desktop.core.splices import PlacedRow, splices_between
from protocol.events import Event, Message
from protocol.scalars import Seq, UserId
from protocol.views import MessageView

WINDOW: Final = 1000
"""The most rows that a window holds; beyond it the far end is dropped."""

SLACK: Final = 100
"""How much more is dropped than need be, so that it happens seldom."""

_END: Final = float("inf")
_DELIVERY: Final = {
    Step.WAITING: Delivery.SENDING,
    Step.SENDING: Delivery.SENDING,
    Step.SENT: Delivery.SENT,
    Step.FAILED: Delivery.FAILED,
}


class Timeline:
    """The window `(floor, ceiling]` of a group's log; without a ceiling it follows the newest.

    A window that reaches what has been applied of the log follows what comes after it.
    It begins empty after event `have`. Every method that changes it returns the splices that
    turn the former rows into the new ones. `revs` gives growing numbers, never the same twice.
    """

    def __init__(self, me: UserId, have: int, revs: Iterator[int], *, window: int = WINDOW) -> None:
        self._me = me
        self._revs = revs
        self._window = window
        self._room = window - min(SLACK, window // 10)
        self._fresh = next(revs)
        self._have = self._head = self._floor = have
        self._ceiling: int | None = None
        self._known = Spans()
        self._items: dict[int, MessageEntry | Notice] = {}
        self._order: list[int] = []
        self._elsewhere: dict[int, dict[int, Amendment]] = {}
        self._beyond: dict[int, Event] = {}
        self._outgoing: Sequence[Outgoing] = ()
        self._own: dict[str, int] = {}
        self._touched: set[int] = set()
        self._row_of: dict[int, PlacedRow] = {}
        self._amended: set[int] = set()
        self._outgoing_rows: dict[str, MessageRow] = {}
        self._shown_as: dict[str, Outgoing] = {}
        self._placed: list[PlacedRow] = []
        self._rows: list[Row] = []
        self.restarts = 0
        self.read = 0
        self.opened_read = 0

    # --- what is shown

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, oldest first."""
        return self._rows

    @property
    def at_start(self) -> bool:
        """Whether the window begins with the group's first event."""
        return self._floor == 0

    @property
    def at_end(self) -> bool:
        """Whether the window follows the group's newest events."""
        return self._ceiling is None

    @property
    def head(self) -> int:
        """The newest event that is known to exist."""
        return self._head

    @property
    def floor(self) -> int:
        """The window shows what comes after this seq."""
        return self._floor

    @property
    def ceiling(self) -> int:
        """The window shows what comes up to this seq."""
        return self._head if self._ceiling is None else self._ceiling

    def holds(self, seq: Seq) -> bool:
        """Say whether something is shown for `seq`."""
        return seq in self._items

    def message(self, seq: Seq) -> MessageView | None:
        """Return the message `seq` as it stands, if it is in the window."""
        entry = self._items.get(seq)
        return entry.view if isinstance(entry, MessageEntry) else None

    def mark_at(self, seq: Seq) -> tuple[Seq, int] | None:
        """Return the farthest place up to `seq` whose count is certain: its seq and its `n`.

        `n` is that of the newest message at or before the place. None when the window cannot tell
        at all: a count is never guessed.
        """
        place = bisect_right(self._order, seq)
        before = self._message_from(reversed(self._order[:place]))
        if before is not None and (seq > self.ceiling or self._known.gaps(before.seq, seq)):
            return before.seq, before.n
        if seq > self.ceiling:
            return None
        if before is not None:
            return seq, before.n
        if self.at_start and not self._known.gaps(1, seq):
            return seq, 0
        after = self._message_from(self._order[place:])
        if after is not None and not self._known.gaps(seq + 1, after.seq):
            return seq, after.n - 1
        return None

    def _message_from(self, seqs: Iterable[int]) -> MessageView | None:
        entries = (self._items[seq] for seq in seqs)
        return next((e.view for e in entries if isinstance(e, MessageEntry)), None)

    # --- what changes it

    def apply(self, events: Iterable[Event]) -> tuple[Splice, ...]:
        """Take events of the log: live or caught up, in any order, any number of times."""
        for event in events:
            self._head = max(self._head, event.seq)
            if isinstance(event, AMENDMENTS):
                self._amend(event)
            if event.seq > self.ceiling:
                self._keep_beyond(event)
            elif event.seq > self._floor:
                self._insert_event(event)
        self._drop_oldest()
        return self._show()

    def add_page(self, page: Page) -> tuple[Splice, ...]:
        """Take a page of history, from the cache or the server; the window grows to hold it."""
        older = page.lo <= self._floor
        self._take(page)
        if older:
            self._drop_newest()
        else:
            self._drop_oldest()
        return self._show()

    def replace(self, page: Page) -> tuple[Splice, ...]:
        """Show `page` instead of everything that is in the window."""
        for seq in list(self._order):
            self._forget(seq)
        self._known.clear()
        self._floor, self._ceiling = page.lo - 1, page.lo - 1
        self._fresh = next(self._revs)
        self._take(page)
        return self._show()

    def restart(self, head: int) -> tuple[Splice, ...]:
        """Forget everything but the outgoing messages and follow what comes after `head`.

        Pages that were asked for before are of no use any more: `restarts` counts.
        """
        self.restarts += 1
        for seq in list(self._order):
            self._forget(seq)
        self._elsewhere.clear()
        self._beyond.clear()
        self._known.clear()
        self._have = self._head = self._floor = head
        self._ceiling = None
        self._fresh = next(self._revs)
        return self._show()

    def expect(self, head: int) -> tuple[Splice, ...]:
        """Learn that events up to `head` exist: those not here are shown as a hole."""
        self._head = max(self._head, head)
        return self._show()

    def set_outgoing(self, outgoing: Sequence[Outgoing]) -> tuple[Splice, ...]:
        """Show these messages of one's own at the end, as far as their events are not here."""
        self._outgoing = outgoing
        return self._show()

    def settle(self, have: int, *, reading: bool) -> None:
        """Learn that every event up to `have` has been applied; forget what that makes useless.

        While a page is on its way (`reading`) amendments of messages elsewhere are kept,
        since the page may have been read before them.
        """
        self._have = max(self._have, have)
        for target in list(self._amended):
            entry = self._items.get(target)
            if isinstance(entry, MessageEntry):
                entry.settle(have)
            if not isinstance(entry, MessageEntry) or not entry.later:
                self._amended.discard(target)
        if self._elsewhere and not reading:
            kept = {
                target: {seq: event for seq, event in events.items() if seq > have}
                for target, events in self._elsewhere.items()
            }
            self._elsewhere = {target: events for target, events in kept.items() if events}

    # --- within

    def _amend(self, event: Amendment) -> None:
        entry = self._items.get(event.target)
        if isinstance(entry, MessageEntry):
            entry.amend(event)
            self._touched.add(event.target)
            self._amended.add(event.target)
        elif entry is None:
            self._elsewhere.setdefault(event.target, {})[event.seq] = event

    def _take(self, page: Page) -> None:
        self._floor = min(self._floor, page.lo - 1)
        if self._ceiling is not None:
            self._ceiling = max(self._ceiling, page.hi)
            self._grow_beyond()
        self._head = max(self._head, page.hi)
        self._known.add(page.lo, page.hi)
        for stamped in page.items:
            if isinstance(stamped.item, (MessageView, *NOTICES)):
                self._insert(stamped.item.seq, stamped.item, stamped.as_of)

    def _keep_beyond(self, event: Event) -> None:
        """Keep what comes after the window, for a page on its way that just fails to reach it."""
        self._beyond[event.seq] = event
        if len(self._beyond) > self._window:
            del self._beyond[next(iter(self._beyond))]

    def _grow_beyond(self) -> None:
        while self._ceiling is not None and (event := self._beyond.pop(self._ceiling + 1, None)):
            self._ceiling += 1
            self._insert_event(event)
            if isinstance(event, AMENDMENTS):
                self._amend(event)
        if self._ceiling is not None and self._ceiling >= self._have:
            self._ceiling = None
            self._beyond.clear()

    def _insert_event(self, event: Event) -> None:
        self._known.add(event.seq, event.seq)
        if isinstance(event, Message):
            self._insert(event.seq, view_of(event), event.seq)
        elif isinstance(event, NOTICES):
            self._insert(event.seq, event, event.seq)

    def _insert(self, seq: int, item: MessageView | Notice, as_of: int) -> None:
        present = self._items.get(seq)
        if isinstance(present, MessageEntry) and isinstance(item, MessageView):
            present.rebase(item, as_of)
        elif present is None:
            if isinstance(item, MessageView):
                entry = MessageEntry(item, as_of, self._me)
                for event in self._elsewhere.pop(seq, {}).values():
                    entry.amend(event)
                    self._amended.add(seq)
                self._items[seq] = entry
                if item.by == self._me:
                    self._own[item.key] = seq
            else:
                self._items[seq] = item
            insort(self._order, seq)
        self._touched.add(seq)

    def _forget(self, seq: int) -> None:
        entry = self._items.pop(seq)
        del self._order[bisect_left(self._order, seq)]
        self._row_of.pop(seq, None)
        if isinstance(entry, MessageEntry):
            if entry.later:
                self._elsewhere[seq] = {event.seq: event for event in entry.later}
            self._own.pop(entry.view.key, None)

    def _drop_oldest(self) -> None:
        if len(self._order) <= self._window:
            return
        for seq in self._order[: -self._room]:
            self._forget(seq)
        self._floor = self._order[0] - 1
        self._dropped()

    def _drop_newest(self) -> None:
        if len(self._order) <= self._window:
            return
        for seq in self._order[self._room :]:
            self._forget(seq)
        self._ceiling = self._order[-1]
        self._dropped()

    def _dropped(self) -> None:
        self._known.keep(self._floor + 1, self.ceiling)
        self._fresh = next(self._revs)

    # --- rows

    def _show(self) -> tuple[Splice, ...]:
        for seq in self._touched:
            if seq in self._items:
                self._row_of[seq] = ((seq, 0), self._row(seq))
        self._touched.clear()
        placed = [self._row_of[seq] for seq in self._order]
        if holes := self._known.gaps(self._floor + 1, self.ceiling):
            placed.extend(((lo - 1, 1), HoleRow(lo - 1, hi + 1)) for lo, hi in holes)
            placed.sort(key=_place)
        left = [e for e in self._outgoing if e.key not in self._own] if self.at_end else []
        self._outgoing_rows = {entry.key: self._outgoing_row(entry) for entry in left}
        self._shown_as = {entry.key: entry for entry in left}
        placed.extend(((_END, e.order), self._outgoing_rows[e.key]) for e in left)
        splices = splices_between(self._placed, placed)
        if splices:
            self._placed = placed
            self._rows = [row for _, row in placed]
        return splices

    def _row(self, seq: int) -> Row:
        entry = self._items[seq]
        if not isinstance(entry, MessageEntry):
            return NoticeRow(entry)
        view, old = entry.view, self._row_of[seq][1] if seq in self._row_of else None
        row = MessageRow(
            key=view.key,
            by=view.by,
            at=view.at,
            text=view.text,
            seq=view.seq,
            n=view.n,
            reply_to=view.reply_to,
            edited_at=view.edited_at,
            deleted=view.deleted,
            reactions=tuple(view.reactions),
            rev=old.rev if isinstance(old, MessageRow) else self._fresh,
        )
        if old is None and (row.by != self._me or row.key not in self._outgoing_rows):
            return row
        return old if old == row and old is not None else replace(row, rev=next(self._revs))

    def _outgoing_row(self, entry: Outgoing) -> MessageRow:
        old = self._outgoing_rows.get(entry.key)
        if old is not None and self._shown_as.get(entry.key) is entry:
            return old
        row = MessageRow(
            key=entry.key,
            by=self._me,
            at=entry.at,
            text=entry.text,
            seq=entry.seq,
            reply_to=entry.reply_to,
            delivery=_DELIVERY[entry.step],
            problem=entry.problem,
            rev=old.rev if old else self._fresh,
        )
        if old is None:
            return row
        return old if old == row else replace(row, rev=next(self._revs))


def _place(placed: PlacedRow) -> tuple[float, int]:
    return placed[0]
