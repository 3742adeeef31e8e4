"""How much of a group's log the cache holds, and from when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searched_caches import index_all, put, record, said

from chat_desktop.core.messages import Page, Stamped
from chat_desktop.storage.cache import Cache
from chat_desktop.storage.extent import Found, covered, indexing, newest_hole, seq_at
from chat_desktop.storage.search_index import SearchIndex
from protocol.events import Joined
from protocol.views import MessageView


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    cache = Cache(tmp_path / "cache.sqlite")
    cache.database.execute_sql("PRAGMA synchronous = off")
    yield cache
    cache.close()


def db(cache: Cache) -> sqlite3.Connection:
    connection: sqlite3.Connection = cache.database.connection()
    return connection


def keep(cache: Cache, lo: int, hi: int, items: Sequence[MessageView | Joined] = ()) -> None:
    cache.put_page("g", Page(lo, hi, tuple(Stamped(item, 100) for item in items)), [])


def notice(seq: int, at: int = 0) -> Joined:
    return Joined(seq=seq, at=at, by="ada", user="ada")


def test_messages_are_counted_by_their_numbers(cache: Cache) -> None:
    assert covered(db(cache), "g") == 0
    cache.put_groups([record(20)])
    put(cache, "g", [said(n, "tea") for n in (18, 19, 20)])
    assert covered(db(cache), "g") == 3
    keep(cache, 3, 9, [notice(3), said(4, "a"), said(7, None), notice(8)])
    # Between n = 4 and n = 7 lie those that were deleted before the page was made.
    assert covered(db(cache), "g") == 3 + 4
    keep(cache, 1, 2, [notice(1), notice(2)])
    assert covered(db(cache), "g") == 7


def test_what_is_not_in_an_index_yet_is_not_counted(cache: Cache) -> None:
    cache.put_groups([record(20)])
    put(cache, "g", [said(n, "tea") for n in range(1, 21)])
    cache.index.rebuild()
    assert indexing(db(cache))
    assert covered(db(cache), "g") == 0
    cache.database.execute_sql("UPDATE group_numbers SET backlog = 15")
    assert covered(db(cache), "g") == 6
    index_all(cache)
    assert not indexing(db(cache))
    assert covered(db(cache), "g") == 20


def test_before_an_upgraded_cache_was_looked_through_nothing_is_claimed(cache: Cache) -> None:
    cache.put_groups([record(20)])
    put(cache, "g", [said(n, "tea") for n in range(1, 21)])
    index_all(cache)
    # As an earlier version leaves it: one that took texts to pieces otherwise, or not at all.
    cache.database.execute_sql("UPDATE index_state SET made_by = ''")
    assert indexing(db(cache))
    assert covered(db(cache), "g") == 0
    cache.index = SearchIndex(cache.database)
    index_all(cache)
    assert not indexing(db(cache))
    assert covered(db(cache), "g") == 20


def test_a_new_cache_has_no_index_to_make_anew(cache: Cache) -> None:
    cache.put_groups([record(20)])
    put(cache, "g", [said(n, "tea") for n in range(1, 21)])
    assert not indexing(db(cache))
    assert covered(db(cache), "g") == 20


def test_the_newest_hole_is_filled_first(cache: Cache) -> None:
    assert newest_hole(db(cache), "g") is None
    cache.put_groups([record(0)])
    assert newest_hole(db(cache), "g") is None
    cache.restart_group(record(20))
    assert newest_hole(db(cache), "g") == 21
    keep(cache, 5, 9)
    assert newest_hole(db(cache), "g") == 21
    keep(cache, 15, 20)
    assert newest_hole(db(cache), "g") == 15
    keep(cache, 10, 14)
    assert newest_hole(db(cache), "g") == 5
    keep(cache, 1, 4)
    assert newest_hole(db(cache), "g") is None
    assert cache.holes(["g", "elsewhere"]) == {}


def test_a_time_that_lies_in_a_hole_is_not_known(cache: Cache) -> None:
    cache.put_groups([record(20)])
    assert seq_at(db(cache), "g", 5) == Found(known=False)
    keep(cache, 11, 20, [said(n, "tea", at=n * 10) for n in (12, 15, 20)])
    assert seq_at(db(cache), "g", 121) == Found(known=True, seq=15)
    assert seq_at(db(cache), "g", 120) == Found(known=False)
    assert seq_at(db(cache), "g", 201) == Found(known=True)
    keep(cache, 1, 4, [notice(1, 5), said(2, "a", at=20), notice(4, 40)])
    assert seq_at(db(cache), "g", 1) == Found(known=True, seq=2)
    assert seq_at(db(cache), "g", 30) == Found(known=False)
    assert seq_at(db(cache), "g", 100) == Found(known=False)
    keep(cache, 5, 10)
    assert seq_at(db(cache), "g", 30) == Found(known=True, seq=12)


@settings(max_examples=40)
@given(st.data())
def test_what_is_said_of_a_time_is_so(data: st.DataObject) -> None:
    steps = data.draw(st.lists(st.integers(0, 3), min_size=1, max_size=12))
    items: list[MessageView | Joined] = []
    at = 0
    for seq, step in enumerate(steps, 1):
        at += step
        kind = data.draw(st.sampled_from(["said", "said", "notice", "nothing"]))
        if kind != "nothing":
            items.append(said(seq, "x", at=at) if kind == "said" else notice(seq, at))
    cache = Cache(Path(":memory:"))
    cache.put_groups([record(len(steps))])
    for _ in range(data.draw(st.integers(1, 3))):
        lo = data.draw(st.integers(1, len(steps)))
        hi = data.draw(st.integers(lo, len(steps)))
        keep(cache, lo, hi, [item for item in items if lo <= item.seq <= hi])
    wanted = data.draw(st.integers(0, at + 1))
    right = next((i.seq for i in items if isinstance(i, MessageView) and i.at >= wanted), None)
    known, place = seq_at(db(cache), "g", wanted)
    assert not known or place == right
    cache.close()
