"""Room in the log: zeros behind its end, which no reader, crash or upgrade takes for anything."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from stores import Author

from chat_server.storage import log_space
from chat_server.storage.log_space import LOG_BYTES
from chat_server.storage.opening import open_store
from chat_server.storage.sqlite import writer_connection
from chat_server.storage.store import PeeweeStore


class Disk(NamedTuple):
    free: int


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "parlance.db"


@pytest.fixture
def store(path: Path) -> Iterator[PeeweeStore]:
    store = serving(path)
    yield store
    store.close()


def serving(path: Path) -> PeeweeStore:
    return open_store(path, 0, lambda: "epoch", serving=True, lock_wait=0.1)


def log_of(path: Path) -> Path:
    return path.with_name("parlance.db-wal")


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as other:
        return [text for (text,) in other.execute("SELECT text FROM events WHERE kind = 0")]


def say(store: PeeweeStore, *said: str) -> None:
    author = Author(store)
    ada = author.user("ada")
    group = author.group(ada)
    for text in said:
        author.send(group, ada, text)
    author.commit()


def crash(path: Path, folder: Path) -> Path:
    """Return the database as a crash at this moment would leave it."""
    crashed = folder / "crashed" / path.name
    crashed.parent.mkdir()
    for file in (path, log_of(path)):
        shutil.copy(file, crashed.parent)
    return crashed


def test_the_log_is_laid_out_once_and_written_from_its_beginning(
    store: PeeweeStore, path: Path
) -> None:
    log = log_of(path)
    assert log.stat().st_size == LOG_BYTES
    assert log.stat().st_mode & 0o777 == 0o600
    say(store, "one", "two")
    assert log.stat().st_size == LOG_BYTES
    assert log.read_bytes().rstrip(b"\0")
    assert texts(path) == ["one", "two"]


def test_what_was_committed_is_there_after_a_crash(
    store: PeeweeStore, path: Path, tmp_path: Path
) -> None:
    say(store, "one", "two")
    crashed = crash(path, tmp_path)
    assert texts(crashed) == ["one", "two"]


def test_a_log_that_a_crash_left_is_kept_and_filled_up(
    store: PeeweeStore, path: Path, tmp_path: Path
) -> None:
    say(store, "one", "two")
    crashed = crash(path, tmp_path)
    left = log_of(path).read_bytes().rstrip(b"\0")
    log_of(crashed).write_bytes(left)
    # Still open, so that the log is not copied into the database and begun anew.
    with closing(sqlite3.connect(crashed)) as other:
        assert other.execute("SELECT count(*) FROM events WHERE kind = 0").fetchone() == (2,)
        connection = writer_connection(crashed)
        log_space.make_room(connection, crashed)
        connection.close()
        filled = log_of(crashed).read_bytes()
    assert filled[: len(left)] == left
    assert len(filled) == LOG_BYTES
    assert texts(crashed) == ["one", "two"]


def test_no_room_is_made_on_a_disk_that_is_nearly_full(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Disk(free=LOG_BYTES))
    store = serving(path)
    say(store, "one")
    assert 0 < log_of(path).stat().st_size < LOG_BYTES
    assert texts(path) == ["one"]
    store.close()


def test_a_disk_that_refuses_the_zeros_costs_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    store = serving(path)
    monkeypatch.undo()
    say(store, "one")
    assert texts(path) == ["one"]
    store.close()


def test_who_writes_meanwhile_is_not_disturbed(path: Path) -> None:
    open_store(path, 0, lambda: "epoch").close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO meta (name, value) VALUES ('theirs', '')")
        connection = writer_connection(path, 0.1)
        log_space.make_room(connection, path)
        connection.close()
        assert log_of(path).stat().st_size < LOG_BYTES
        other.execute("COMMIT")
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT 1 FROM meta WHERE name = 'theirs'").fetchone() == (1,)
