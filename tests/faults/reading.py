"""A reader's place in a group's log: live events, holes and catching up, as clients do it."""

from __future__ import annotations

from faults.ledger import Ledger
from faults.wire import Entry


class Reading:
    """Takes a group's events in their order, and says when a page has to be fetched.

    `have` is the newest event taken. `live` is the newest that the server has sent on this
    connection, or has said that it leaves out: the next live event is the one after it.
    """

    def __init__(self, group: str, ledger: Ledger, have: int = 0) -> None:
        self.group = group
        self.have = have
        self.lagged = 0
        self._ledger = ledger
        self._live = 0
        self._waiting: list[list[Entry]] = []
        self._fetching = False

    @property
    def caught_up(self) -> bool:
        """Whether nothing is known that is not taken yet."""
        return not self._fetching and not self._waiting and self.have >= self._live

    def begin(self, head: int) -> bool:
        """Begin on a new connection, whose live events follow `head`; say whether to fetch."""
        self._live = head
        self._waiting.clear()
        self._fetching = head > self.have
        return self._fetching

    def push(self, events: list[Entry]) -> bool:
        """Take live events; say whether a page has to be fetched first."""
        for event in events:
            if event.seq <= self._live:
                self._ledger.repeated += 1
            elif event.seq > self._live + 1:
                self._ledger.skipped += event.seq - self._live - 1
            self._live = max(self._live, event.seq)
        self._waiting.append(events)
        return self._go_on()

    def lag(self, head: int) -> bool:
        """Hear that live events up to `head` were left out; say whether to fetch."""
        self.lagged += 1
        self._live = max(self._live, head)
        if self._fetching or head <= self.have:
            return False
        self._fetching = True
        return True

    def page(self, events: list[Entry], head: int) -> bool:
        """Take a page that was fetched after `have`; say whether another is needed."""
        self._take(events)
        self._fetching = False
        if self.have < head and events:
            self._fetching = True
            return True
        return self._go_on()

    def _go_on(self) -> bool:
        """Take what waits as far as it follows; say whether there is a hole before it."""
        while not self._fetching and self._waiting:
            if self._waiting[0][0].seq > self.have + 1:
                self._fetching = True
                return True
            self._take(self._waiting.pop(0))
        return False

    def _take(self, events: list[Entry]) -> None:
        fresh = [event for event in events if event.seq > self.have]
        if not fresh:
            return
        expected = range(self.have + 1, self.have + 1 + len(fresh))
        if any(event.seq != seq for event, seq in zip(fresh, expected, strict=True)):
            self._ledger.skipped += 1
        self.have = max(event.seq for event in fresh)
        self._ledger.hear(self.group, fresh)
