"""What the load's clients know of a run: what they sent, what was acknowledged, what they read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from faults.wire import Entry


@dataclass(slots=True)
class Ack:
    """An acknowledged message: where it has to stand."""

    group: str
    seq: int


@dataclass(slots=True)
class Ledger:
    """The run as its clients saw it, for the judge to compare with the log.

    `order` holds, per group and sender, every key in the order of its first sending. `heard` is
    what any reader was shown at a place of a group's log; a reader who is shown something else
    there counts in `contradicted`. `have` is, per reader and group, the newest event that they have
    in the end. `skipped` and `repeated` count events that a live stream left out or brought again.
    """

    order: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    acks: dict[str, Ack] = field(default_factory=dict)
    acknowledgements: int = 0
    twice: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    refusals: Counter[str] = field(default_factory=Counter)
    heard: dict[str, dict[int, str]] = field(default_factory=dict)
    contradicted: int = 0
    skipped: int = 0
    repeated: int = 0
    have: dict[tuple[str, str], int] = field(default_factory=dict)
    closes: Counter[int | None] = field(default_factory=Counter)

    def send(self, group: str, sender: str, key: str) -> None:
        """Note a key's first sending by one connection; a twin may have sent it before."""
        self.order.setdefault((group, sender), []).append(key)

    def acknowledge(self, group: str, key: str, seq: int) -> None:
        """Note an acknowledgement; one that names another place than before stands in `twice`."""
        self.acknowledgements += 1
        known = self.acks.setdefault(key, Ack(group, seq))
        if known.seq != seq or known.group != group:
            self.twice.add(key)
        self.refused.pop(key, None)

    def refuse(self, key: str, code: str) -> None:
        """Note a refusal that is final."""
        self.refused[key] = code

    def hear(self, group: str, events: list[Entry]) -> None:
        """Note what a reader was shown."""
        heard = self.heard.setdefault(group, {})
        for event in events:
            if heard.setdefault(event.seq, event.key) != event.key:
                self.contradicted += 1

    def join(self, other: Ledger) -> None:
        """Take in what clients of another process know; their senders are others than ours."""
        self.order.update(other.order)
        for key, ack in other.acks.items():
            self.acknowledge(ack.group, key, ack.seq)
        self.twice |= other.twice
        self.refused.update(other.refused)
        self.refusals += other.refusals
        self.closes += other.closes
        self.have.update(other.have)
        self.contradicted += other.contradicted
        self.skipped += other.skipped
        self.repeated += other.repeated
        for group, shown in other.heard.items():
            heard = self.heard.setdefault(group, {})
            for seq, key in shown.items():
                if heard.setdefault(seq, key) != key:
                    self.contradicted += 1
