"""The place up to which a log has been applied, and what came too early."""

from __future__ import annotations

from collections.abc import Iterable

from protocol.events import Event


class Cursor:
    """Puts events in order: hands each out once, as soon as none before it is missing."""

    def __init__(self, have: int) -> None:
        self.have = have
        self._early: dict[int, Event] = {}

    @property
    def farthest(self) -> int:
        """The newest event that is here, be it beyond a hole."""
        return max(self._early, default=self.have)

    def take(self, events: Iterable[Event]) -> list[Event]:
        """Return the events that are next in line now, ascending."""
        for event in events:
            if event.seq > self.have:
                self._early.setdefault(event.seq, event)
        return self._ready()

    def skip_to(self, seq: int) -> list[Event]:
        """Count everything up to `seq` as applied; return what is next in line then."""
        self.have = max(self.have, seq)
        for early in [early for early in self._early if early <= self.have]:
            del self._early[early]
        return self._ready()

    def _ready(self) -> list[Event]:
        ready = []
        while (event := self._early.pop(self.have + 1, None)) is not None:
            ready.append(event)
            self.have += 1
        return ready
