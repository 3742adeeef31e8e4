"""The part of the fake client that searches: it answers from the rows of its timelines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from chat_desktop.core.ports import CoverageChanged
from chat_desktop.core.rows import GroupRow, MessageRow
from chat_desktop.core.search import Coverage, Hit, Query, SearchPage, parse_query
from chat_desktop.core.search_text import Matcher, fold
from protocol.scalars import GroupId, Seq, UserId
from protocol.views import User

if TYPE_CHECKING:
    from fake_client import FakeTimeline


class FakeSearch:
    """`coverage` is what `search_coverage` says, by group and None for all; `bytes` the storage."""

    rows: list[GroupRow]
    timelines: dict[GroupId, FakeTimeline]
    users: dict[UserId, User]
    me: User | None
    _asked: Callable[..., None]
    tell: Callable[[Any], None]

    def __init__(self) -> None:
        self.coverage: dict[GroupId | None, Coverage] = {}
        self.bytes = 48_400_000

    def set_coverage(self, done: int, total: int, group: GroupId | None = None) -> None:
        """Change how far a search covers, and tell it."""
        self.coverage[group] = Coverage(done, total)
        self.tell(CoverageChanged())

    async def search(
        self,
        wanted: str,
        *,
        group: GroupId | None = None,
        before: Hit | None = None,
        limit: int = 50,
    ) -> SearchPage:
        self._asked("search", wanted, group, before, limit)
        query = parse_query(wanted)
        if query.empty:
            return SearchPage()
        matcher = Matcher(query.words, query.phrases)
        hits = [
            Hit(row.id, message.seq, message.at, message.by, text, matcher.spans(text))
            for row in self.rows
            if (group is None or row.id == group) and _named(query.groups, row.name)
            for message in self._messages(row.id)
            if (text := message.text) is not None
            and message.seq is not None
            and matcher.matches(fold(text))
            and self._is_by(query.senders, message.by)
            and _within(query, message.at)
        ]
        hits.sort(key=_place, reverse=True)
        older = [hit for hit in hits if before is None or _place(hit) < _place(before)]
        return SearchPage(tuple(older[:limit]), len(older) > limit)

    def search_coverage(self, group: GroupId | None = None) -> Coverage:
        if group in self.coverage:
            return self.coverage[group]
        count = sum(len(self._messages(row.id)) for row in self.rows if group in (None, row.id))
        return Coverage(count, count)

    async def seq_at(self, group: GroupId, at: int) -> Seq | None:
        self._asked("seq_at", group, at)
        found = (row.seq for row in self._messages(group) if row.at >= at and row.seq is not None)
        return next(found, None)

    async def storage_bytes(self) -> int:
        self._asked("storage_bytes")
        return self.bytes

    async def clear_cache(self) -> None:
        self._asked("clear_cache")
        self.bytes = 120_000

    def _messages(self, group: GroupId) -> list[MessageRow]:
        rows = self.timelines[group].rows if group in self.timelines else []
        return [row for row in rows if isinstance(row, MessageRow)]

    def _is_by(self, names: Sequence[str], id: UserId) -> bool:
        user = self.users.get(id)
        known = (user.username, user.display_name) if user else ()
        mine = self.me is not None and self.me.id == id and "me" in names
        return mine or not names or any(_named(names, name) for name in known)


def _named(wanted: Sequence[str], name: str) -> bool:
    return not wanted or any(fold(part) in fold(name) for part in wanted)


def _within(query: Query, at: int) -> bool:
    return (query.before is None or at < _ms(query.before)) and (
        query.after is None or at >= _ms(query.after)
    )


def _ms(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _place(hit: Hit) -> tuple[int, GroupId, int]:
    return hit.at, hit.group, hit.seq
