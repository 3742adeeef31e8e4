"""Finding messages in the cache, newest first: looked up in the index, then compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby
from time import monotonic
from typing import Final

import msgspec

from chat_desktop.core.search import Hit, SearchPage
from chat_desktop.core.search_grams import lookup
from chat_desktop.core.search_plan import SearchPlan
from chat_desktop.core.search_text import Matcher, fold
from chat_desktop.storage.search_index import PLACE_BITS, era_of, text_of
from protocol.scalars import GroupId, Seq, UserId
from protocol.views import TimelineItem

BUDGET_SECONDS: Final = 0.6
"""A search that takes longer answers with what it has found."""

NEWEST_PENDING: Final = 5_000
"""So many messages that are not in the index yet are read one by one."""

PATIENCE: Final = 64
"""After so many messages the clock is looked at."""

_FOREVER: Final = 1 << 53
_BODY: Final = "SELECT body FROM items WHERE group_id = ? AND seq = ?"
_items: msgspec.json.Decoder[TimelineItem] = msgspec.json.Decoder(TimelineItem)


Place = tuple[int, GroupId, Seq]
"""Where a message stands among all: the greater, the newer."""


class _Said(msgspec.Struct):
    """What a search reads of a message."""

    seq: Seq
    at: int
    by: UserId
    text: str | None = None


_said: msgspec.json.Decoder[_Said] = msgspec.json.Decoder(_Said)


class Search:
    """One search on a connection that may only read; `stopped` says that nobody waits any more."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        plan: SearchPlan,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._connection = connection
        self._plan = plan
        self._stopped = stopped
        self._matcher = Matcher(plan.query.words, plan.query.phrases)
        self._since = plan.since if plan.since is not None else -_FOREVER
        self._until = plan.until if plan.until is not None else _FOREVER
        before = plan.before
        self._end: Place = (before.at, before.group, before.seq) if before else (_FOREVER, "", 0)
        self._numbers = {
            number: group
            for number, group in connection.execute("SELECT number, group_id FROM group_numbers")
            if group in plan.groups
        }

    def page(self) -> SearchPage:
        """Return the newest hits, older than `plan.before`."""
        hits: list[Hit] = []
        ends = monotonic() + BUDGET_SECONDS
        for count, place in enumerate(self._places()):
            if count % PATIENCE == 0 and (self._stopped() or monotonic() > ends):
                return SearchPage(tuple(hits), more=bool(hits), partial=True)
            if (hit := self._hit(place)) is not None:
                hits.append(hit)
                if len(hits) > self._plan.limit:
                    return SearchPage(tuple(hits[:-1]), more=True)
        return SearchPage(tuple(hits))

    def _places(self) -> Iterator[Place]:
        """Yield each message that may match once, newest first."""
        noted = self._pending()
        waiting = sorted(filter(self._fits, noted))
        for era, rows in groupby(self._looked_up(), key=lambda row: row[0] >> PLACE_BITS):
            known = ((at, self._numbers.get(number), seq) for _, number, seq, at in rows)
            found = [(at, group, seq) for at, group, seq in known if group is not None]
            found = [place for place in found if place not in noted and self._fits(place)]
            while waiting and era_of(waiting[-1][0]) >> PLACE_BITS >= era:
                found.append(waiting.pop())
            found.sort(reverse=True)
            yield from found
        yield from reversed(waiting)

    def _pending(self) -> set[Place]:
        """Return the messages that are noted and not in the index as they are now."""
        rows = self._connection.execute(
            "SELECT p.group_id, p.seq, i.body FROM pending p JOIN items i USING (group_id, seq)"
            " LIMIT ?",
            (NEWEST_PENDING,),
        )
        return {
            (_said.decode(body).at, group, seq)
            for group, seq, body in rows
            if group in self._plan.groups and text_of(_items.decode(body)) is not None
        }

    def _looked_up(self) -> Iterator[tuple[int, int, Seq, int]]:
        """Yield (place, group's number, seq, at) by eras, newest first; more than what matches."""
        plan = self._plan
        last = min(self._until, self._end[0])
        bounds = era_of(self._since), era_of(last) + (1 << PLACE_BITS)
        numbers = sorted(self._numbers) if plan.chosen else []
        wanted = lookup(self._matcher, sorted(plan.authors or ()), numbers)
        if not self._numbers:
            return iter(())
        if not wanted:
            return self._connection.execute(
                "SELECT id, number, seq, at FROM docs WHERE id >= ? AND id < ? ORDER BY id DESC",
                bounds,
            )
        return self._connection.execute(
            "SELECT d.id, d.number, d.seq, d.at FROM grams g CROSS JOIN docs d ON d.id = g.rowid"
            " WHERE g.grams MATCH ? AND g.rowid >= ? AND g.rowid < ? ORDER BY g.rowid DESC",
            (wanted, *bounds),
        )

    def _fits(self, place: Place) -> bool:
        return self._since <= place[0] < self._until and place < self._end

    def _hit(self, place: Place) -> Hit | None:
        """Compare a message as it stands now."""
        _, group, seq = place
        row = self._connection.execute(_BODY, (group, seq)).fetchone()
        if row is None:
            return None
        said = _said.decode(row[0])
        authors, matcher = self._plan.authors, self._matcher
        if said.text is None or (authors is not None and said.by not in authors):
            return None
        if not matcher.matches(fold(said.text)):
            return None
        spans = matcher.spans(said.text)
        return Hit(group, said.seq, said.at, said.by, said.text, spans)
