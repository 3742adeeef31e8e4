"""Random logs of a group as a server would keep them, and what it answers from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec
from hypothesis import strategies as st

from chat_desktop.core.messages import Page, Stamped
from protocol.events import (
    Changed,
    Deleted,
    Edited,
    Event,
    Joined,
    Left,
    Message,
    Reacted,
    Unknown,
    Unreacted,
)
from protocol.views import MessageView, Reaction, TimelineItem

ME = "me"
USERS = (ME, "ada", "eve")
EMOJI = ("👍", "🎉")


@dataclass
class GroupLog:
    """A group's log, kept the slow and plain way that the client's rows are compared with."""

    events: list[Event] = field(default_factory=list)

    @property
    def head(self) -> int:
        return len(self.events)

    def add(self, what: int, by: int, pick: int) -> None:
        """Append the event that these numbers name; one that would change nothing is a message."""
        seq, who = self.head + 1, USERS[by % len(USERS)]
        base: dict[str, Any] = {"seq": seq, "at": 1000 + seq, "by": who}
        targets = [item for item in self.items(self.head).values() if isinstance(item, MessageView)]
        alive = [item for item in targets if not item.deleted]
        target = alive[pick % len(alive)] if alive else None
        emoji = EMOJI[pick % len(EMOJI)]
        event: Event
        if what in (1, 2) and target is not None:
            event = Edited(**base, target=target.seq, text=f"edited by {seq}")
        elif what == 3 and target is not None:
            event = Deleted(**base, target=target.seq)
        elif what in (4, 5, 6) and target is not None:
            on = (target.seq, emoji, who) not in self._reactions(self.head)
            event = (Reacted if on else Unreacted)(**base, target=target.seq, emoji=emoji)
        elif what == 7:
            event = Joined(**base, user=who)
        elif what == 8:
            event = Left(**base, user=who)
        elif what == 9:
            event = Unknown(**base)
        elif what == 10:
            event = Changed(**base, name=f"name {seq}")
        else:
            event = Message(
                **base,
                key=f"key-{seq:012}",
                n=len(targets) + 1,
                text=f"text {seq}",
                reply_to=target.seq if target and pick % 2 else None,
            )
        self.events.append(event)

    def _reactions(self, until: int) -> set[tuple[int, str, str]]:
        found: set[tuple[int, str, str]] = set()
        for event in self.events[:until]:
            if isinstance(event, Reacted):
                found.add((event.target, event.emoji, event.by))
            elif isinstance(event, Unreacted):
                found.discard((event.target, event.emoji, event.by))
        return found

    def items(self, until: int) -> dict[int, TimelineItem]:
        """Return what a timeline shows, as it stands after event `until`."""
        items: dict[int, TimelineItem] = {}
        for event in self.events[:until]:
            if isinstance(event, Message):
                items[event.seq] = MessageView(
                    seq=event.seq,
                    at=event.at,
                    by=event.by,
                    key=event.key,
                    n=event.n,
                    text=event.text,
                    reply_to=event.reply_to,
                )
            elif isinstance(event, Edited):
                items[event.target] = msgspec.structs.replace(
                    items[event.target], text=event.text, edited_at=event.at
                )
            elif isinstance(event, Deleted):
                items[event.target] = msgspec.structs.replace(
                    items[event.target], text=None, deleted=True
                )
            elif isinstance(event, Joined | Left | Changed):
                items[event.seq] = event
        held = sorted(self._reactions(until))
        for seq, item in items.items():
            if isinstance(item, MessageView) and not item.deleted:
                mine = [(emoji, by) for target, emoji, by in held if target == seq]
                counts = {
                    emoji: Reaction(
                        emoji=emoji,
                        count=sum(e == emoji for e, _ in mine),
                        mine=(emoji, ME) in mine,
                    )
                    for emoji, _ in mine
                }
                items[seq] = msgspec.structs.replace(item, reactions=list(counts.values())[::-1])
        return items

    def page(self, lo: int, hi: int, head: int) -> Page:
        """Return the state after `head` of what lies from `lo` to `hi`."""
        items = self.items(head)
        return Page(lo, hi, tuple(Stamped(items[s], head) for s in sorted(items) if lo <= s <= hi))

    def served(self, after: int, hi: int, head: int) -> list[Event]:
        """Return the events after `after` up to `hi` as the server gives them at `head`."""
        return [self._withheld(event, head) for event in self.events[after:hi]]

    def _withheld(self, event: Event, head: int) -> Event:
        if not isinstance(event, Message | Edited):
            return event
        target = event.seq if isinstance(event, Message) else event.target
        amended = any(
            isinstance(later, Edited | Deleted) and later.target == target
            for later in self.events[event.seq : head]
        )
        return msgspec.structs.replace(event, text=None, gone=True) if amended else event


@st.composite
def group_logs(draw: st.DrawFn, least: int = 0, most: int = 30) -> GroupLog:
    """Return a log of up to `most` events of every kind."""
    log = GroupLog()
    numbers = st.tuples(st.integers(0, 12), st.integers(0, 2), st.integers(0, 40))
    for what, by, pick in draw(st.lists(numbers, min_size=least, max_size=most)):
        log.add(what, by, pick)
    return log
