"""Unusable caches are set aside, and their outbox is saved where it can be read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from peewee import DatabaseError

from chat_desktop.core.outbox import Outgoing
from chat_desktop.storage.cache import Cache
from chat_desktop.storage.rescue import (
    DAMAGED,
    NEWER,
    is_damage,
    open_cache,
    read_outbox,
    set_aside,
)
from chat_desktop.storage.tables import VERSION


def made(path: Path, messages: int = 3) -> None:
    """Make a cache with messages in its outbox, all of it in the one file."""
    cache = Cache(path)
    cache.put_outgoing(
        [Outgoing(f"key-{n:012}", "g", "x" * 2000, 5, n) for n in range(1, messages + 1)]
    )
    cache.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    cache.close()


def keys(path: Path) -> list[str]:
    cache, _ = open_cache(path)
    found = [entry.key for entry in cache.outgoing()]
    cache.close()
    return found


def test_a_sound_cache_is_opened_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    made(path)
    cache, notice = open_cache(path)
    cache.close()
    assert notice is None
    assert len(keys(path)) == 3
    assert not list(tmp_path.glob("*aside*"))


def test_a_newer_cache_is_set_aside_and_its_outbox_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    made(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    cache, notice = open_cache(path)
    assert notice == NEWER
    assert len(cache.outgoing()) == 3
    cache.close()
    assert (tmp_path / "cache.aside-1.sqlite").exists()


def test_a_file_that_is_no_database_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    cache, notice = open_cache(path)
    assert notice == DAMAGED
    assert cache.outgoing() == ()
    cache.close()
    path.write_bytes(b"nor is this" * 100)
    open_cache(path)[0].close()
    assert len(list(tmp_path.glob("cache.aside-*.sqlite"))) == 2


def test_a_file_without_its_tables_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    made(path)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE items")
    connection.close()
    assert keys(path) == [f"key-{n:012}" for n in (1, 2, 3)]


def test_of_a_torn_file_the_readable_messages_are_saved(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    made(path, messages=200)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    saved = read_outbox(path)
    assert len(saved) < 200
    assert all(entry.text == "x" * 2000 for entry in saved)


def test_rows_that_make_no_sense_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    made(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE outbox SET step = 'dancing' WHERE place = 2")
    connection.close()
    assert [entry.order for entry in read_outbox(path)] == [1, 3]


def test_setting_aside_takes_the_journal_along(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(b"a")
    path.with_name("cache.sqlite-wal").write_bytes(b"b")
    aside = set_aside(path)
    assert aside.read_bytes() == b"a"
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"b"
    assert len(list(tmp_path.iterdir())) == 2


def spoil(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE items")
    connection.close()


@pytest.mark.parametrize("step", range(6))
def test_a_crash_while_a_file_is_replaced_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    path = tmp_path / "cache.sqlite"
    made(path)
    spoil(path)
    with monkeypatch.context() as patched:
        crash_at(patched, step)
        with pytest.raises(KeyboardInterrupt):
            open_cache(path)
    assert keys(path) == [f"key-{n:012}" for n in (1, 2, 3)]
    assert keys(path) == [f"key-{n:012}" for n in (1, 2, 3)]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cache.aside-1.sqlite", "cache.sqlite"]


def crash_at(patched: pytest.MonkeyPatch, step: int) -> None:
    """Break off before or after the outbox is written, or at one of the renamings."""
    write, rename = Cache.put_outgoing, Path.replace
    left = step

    def crash() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt

    def writing(cache: Cache, entries: list[Outgoing]) -> None:
        crash()
        write(cache, entries)
        crash()

    def renaming(old: Path, new: Path) -> Path:
        crash()
        moved = rename(old, new)
        if step == 5:
            crash()
        return moved

    patched.setattr(Cache, "put_outgoing", writing)
    patched.setattr(Path, "replace", renaming)


def test_a_damaged_page_hides_no_more_than_its_own_messages(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    made(path, messages=200)
    connection = sqlite3.connect(path)
    pages = connection.execute(
        "SELECT pageno FROM dbstat WHERE name = 'outbox' AND pagetype = 'leaf' ORDER BY path"
    ).fetchall()
    connection.close()
    whole = bytearray(path.read_bytes())
    page = pages[len(pages) // 2][0]
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(whole)
    orders = [entry.order for entry in read_outbox(path)]
    assert 180 < len(orders) < 200
    assert orders == sorted(orders)


def test_a_missing_folder_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError):
        open_cache(tmp_path / "nowhere" / "cache.sqlite")
    assert not is_damage(DatabaseError("database or disk is full"))
    assert is_damage(DatabaseError("database disk image is malformed"))
