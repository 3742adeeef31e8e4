"""Connections: chunks, transactions, and what is left when one fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from peewee import IntegrityError

from chat_server.storage.sqlite import SqliteConnection, reader_connection, writer_connection
from chat_server.storage.statements import Bulk
from protocol.errors import ErrorCode, Refusal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plain.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE thing (a INTEGER PRIMARY KEY, b TEXT NOT NULL)")
    return path


@pytest.fixture
def db(path: Path) -> Iterator[SqliteConnection]:
    connection = writer_connection(path, lock_wait=0.05)
    yield connection
    connection.close()


ADD = Bulk("INSERT INTO thing (a, b) VALUES (?, ?)", "", (), ("a", "b"))


def fill(db: SqliteConnection, count: int) -> None:
    with db.transaction():
        rows = [(number, f"b{number}") for number in range(count)]
        db.run_many(ADD, rows)


def empty_in_vain(db: SqliteConnection, breaking: bool = False) -> None:
    with db.transaction():
        db.run("DELETE FROM thing")
        if breaking:
            db.database.connection().close()
        raise ZeroDivisionError


def count(db: SqliteConnection) -> int:
    row = db.row("SELECT COUNT(*) FROM thing")
    assert row is not None
    return int(row[0])


def test_what_is_committed_is_synchronised_and_checked(db: SqliteConnection) -> None:
    expected = {"synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "journal_mode": "wal"}
    assert {name: db.row(f"PRAGMA {name}") for name in expected} == {
        name: (value,) for name, value in expected.items()
    }


def test_statements(db: SqliteConnection) -> None:
    fill(db, 3)
    db.run_many(ADD, [])
    assert db.rows("SELECT a FROM thing WHERE a > ? ORDER BY a", (0,)) == [(1,), (2,)]
    assert db.row("SELECT b FROM thing WHERE a = ?", (9,)) is None
    assert list(db.stream("SELECT b FROM thing ORDER BY a")) == [("b0",), ("b1",), ("b2",)]
    assert db.run("DELETE FROM thing WHERE a < ?", (2,)) == 2


@pytest.mark.parametrize("wanted", [0, 1, 2, 3, 255, 256, 257, 600])
def test_a_list_of_any_length_is_asked_for_in_chunks(db: SqliteConnection, wanted: int) -> None:
    fill(db, 1_000)
    rows = db.select_in(
        "SELECT a FROM thing WHERE a > ? AND a IN ({items})", range(wanted), before=[0]
    )
    assert sorted(a for (a,) in rows) == list(range(1, wanted))
    pairs = [(number, f"b{number}") for number in range(wanted)]
    sql = "SELECT a FROM thing WHERE (a, b) IN (VALUES {items})"
    assert sorted(a for (a,) in db.select_in(sql, pairs, width=2)) == list(range(wanted))


def test_a_transaction_is_kept_or_undone(db: SqliteConnection, path: Path) -> None:
    fill(db, 2)
    with pytest.raises(ZeroDivisionError):
        empty_in_vain(db)
    assert count(db) == 2
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT COUNT(*) FROM thing").fetchone() == (2,)


def test_a_bug_in_a_statement_is_no_refusal(db: SqliteConnection) -> None:
    fill(db, 1)
    with pytest.raises((IntegrityError, sqlite3.IntegrityError)):
        fill(db, 1)
    assert count(db) == 1
    fill_more = "INSERT INTO thing (a, b) VALUES (?, ?)"
    with db.transaction():
        db.run(fill_more, (5, "b"))
    assert count(db) == 2


def test_a_lock_of_another_process_is_busy_and_passes(db: SqliteConnection, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refusal) as refused:
            fill(db, 1)
        assert (refused.value.code, refused.value.retry_after) == (ErrorCode.BUSY, 1.0)
        other.execute("ROLLBACK")
    fill(db, 1)
    assert count(db) == 1


def test_a_lock_of_another_process_keeps_nobody_from_reading(
    db: SqliteConnection, path: Path
) -> None:
    fill(db, 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with db.reading():
            assert count(db) == 1
        other.execute("ROLLBACK")


def test_a_full_disk_is_storage_full_and_passes(db: SqliteConnection) -> None:
    fill(db, 1)
    pages = db.row("PRAGMA page_count")
    assert pages is not None
    db.row(f"PRAGMA max_page_count = {pages[0]}")
    large = [(number, "x" * 4_000) for number in range(100, 150)]
    with pytest.raises(Refusal) as refused, db.transaction():
        db.run_many(ADD, large)
    assert refused.value.code is ErrorCode.STORAGE_FULL
    assert count(db) == 1
    db.row("PRAGMA max_page_count = 1000000")
    with db.transaction():
        db.run_many(ADD, large)
    assert count(db) == 51


def test_a_disk_that_takes_nothing_is_storage_full_and_reads_go_on(db: SqliteConnection) -> None:
    fill(db, 1)
    db.row("PRAGMA query_only = 1")
    with pytest.raises(Refusal) as refused:
        fill(db, 5)
    assert refused.value.code is ErrorCode.STORAGE_FULL
    assert count(db) == 1
    db.row("PRAGMA query_only = 0")
    with db.transaction():
        db.run("DELETE FROM thing")
    assert count(db) == 0


def test_a_connection_that_breaks_within_a_transaction_is_made_anew(db: SqliteConnection) -> None:
    fill(db, 1)
    with pytest.raises(ZeroDivisionError):
        empty_in_vain(db, breaking=True)
    assert count(db) == 1
    with db.transaction():
        assert count(db) == 1


def test_a_database_that_cannot_be_opened_is_storage_full(tmp_path: Path) -> None:
    db = writer_connection(tmp_path / "absent" / "x.db")
    with pytest.raises(Refusal) as refused:
        fill(db, 1)
    assert refused.value.code is ErrorCode.STORAGE_FULL


def test_a_reader_sees_one_moment_and_cannot_write(db: SqliteConnection, path: Path) -> None:
    fill(db, 1)
    reader = reader_connection(path)
    with reader.transaction():
        assert count(reader) == 1
        with db.transaction():
            db.run("INSERT INTO thing (a, b) VALUES (7, 'b')")
        assert count(reader) == 1
    with reader.transaction():
        assert count(reader) == 2
    with pytest.raises(Refusal) as refused:
        fill(reader, 1)
    assert refused.value.code is ErrorCode.STORAGE_FULL
    reader.close()
