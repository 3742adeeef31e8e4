"""Caches that are searched, and what a search of them should find, worked out the slow way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.messages import Page, Stamped
from chat_desktop.core.search import Hit, SearchPage, parse_query
from chat_desktop.core.search_plan import SearchPlan, plan_search
from chat_desktop.core.search_text import Matcher, fold
from chat_desktop.storage.cache import Cache
from chat_desktop.storage.search_reads import Search
from protocol.views import Group, MessageView, User

HOUR = 3_600_000
PEOPLE = [
    User(id=id, username=id, display_name=id.title(), active=True) for id in ("me", "ada", "eve")
]


def record(have: int, id: str = "g") -> GroupRecord:
    view = Group(
        id=id, name=id.title(), topic="", visibility="private", head=have, n=have, members=2
    )
    return GroupRecord(view, have)


def said(seq: int, text: str | None, by: str = "ada", at: int | None = None) -> MessageView:
    """Return a message; without a text it is deleted."""
    return MessageView(
        seq=seq,
        at=seq * HOUR if at is None else at,
        by=by,
        key=f"key-{seq:012}",
        n=seq,
        text=text,
        deleted=text is None,
    )


def put(cache: Cache, group: str, items: Iterable[MessageView], as_of: int = 1000) -> None:
    """Keep a page with these messages, as of an event."""
    kept = sorted(items, key=lambda item: item.seq)
    page = Page(kept[0].seq, kept[-1].seq, tuple(Stamped(item, as_of) for item in kept))
    with cache.database.atomic("IMMEDIATE"):
        cache.put_page(group, page, [])


def index_all(cache: Cache) -> None:
    """Put everything that waits in the index."""
    more = True
    while more:
        with cache.database.atomic("IMMEDIATE"):
            more = cache.index.step()


def start_of(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def plan_of(text: str, groups: Iterable[str] = ("g",), **more: object) -> SearchPlan | None:
    names = {id: id.title() for id in groups}
    return plan_search(parse_query(text), names, PEOPLE, "me", start_of, **more)  # type: ignore[arg-type]


def search(path: Path, text: str, groups: Iterable[str] = ("g",), **more: object) -> SearchPage:
    """Search the cache at `path`, in these groups."""
    plan = plan_of(text, groups, **more)
    if plan is None:
        return SearchPage()
    db = sqlite3.connect(path, isolation_level=None)
    try:
        return Search(db, plan).page()
    finally:
        db.close()


def found(path: Path, text: str, groups: Iterable[str] = ("g",), **more: object) -> list[int]:
    """Return the seqs of what a search finds."""
    return [hit.seq for hit in search(path, text, groups, **more).hits]


def slow_search(
    said: Mapping[str, Iterable[MessageView]], plan: SearchPlan | None, limit: int
) -> list[tuple[str, int]]:
    """Return (group, seq) of what should be found, one message looked at after the other."""
    if plan is None:
        return []
    since, until = plan.since, plan.until
    matcher = Matcher(plan.query.words, plan.query.phrases)
    hits = [
        (item.at, group, item.seq)
        for group, items in said.items()
        for item in items
        if group in plan.groups
        and item.text is not None
        and matcher.matches(fold(item.text))
        and (plan.authors is None or item.by in plan.authors)
        and (since is None or item.at >= since)
        and (until is None or item.at < until)
    ]
    before: Hit | None = plan.before
    if before is not None:
        hits = [hit for hit in hits if hit < (before.at, before.group, before.seq)]
    return [(group, seq) for _, group, seq in sorted(hits, reverse=True)[:limit]]
