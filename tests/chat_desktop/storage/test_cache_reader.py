"""Reads beside the cache's thread: they answer from what is committed and hold nothing up."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from real_clients import until
from searched_caches import index_all, plan_of, put, record, said

from chat_desktop.storage import reader
from chat_desktop.storage.cache import Cache
from chat_desktop.storage.reader import CacheReader
from chat_desktop.storage.worker import CacheTrouble


def filled(path: Path) -> Cache:
    cache = Cache(path)
    cache.put_groups([record(5)])
    put(cache, "g", [said(n, f"tea {n}") for n in range(1, 6)])
    index_all(cache)
    return cache


async def hits(path: Path, text: str) -> list[int]:
    plan = plan_of(text)
    assert plan is not None
    return [hit.seq for hit in (await CacheReader(path).search(plan)).hits]


async def test_it_reads_while_another_writes(tmp_path: Path) -> None:
    cache = filled(tmp_path / "a.sqlite")
    with cache.database.atomic("IMMEDIATE"):
        put(cache, "g", [said(6, "tea 6")])
        assert await hits(cache.path, "tea") == [5, 4, 3, 2, 1]
    assert await hits(cache.path, "tea") == [6, 5, 4, 3, 2, 1]
    assert await CacheReader(cache.path).covered(["g", "h"]) == ({"g": 6, "h": 0}, False)
    assert await CacheReader(cache.path).seq_at("g", 0) == (True, 1)
    assert CacheReader(cache.path).size() >= cache.path.stat().st_size
    cache.close()


async def test_many_at_once(tmp_path: Path) -> None:
    cache = filled(tmp_path / "a.sqlite")
    found = await asyncio.gather(*(hits(cache.path, f"tea {n}") for n in range(1, 6)))
    assert found == [[n] for n in range(1, 6)]
    cache.close()


async def test_a_file_that_is_not_there_or_no_cache_is_trouble(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    with pytest.raises(CacheTrouble, match="cannot be read"):
        await hits(path, "tea")
    assert not path.exists()
    assert CacheReader(path).size() == 0
    path.write_bytes(b"no database" * 100)
    with pytest.raises(CacheTrouble):
        await hits(path, "tea")


async def test_who_no_longer_waits_stops_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = filled(tmp_path / "a.sqlite")
    begun, ended = threading.Event(), threading.Event()

    class Endless:
        def __init__(self, _db: object, _plan: object, stopped: object) -> None:
            self.stopped = stopped

        def page(self) -> None:
            begun.set()
            while not self.stopped():  # type: ignore[operator]
                pass
            ended.set()

    monkeypatch.setattr(reader, "Search", Endless)
    searching = asyncio.ensure_future(hits(cache.path, "tea"))
    await until(begun.is_set)
    searching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await searching
    await until(ended.is_set)
    cache.close()


async def test_a_bug_is_told_to_who_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = filled(tmp_path / "a.sqlite")
    monkeypatch.setattr(reader, "Search", None)
    with pytest.raises(TypeError):
        await hits(cache.path, "tea")
    cache.close()
