"""Texts that are deleted leave the disk; keys stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from stores import DATABASE, EPOCH, Author, opened

from chat_server.storage.opening import open_store
from chat_server.storage.store import PeeweeStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PeeweeStore]:
    store = open_store(tmp_path / DATABASE, 0, lambda: EPOCH)
    yield store
    store.close()


def erase(store: PeeweeStore, limit: int) -> int:
    with store.transaction():
        return store.erase_closed(limit)


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT text FROM events WHERE text IS NOT NULL ORDER BY seq")
        return [text for (text,) in rows]


def on_disk(folder: Path) -> bytes:
    """Return the bytes of the database once its log is back in it."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_texts_of_closed_groups_are_erased_a_little_at_a_time(
    store: PeeweeStore, tmp_path: Path
) -> None:
    author = Author(store)
    ada = author.user("ada")
    open_, closed, other = (author.group(ada, name) for name in ("open", "closed", "other"))
    author.send(open_, ada, "kept")
    for count in range(10):
        key = f"key-of-message-{count:04}"
        sent = author.send(closed, ada, f"secret {count}", key=key)
        author.edit(closed, ada, sent, f"hidden {count}")
    author.commit()
    assert erase(store, 100) == 0
    author.close(closed, ada)
    author.commit()
    assert texts(tmp_path / DATABASE).count("kept") == 1
    assert len(texts(tmp_path / DATABASE)) == 11
    assert [erase(store, 8), erase(store, 8)] == [8, 8]
    assert len(texts(tmp_path / DATABASE)) == 4
    author.send(other, ada, "secret too")
    author.close(other, ada)
    author.commit()
    assert [erase(store, 8), erase(store, 8)] == [8, 1]
    assert erase(store, 8) == 0
    assert texts(tmp_path / DATABASE) == ["kept"]
    with store.transaction():
        found = store.find_keys([(closed, ada, "key-of-message-0003")])
    assert [seq for seq, _ in found.values()] == [8]


def test_on_postgresql_texts_are_erased_a_little_at_a_time(tmp_path: Path) -> None:
    with opened("postgresql", tmp_path) as stored:
        assert isinstance(stored.store, PeeweeStore)
        author = Author(stored.store)
        ada = author.user("ada")
        kept, closed = author.group(ada), author.group(ada)
        author.send(kept, ada, "kept")
        for _ in range(10):
            author.edit(closed, ada, author.send(closed, ada, "secret"), "hidden")
        author.close(closed, ada)
        author.commit()
        assert [erase(stored.store, 15), erase(stored.store, 15)] == [15, 7]
        assert erase(stored.store, 15) == 0
        with psycopg.connect(stored.address) as session:
            left = session.execute("SELECT text FROM events WHERE text IS NOT NULL").fetchall()
        assert left == [("kept",)]


def test_a_group_that_is_made_and_closed_in_one_batch_is_erased(
    store: PeeweeStore, tmp_path: Path
) -> None:
    author = Author(store)
    ada = author.user("ada")
    group = author.group(ada)
    author.send(group, ada, "secret")
    author.close(group, ada)
    author.commit()
    assert erase(store, 100) == 3
    assert texts(tmp_path / DATABASE) == []


def test_what_is_deleted_or_edited_is_not_left_in_the_file(
    store: PeeweeStore, tmp_path: Path
) -> None:
    author = Author(store)
    ada = author.user("ada")
    group, closed = author.group(ada), author.group(ada)
    deleted = author.send(group, ada, "deleted-secret" * 500)
    edited = author.send(group, ada, "edited-secret")
    for count in range(50):
        author.send(closed, ada, f"closed-secret-{count}")
    author.commit()
    assert on_disk(tmp_path).count(b"-secret") > 540  # some are cut in two by a page's end
    author.edit(group, ada, deleted, "deleted-edit-secret")
    author.edit(group, ada, edited, "older-edit-secret")
    author.commit()
    assert on_disk(tmp_path).count(b"-secret") == 52
    author.delete(group, ada, deleted)
    author.edit(group, ada, edited, "present")
    author.close(closed, ada)
    author.commit()
    while erase(store, 7):
        pass
    data = on_disk(tmp_path)
    assert b"-secret" not in data
    assert b"present" in data
