"""A desktop's cache that holds every message of every group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks.desktop.crowds import START_AT, Crowd
from chat_desktop.core.messages import Page, Stamped, view_of
from chat_desktop.storage.cache import Cache
from protocol.events import Joined
from protocol.views import User

PAGE: Final = 2_000
STEPS: Final = 200
NOBODY: Final = User(id="", username="", display_name="", active=True)


def fill_cache(file: Path, made: Sequence[Crowd], tell: Callable[[str], None] = print) -> None:
    """Put all messages into the cache in `file`.

    Its account has been online before, so that it knows the groups. Raises `ValueError` where it
    does not know them as they are.
    """
    cache = Cache(file)
    try:
        cache.database.execute_sql("PRAGMA synchronous = off")
        have = {record.view.id: record.have for record in cache.load(NOBODY).groups}
        for crowd in made:
            if have.get(crowd.group) != crowd.head:
                raise ValueError(f"the cache is not at event {crowd.head} of {crowd.group}")
            with cache.database.atomic("IMMEDIATE"):
                for page in pages(crowd):
                    cache.put_page(crowd.group, page, ())
            if crowd.number % 200 == 0:
                tell(f"  cached {crowd.number + 1:,} of {len(made):,} groups")
        tell("  putting them in the search index")
        while _index_some(cache):
            pass
        cache.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        cache.close()


def _index_some(cache: Cache) -> bool:
    """Do a part of what the program does in quiet moments; say whether something is left."""
    with cache.database.atomic("IMMEDIATE"):
        return all(cache.index.step() for _ in range(STEPS))


def pages(crowd: Crowd) -> Iterator[Page]:
    """Yield the whole timeline of a group."""
    head = crowd.head
    items = [
        Stamped(Joined(seq=seq, at=START_AT, by=crowd.members[0], user=user), head)
        for seq, user in enumerate(crowd.members, start=1)
    ]
    for event in crowd.messages():
        if len(items) == PAGE:
            yield Page(items[0].item.seq, items[-1].item.seq, tuple(items))
            items = []
        items.append(Stamped(view_of(event), head))
    if items:
        yield Page(items[0].item.seq, items[-1].item.seq, tuple(items))
