"""The judge: compares what the clients know with the log as a fresh client reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from faults.ledger import Ledger
from faults.scenario import Broken, Tally
from faults.wire import Entry

Logs = Mapping[str, Sequence[Entry]]
"""Every group's log as it was read: all events from the first."""


def judge(ledger: Ledger, logs: Logs, *, unknown_commits: bool = False) -> Tally:
    """Return the counts of a run.

    Lost: acknowledged, or shown to a reader, but not at that place of the log; a hole in the log
    or in a reader's stream. Doubled: a key that stands in the log twice or was acknowledged at two
    places; an event that a reader got twice. Reordered: a neighbour in the log that its sender
    sent earlier; an event shown at another's place. Raises `Broken` where a message stands in the
    log that its sender was refused.

    `unknown_commits`: a commit failed in a way that leaves open whether it did. Then a refused
    message may stand in the log, and a live stream may leave it out, which a reader sees.
    """
    places: dict[str, list[tuple[str, int]]] = {}
    for group, log in logs.items():
        for event in log:
            if event.key:
                places.setdefault(event.key, []).append((group, event.seq))
    if not unknown_commits and (standing := [key for key in ledger.refused if key in places]):
        raise Broken(f"{len(standing)} messages are in the log that were refused")
    lost = sum((ack.group, ack.seq) not in places.get(key, ()) for key, ack in ledger.acks.items())
    doubled = sum(len(standing) - 1 for standing in places.values()) + len(ledger.twice)
    reordered = ledger.contradicted
    for (group, _), keys in ledger.order.items():
        seqs = [seq for key in keys for place, seq in places.get(key, ())[:1] if place == group]
        reordered += sum(before > after for before, after in pairwise(seqs))
    for group, log in logs.items():
        holes, repeats = _count_breaks(log)
        lost += holes
        doubled += repeats
        reordered += _count_misplaced(ledger.heard.get(group, {}), log)
    lost += _count_unread(ledger, logs) + _count_unwritten(ledger, logs)
    if not unknown_commits:
        lost += ledger.skipped
    return Tally(len(ledger.acks), lost, doubled + ledger.repeated, reordered)


def _count_breaks(log: Sequence[Entry]) -> tuple[int, int]:
    """Return how many places a log lacks and how many it has twice, by `seq` and by `n`."""
    seqs = Counter(event.seq for event in log)
    counts = Counter(event.n for event in log if event.kind == "message")
    holes = repeats = 0
    for numbers in (seqs, counts):
        holes += max(numbers, default=0) - len(numbers)
        repeats += sum(numbers.values()) - len(numbers)
    return holes, repeats


def _count_misplaced(heard: Mapping[int, str], log: Sequence[Entry]) -> int:
    keys = {event.seq: event.key for event in log}
    return sum(seq in keys and keys[seq] != key for seq, key in heard.items())


def _count_unwritten(ledger: Ledger, logs: Logs) -> int:
    """Count what readers were shown, but is not in the log."""
    return sum(
        seq > logs[group][-1].seq
        for group, heard in ledger.heard.items()
        if logs.get(group)
        for seq in heard
    )


def _count_unread(ledger: Ledger, logs: Logs) -> int:
    """Count what is in the log, but a reader never got."""
    return sum(
        max(0, logs[group][-1].seq - have)
        for (_, group), have in ledger.have.items()
        if logs.get(group)
    )
