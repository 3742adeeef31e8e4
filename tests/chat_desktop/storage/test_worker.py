"""The cache's thread: in order, in batches, and telling of what fails."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from real_clients import until

from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.outbox import Outgoing
from chat_desktop.storage.cache import Cache
from chat_desktop.storage.rescue import DAMAGED
from chat_desktop.storage.worker import CacheThread, CacheTrouble
from protocol.events import Message
from protocol.views import DEFAULT_LIMITS, Group, User

ME = User(id="me", username="me", display_name="", active=True)


def record(have: int) -> GroupRecord:
    view = Group(id="g", name="Tea", topic="", visibility="private", head=have, n=have, members=1)
    return GroupRecord(view, have)


def message(seq: int) -> Message:
    return Message(seq=seq, at=1, by="ada", key=f"key-{seq:012}", n=seq, text="hi")


def entry(order: int) -> Outgoing:
    return Outgoing(f"key-{order:012}", "g", "hi", 5, order)


async def opened(path: Path, told: list[str]) -> CacheThread:
    thread = CacheThread(path, told.append)
    await thread.open(ME)
    return thread


async def test_reads_see_every_write_before_them(tmp_path: Path) -> None:
    told: list[str] = []
    thread = await opened(tmp_path / "a.sqlite", told)
    thread.put_account(ME, "e", DEFAULT_LIMITS)
    thread.put_users([])
    thread.put_groups([record(0)])
    for seq in range(1, 301):
        thread.advance(record(seq), "me", [message(seq)], [])
    page = await thread.newest("g", 500)
    assert page is not None
    assert len(page.items) == 300
    assert await thread.before("g", 1, 5) is None
    assert (await thread.after("g", 298, 5)) is not None
    assert (await thread.around("g", 150, 5)) is not None
    thread.drop_group("g")
    assert await thread.newest("g", 5) is None
    await thread.close()
    assert told == []


async def test_closing_waits_for_no_thread_of_the_loop(tmp_path: Path) -> None:
    """All of those may be looking up the names of servers, which takes half a minute and more."""
    loop, goes_on = asyncio.get_running_loop(), threading.Event()
    loop.set_default_executor(ThreadPoolExecutor(1))
    hanging = loop.run_in_executor(None, goes_on.wait, 60)
    thread = await opened(tmp_path / "a.sqlite", [])
    thread.put_outgoing([entry(1)])
    await thread.close()
    assert not hanging.done()
    goes_on.set()
    await hanging
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as db:
        assert db.execute("SELECT count(*) FROM outbox").fetchone() == (1,)


async def test_closing_finishes_everything(tmp_path: Path) -> None:
    thread = await opened(tmp_path / "a.sqlite", [])
    for order in range(1, 50):
        thread.put_outgoing([entry(order)])
    thread.drop_outgoing("g", [entry(7).key])
    thread.drop_outgoing("g", [])
    await thread.close()
    await thread.close()
    cache = Cache(tmp_path / "a.sqlite")
    assert [e.order for e in cache.outgoing()] == [n for n in range(1, 50) if n != 7]
    cache.close()


async def test_forgetting_keeps_the_outbox(tmp_path: Path) -> None:
    thread = await opened(tmp_path / "a.sqlite", [])
    thread.put_groups([record(3)])
    thread.restart_group(record(4))
    thread.restart([record(5)])
    await thread.put_outgoing_now(entry(1))
    await thread.close(forget=True)
    cache = Cache(tmp_path / "a.sqlite")
    saved = cache.load(ME)
    assert (saved.groups, len(saved.outgoing)) == ((), 1)
    cache.close()


async def test_a_message_is_on_disk_when_its_future_is_done(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    thread = await opened(path, [])
    await thread.put_outgoing_now(entry(1))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM outbox").fetchone() == (1,)
    connection.close()
    await thread.close()


async def test_a_file_that_cannot_be_opened_is_trouble_in_plain_words(tmp_path: Path) -> None:
    thread = CacheThread(tmp_path / "nowhere" / "a.sqlite", print)
    with pytest.raises(CacheTrouble, match="cannot be written"):
        await thread.open(ME)
    await thread.close()


async def test_a_locked_file_is_told_and_the_next_write_goes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    path = tmp_path / "a.sqlite"
    thread = await opened(path, told)
    await thread._ask(lambda cache: cache.database.execute_sql("PRAGMA busy_timeout = 1"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(3):
        with pytest.raises(CacheTrouble):
            await thread.put_outgoing_now(entry(1))
    other.execute("ROLLBACK")
    other.close()
    await thread.put_outgoing_now(entry(2))
    await until(lambda: told, "the trouble is told")
    assert len(told) == 1
    assert "locked" in told[0]
    await thread.close()


async def test_one_failing_piece_of_work_does_not_take_the_others_along(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    thread = await opened(tmp_path / "a.sqlite", told)

    def wrong(cache: Cache) -> None:
        cache.put_outgoing([entry(9)])
        raise KeyError("a bug")

    before, bug, after = (
        thread.put_outgoing_now(entry(1)),
        thread._ask(wrong),
        thread.put_outgoing_now(entry(2)),
    )
    await asyncio.gather(before, after)
    with pytest.raises(KeyError):
        await bug
    await thread.close()
    cache = Cache(tmp_path / "a.sqlite")
    assert [e.order for e in cache.outgoing()] == [1, 2]
    cache.close()
    assert "a bug" in caplog.text


async def test_of_a_full_disk_each_message_knows_whether_it_is_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    path = tmp_path / "a.sqlite"
    thread = await opened(path, told)
    await thread._ask(lambda cache: cache.database.execute_sql("PRAGMA max_page_count = 12"))
    entries = [replace(entry(n), text="x" * (3000 if n % 2 else 10)) for n in range(1, 31)]
    answers = await asyncio.gather(
        *(thread.put_outgoing_now(entry) for entry in entries), return_exceptions=True
    )
    written = {e.key for e, answer in zip(entries, answers, strict=True) if answer is None}
    refused = {str(answer) for answer in answers if answer is not None}
    connection = sqlite3.connect(path)
    on_disk = {key for (key,) in connection.execute("SELECT key FROM outbox")}
    connection.close()
    assert on_disk == written
    assert 0 < len(written) < 30
    assert refused == {"The local copy cannot be written: database or disk is full"}
    await until(lambda: told == list(refused), "it is told once")
    await thread._ask(lambda cache: cache.database.execute_sql("PRAGMA max_page_count = 9999"))
    await thread.put_outgoing_now(entry(99))
    await thread.close()


async def test_a_file_whose_rows_make_no_sense_is_replaced_when_it_is_opened(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    path = tmp_path / "a.sqlite"
    for number, damage in enumerate(
        (
            "UPDATE groups SET view = x'00'",
            "UPDATE outbox SET step = 'dancing' WHERE place = 2",
            "UPDATE outbox SET text = CAST(x'ff' AS TEXT) WHERE place = 2",
        )
    ):
        thread = await opened(path, told)
        thread.put_groups([record(3)])
        for n in (1, 2, 3):
            await thread.put_outgoing_now(entry(n))
        await thread.close()
        with sqlite3.connect(path) as connection:
            connection.execute(damage)
        connection.close()
        thread = CacheThread(path, told.append)
        saved = await thread.open(ME)
        assert saved.groups == ()
        assert [e.order for e in saved.outgoing] == ([1, 3] if number else [1, 2, 3])
        await thread.close()
    assert told == [DAMAGED] * 3


async def test_who_asked_is_told_when_a_damaged_file_was_replaced(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    renewed: list[bool] = []
    thread = CacheThread(tmp_path / "a.sqlite", lambda text: None, lambda: renewed.append(True))
    await thread.open(ME)
    thread.put_groups([record(2)])
    thread.advance(record(3), "me", [message(3)], [])
    thread._tell(lambda cache: cache.database.execute_sql("DROP TABLE items"))
    with pytest.raises(CacheTrouble, match="damaged"):
        await thread.newest("g", 5)
    await until(lambda: renewed == [True], "it is told")
    await thread.close()


async def test_damage_found_on_the_way_is_repaired_and_the_outbox_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    thread = await opened(tmp_path / "a.sqlite", told)
    await thread.put_outgoing_now(entry(1))
    thread.put_groups([record(2)])
    thread.advance(record(3), "me", [message(3)], [])
    thread._tell(lambda cache: cache.database.execute_sql("DROP TABLE items"))
    with pytest.raises(CacheTrouble):
        await thread.newest("g", 5)
    await thread.put_outgoing_now(entry(2))
    await until(lambda: told == [DAMAGED], "it is told")
    thread.advance(record(4), "me", [message(4)], [])
    page = await thread.newest("g", 5)
    assert page is not None
    assert (page.lo, page.hi) == (4, 4)
    await thread.close()
    cache = Cache(tmp_path / "a.sqlite")
    assert [e.order for e in cache.outgoing()] == [1, 2]
    cache.close()
