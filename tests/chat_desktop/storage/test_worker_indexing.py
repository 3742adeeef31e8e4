"""The cache's thread goes on with the index in quiet moments, and clears the cache."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import peewee
import pytest
from real_clients import until
from searched_caches import PEOPLE, found, plan_of, record, said

from chat_desktop.core.messages import Page, Stamped
from chat_desktop.core.outbox import Outgoing
from chat_desktop.storage import search_index, worker
from chat_desktop.storage.cache import Cache
from chat_desktop.storage.reader import CacheReader, IndexDamaged
from chat_desktop.storage.worker import CacheThread, CacheTrouble
from protocol.views import DEFAULT_LIMITS

ME = PEOPLE[0]


@asynccontextmanager
async def opened(path: Path, told: list[str] | None = None) -> AsyncIterator[CacheThread]:
    thread = CacheThread(path, (told if told is not None else []).append)
    await thread.open(ME)
    try:
        yield thread
    finally:
        await thread.close()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "START_SECONDS", 0.01)
    monkeypatch.setattr(worker, "QUIET_SECONDS", 0.01)


def page(lo: int, hi: int, text: str = "tea") -> Page:
    return Page(lo, hi, tuple(Stamped(said(n, f"{text} {n}"), hi) for n in range(lo, hi + 1)))


def waiting(path: Path) -> tuple[int, int]:
    """Return how many messages wait for the index, and how many are in it."""
    db = sqlite3.connect(path)
    pending, docs = (
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("pending", "docs")
    )
    db.close()
    return pending, docs


def damage(path: Path) -> None:
    """Lose the midst of the index."""
    db = sqlite3.connect(path)
    db.execute("DELETE FROM grams_data WHERE id > 10")
    db.commit()
    db.close()


async def test_the_index_follows_in_quiet_moments(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    async with opened(path) as thread:
        thread.put_groups([record(50)])
        thread.put_page("g", page(1, 50), [])
        await until(lambda: waiting(path) == (0, 50))
        thread.put_page("g", page(51, 60), [])
        await until(lambda: waiting(path) == (0, 60))
        assert found(path, "tea", limit=60) == list(range(60, 0, -1))


async def test_too_much_does_not_wait_for_a_quiet_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "QUIET_SECONDS", 60.0)
    monkeypatch.setattr(worker, "UNINDEXED", 10)
    path = tmp_path / "a.sqlite"
    async with opened(path) as thread:
        thread.put_groups([record(50)])
        thread.put_page("g", page(1, 5), [])
        await thread.newest("g", 1)
        assert waiting(path) == (5, 0)
        thread.put_page("g", page(6, 50), [])
        await until(lambda: waiting(path) == (0, 50))


async def test_without_work_the_thread_sleeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float | None] = []
    next_jobs = CacheThread._next

    def noted(self: CacheThread, patience: float | None) -> object:
        rests.append(patience)
        return next_jobs(self, patience)

    monkeypatch.setattr(CacheThread, "_next", noted)
    path = tmp_path / "a.sqlite"
    async with opened(path) as thread:
        thread.put_groups([record(5)])
        thread.put_page("g", page(1, 5), [])
        await until(lambda: waiting(path) == (0, 5))
        await until(lambda: rests[-1] is None)
        await thread.newest("g", 5)
        await until(lambda: rests[-1] is None)
    assert rests[0] == worker.START_SECONDS


async def test_an_index_that_fails_is_told_and_tried_again_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, told = tmp_path / "a.sqlite", list[str]()
    async with opened(path, told) as thread:
        thread.put_groups([record(5)])
        await until(lambda: waiting(path) == (0, 0))
        with monkeypatch.context() as broken:
            broken.setattr(search_index.SearchIndex, "step", _full)
            thread.put_page("g", page(1, 5), [])
            await until(lambda: told)
        assert waiting(path) == (5, 0)
        thread.put_page("g", page(6, 7), [])
        await until(lambda: waiting(path) == (0, 7))
    assert told == ["The local copy cannot be written: database or disk is full"]


def _full(_: object) -> bool:
    raise peewee.OperationalError("database or disk is full")


async def test_a_damaged_index_is_made_anew_and_nothing_else(tmp_path: Path) -> None:
    path, told = tmp_path / "a.sqlite", list[str]()
    plan = plan_of("tea")
    assert plan is not None
    async with opened(path, told) as thread:
        thread.put_groups([record(5)])
        thread.put_page("g", page(1, 5), [])
        await until(lambda: waiting(path) == (0, 5))
        damage(path)
        with pytest.raises(IndexDamaged):
            await CacheReader(path).search(plan)
        thread.renew_index()
        await thread.newest("g", 1)
        await until(lambda: waiting(path) == (0, 5))
        assert found(path, "tea") == [5, 4, 3, 2, 1]
        assert await thread.newest("g", 9) is not None
    assert told == []


async def test_an_index_that_cannot_be_written_is_made_anew_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, told = tmp_path / "a.sqlite", list[str]()
    step = search_index.SearchIndex.step
    failures = [2]

    def failing(index: search_index.SearchIndex) -> bool:
        if failures and failures[0]:
            failures[0] -= 1
            raise peewee.IntegrityError("constraint failed")
        return step(index)

    async with opened(path, told) as thread:
        thread.put_groups([record(5)])
        await until(lambda: waiting(path) == (0, 0))
        monkeypatch.setattr(search_index.SearchIndex, "step", failing)
        thread.put_page("g", page(1, 5), [])
        await until(lambda: told)
        assert waiting(path) == (0, 0)
        thread.put_page("g", page(6, 7), [])
        await until(lambda: waiting(path) == (0, 7))
        assert found(path, "tea") == [7, 6, 5, 4, 3, 2, 1]
    assert told == ["The local copy cannot be written: constraint failed"]


async def test_clearing_keeps_groups_drafts_and_the_outbox(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    entry = Outgoing("key-000000000001", "g", "hi", 5, 1)
    async with opened(path) as thread:
        thread.put_account(ME, "e", DEFAULT_LIMITS)
        thread.put_groups([record(1500)])
        thread.put_page("g", page(1, 1500, "tea " * 20), [])
        thread.put_outgoing([entry])
        await until(lambda: waiting(path)[1] == 1500)
        await thread.newest("g", 1)
        before = CacheReader(path).size()
        await thread.clear()
        assert CacheReader(path).size() < before / 5
        assert await thread.newest("g", 10) is None
        assert found(path, "tea") == []
        thread.put_page("g", page(1490, 1500), [])
        await until(lambda: waiting(path) == (0, 11))
        assert len(found(path, "tea")) == 11
    cache = Cache(path)
    saved = cache.load(ME)
    assert [group.view.id for group in saved.groups] == ["g"]
    assert saved.groups[0].have == 1500
    assert saved.outgoing == (entry,)
    assert saved.epoch == "e"
    assert cache.database.execute_sql("PRAGMA secure_delete").fetchone() == (1,)
    cache.close()


async def test_what_is_forgotten_leaves_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    thread = CacheThread(path, lambda _words: None)
    await thread.open(ME)
    thread.put_groups([record(1500)])
    thread.put_page("g", page(1, 1500, "xylophone " * 20), [])
    await until(lambda: waiting(path)[1] == 1500)
    before = CacheReader(path).size()
    await thread.close(forget=True)
    assert CacheReader(path).size() < before / 5
    assert b"xylophone" not in path.read_bytes()


async def test_clearing_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(tmp_path / "a.sqlite") as thread:
        monkeypatch.setattr(Cache, "shrink", _full)
        with pytest.raises(CacheTrouble, match="disk is full"):
            await asyncio.wait_for(thread.clear(), 10)
