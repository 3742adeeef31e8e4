"""The index beside the timelines: filled in slices, never wrong, made anew when that is better."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from searched_caches import found, index_all, put, record, said

from chat_desktop.storage import search_index, tables
from chat_desktop.storage.cache import Cache
from protocol.views import MessageView


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    cache = Cache(tmp_path / "cache.sqlite")
    cache.put_groups([record(0), record(0, "h")])
    yield cache
    cache.close()


def count(cache: Cache, table: str) -> int:
    number: int = cache.database.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0]
    return number


def step(cache: Cache) -> bool:
    with cache.database.atomic("IMMEDIATE"):
        return cache.index.step()


def test_what_is_written_waits_for_the_index_and_is_found_meanwhile(cache: Cache) -> None:
    put(cache, "g", [said(n, f"text {n}") for n in range(1, 6)])
    assert cache.index.noted == 5
    assert (count(cache, "pending"), count(cache, "docs")) == (5, 0)
    assert found(cache.path, "text") == [5, 4, 3, 2, 1]
    index_all(cache)
    assert cache.index.noted == 0
    assert (count(cache, "pending"), count(cache, "docs")) == (0, 5)
    assert found(cache.path, "text") == [5, 4, 3, 2, 1]


def test_what_says_nothing_new_is_not_noted(cache: Cache) -> None:
    put(cache, "g", [said(1, "tea"), said(2, None)], as_of=1)
    assert count(cache, "pending") == 1
    index_all(cache)
    put(cache, "g", [said(1, "tea"), said(2, None)], as_of=2)
    assert count(cache, "pending") == 0


def test_a_slice_is_bounded_by_messages_and_by_bytes(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "SLICE", 3)
    put(cache, "g", [said(n, "x") for n in range(1, 8)])
    assert step(cache)
    assert count(cache, "docs") == 3
    index_all(cache)
    monkeypatch.setattr(search_index, "SLICE", 100)
    monkeypatch.setattr(search_index, "SLICE_BYTES", 2500)
    put(cache, "h", [said(n, "y" * 1000) for n in range(1, 8)])
    assert step(cache)
    assert count(cache, "docs") == 7 + 3


def older_cache(path: Path, items: Sequence[MessageView]) -> None:
    """Make a cache as it was before there was an index."""
    older = next(n for n, step in enumerate(tables.STEPS) if "group_numbers" in step[0])
    db = sqlite3.connect(path)
    for statement in (text for step in tables.STEPS[:older] for text in step):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {older}")
    db.execute(
        "INSERT INTO groups (id, view, have, told, touched, draft) VALUES ('g', ?, 6, 0, 0, '')",
        (msgspec.json.encode(record(6).view),),
    )
    db.executemany(
        "INSERT INTO items (group_id, seq, as_of, body) VALUES ('g', ?, 6, ?)",
        [(item.seq, msgspec.json.encode(item)) for item in items],
    )
    db.execute("INSERT INTO spans VALUES ('g', 1, 6)")
    db.commit()
    db.close()


def test_an_older_cache_is_indexed_step_by_step_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.sqlite"
    older_cache(path, [said(n, f"tea {n}") for n in range(1, 7)])
    monkeypatch.setattr(search_index, "SLICE", 2)
    cache = Cache(path)
    assert found(path, "tea") == []
    # What comes meanwhile is found at once, and is read again in its turn.
    put(cache, "g", [said(6, "tea six"), said(7, "tea 7")], as_of=2000)
    assert found(path, "tea") == [7, 6]
    assert step(cache)
    assert found(path, "tea") == [7, 6]
    # What waits for its turn is amended, what is in the index is, and something is said.
    put(cache, "g", [said(2, "coffee"), said(7, "tea, seven"), said(8, "tea 8")], as_of=3000)
    seen = [found(path, "tea")]
    assert seen == [[8, 7, 6]]
    while step(cache):
        seen.append(found(path, "tea"))
    assert seen[-1] == [8, 7, 6, 5, 4, 3, 1]
    assert all(shorter == longer[: len(shorter)] for shorter in seen for longer in seen[-1:])
    assert found(path, "coffee") == [2]
    assert found(path, "seven") == [7]
    assert count(cache, "docs") == 8
    cache.close()


def test_an_index_made_otherwise_is_made_anew(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.put_groups([record(2)])
    put(cache, "g", [said(1, "tea"), said(2, "tea")])
    cache.database.execute_sql("UPDATE groups SET have = 2")
    index_all(cache)
    monkeypatch.setattr(search_index, "MADE_BY", "other")
    again = Cache(cache.path)
    index_all(again)
    assert count(again, "docs") == 2
    assert found(cache.path, "tea") == [2, 1]
    assert again.database.execute_sql("SELECT made_by FROM index_state").fetchone() == ("other",)
    again.close()


def test_groups_that_are_gone_leave_no_waste_behind(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "STALE_LEAST", 3)
    put(cache, "g", [said(1, "tea")])
    put(cache, "h", [said(n, "tea") for n in range(1, 4)])
    index_all(cache)
    cache.drop_group("h")
    assert count(cache, "docs") == 1
    assert cache.database.execute_sql("SELECT dropped FROM index_state").fetchone() == (3,)
    cache.put_groups([record(0, "h")])
    put(cache, "h", [said(4, "tea")])
    index_all(cache)
    cache.drop_group("h")
    # The waste was more than what is of use: all is put in a new index.
    assert count(cache, "docs") == 0
    index_all(cache)
    assert cache.database.execute_sql("SELECT dropped FROM index_state").fetchone() == (0,)


def test_many_messages_of_one_moment_have_places_of_their_own(cache: Cache) -> None:
    put(cache, "g", [said(n, "tea", at=5) for n in range(1, 30)])
    put(cache, "h", [said(n, "tea", at=-5) for n in range(1, 30)])
    index_all(cache)
    assert count(cache, "docs") == 58
    assert found(cache.path, "tea", "g", limit=3) == [29, 28, 27]


def test_a_full_era_goes_on_in_the_next(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "ERA_PLACES", 4)
    monkeypatch.setattr(search_index, "era_of", lambda at: at // 10 * 4)
    put(cache, "g", [said(n, "tea", at=n) for n in range(10, 16)], as_of=1)
    put(cache, "h", [said(n, "tea", at=n) for n in range(20, 23)], as_of=1)
    index_all(cache)
    rows = cache.database.execute_sql("SELECT id, seq FROM docs ORDER BY id").fetchall()
    assert [place for place, _ in rows] == [4, 5, 6, 7, 8, 9, 10, 11, 12]
    put(cache, "g", [said(15, "coffee", at=15)], as_of=2)
    index_all(cache)
    assert count(cache, "docs") == 9
    assert found(cache.path, "coffee") == [15]


def test_deleted_texts_leave_nothing_in_the_file(cache: Cache) -> None:
    put(cache, "g", [said(1, "xylophones everywhere"), said(2, "tea")], as_of=1)
    index_all(cache)
    put(cache, "g", [said(1, None)], as_of=2)
    index_all(cache)
    cache.close()
    assert b"xylophones" not in cache.path.read_bytes()
