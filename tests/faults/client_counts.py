"""What a real client promised, held against the group's log and against the client's own copy."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from faults.scenario import Broken, Tally

from chat_desktop.client import ServerClient
from chat_desktop.core.spans import Spans
from chat_desktop.storage.cache import Cache
from protocol.commands import CatchUp
from protocol.errors import Refusal
from protocol.events import Event, Message
from protocol.replies import Events
from protocol.views import MessageView

TYPED, SHOWN, FAILED = "typed", "shown", "failed"


class Notes:
    """Where a client writes down what it was given and what it promised; outlives a kill -9."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def note(self, what: str, key: str) -> None:
        """Append one line in one write."""
        os.write(self._handle, f"{what} {key}\n".encode())

    def close(self) -> None:
        os.close(self._handle)


@dataclass(slots=True)
class Promises:
    """What one writer's clients noted of keys, in the order typed.

    `shown` are those that stand as accepted, `failed` those that stand as failed, `troubled` those
    that ever did: sent again, they go as the last.
    """

    typed: list[str] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    troubled: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> Promises:
        """Return what is noted at `path`, nothing where no client got so far."""
        promises = cls()
        for line in path.read_text("ascii").splitlines() if path.exists() else []:
            what, key = line.split()
            if what == TYPED:
                promises.typed.append(key)
            elif what == SHOWN:
                promises.shown.add(key)
                promises.failed.discard(key)
            else:
                promises.failed.add(key)
                promises.shown.discard(key)
                promises.troubled.add(key)
        return promises


def count(writers: list[Promises], log: Sequence[Event]) -> Tally:
    """Return the counts of a group's whole log.

    Acknowledged is what a client showed as accepted. Lost is what of it is not in the log, doubled
    a key or a place that is there twice, reordered a message that stands before one typed earlier.
    """
    keys = [event.key for event in log if isinstance(event, Message)]
    places = {key: place for place, key in reversed(list(enumerate(keys)))}
    doubled = len(keys) - len(places)
    seqs = [event.seq for event in log]
    lost = len(set(range(1, max(seqs, default=0) + 1)) - set(seqs))
    doubled += len(seqs) - len(set(seqs))
    counts = [event.n for event in log if isinstance(event, Message)]
    reordered = sum(after != before + 1 for before, after in pairwise(counts))
    acknowledged = 0
    for writer in writers:
        acknowledged += len(writer.shown)
        lost += len(writer.shown - places.keys())
        steady = [key for key in writer.typed if key in places and key not in writer.troubled]
        stand = [places[key] for key in steady]
        reordered += sum(before > after for before, after in pairwise(stand))
    return Tally(acknowledged, lost, doubled, reordered)


async def read_log(client: ServerClient, group: str) -> list[Event]:
    """Return the group's events from the first to the newest, as the server has them."""
    log: list[Event] = []
    while True:
        after = log[-1].seq if log else 0
        command = CatchUp(id=1, group=group, after=after, limit=client.limits.page)
        try:
            page = await client._session.ask(command)
        except Refusal as refusal:
            if refusal.retry_after is None:
                raise
            await asyncio.sleep(refusal.retry_after)
            continue
        if not isinstance(page, Events):
            raise Broken(f"the server answers catching up with {page!r}")
        log += page.events
        if not page.events or log[-1].seq >= page.head:
            return log


def compare_copy(path: Path, group: str, log: Sequence[Event]) -> Tally:
    """Hold a closed client's cache against the log: what it counts as here, and its outbox."""
    cache = Cache(path)
    try:
        waiting = [entry for entry in cache.outgoing() if entry.group == group]
        spans = Spans(cache._rows("SELECT lo, hi FROM spans WHERE group_id = ?", (group,)))
        items = cache._items_where(group, "1 ORDER BY seq", ())
    finally:
        cache.close()
    if waiting:
        raise Broken(f"{len(waiting)} messages are left in the outbox")
    copy = {s.item.seq: s.item.key for s in items if isinstance(s.item, MessageView)}
    messages = {event.seq: event.key for event in log if isinstance(event, Message)}
    covered = [seq for seq in messages if seq in spans]
    lost = sum(seq not in copy for seq in covered)
    doubled = sum(times - 1 for times in Counter(copy.values()).values())
    reordered = sum(seq in copy and copy[seq] != messages[seq] for seq in covered)
    return Tally(0, lost, doubled, reordered)
