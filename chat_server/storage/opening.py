"""Opening a database file: make it, check it, upgrade it, and hand out store and reader."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from peewee import PeeweeException, SqliteDatabase

from chat_server.storage.connection import LOCK_WAIT, Connection
from chat_server.storage.failures import DatabaseRefused, is_unreadable, refusal_of
from chat_server.storage.log_space import make_room
from chat_server.storage.reader import READERS, PeeweeReader
from chat_server.storage.sqlite import reader_connection, writer_connection
from chat_server.storage.store import PeeweeStore
from chat_server.storage.upgrade import APPLICATION_ID, MIGRATIONS, back_up, backup_name, upgrade
from protocol.errors import ErrorCode
from protocol.views import Limits

UPGRADE_WAIT: Final = 60.0
"""Seconds to wait for another process that is opening the same database."""

CHECKED_BYTES: Final = 512 * 1024 * 1024
"""The largest file that is checked page by page at every start: it takes a second or two."""

_MAGIC: Final = b"SQLite format 3\0"


def open_store(
    path: Path,
    now: int,
    fresh: Callable[[], str],
    *,
    lock_wait: float = LOCK_WAIT,
    steps: Path = MIGRATIONS,
    serving: bool = False,
) -> PeeweeStore:
    """Return the store in the file `path`, which is made, or brought to this version, first.

    `now` (ms) names the backup that is made before an upgrade, `fresh` makes the epoch of a new
    database. `lock_wait` is how many seconds a transaction waits for another process. Who is
    `serving` goes on to write, and finds room in the log. Raises
    `DatabaseRefused` where the file cannot be used; nothing has been changed then.
    """
    with _plain_refusals(path):
        _make_folder(path.parent)
        with FileLock(f"{path}.lock", timeout=UPGRADE_WAIT, mode=0o600):
            _make_file(path)
            database = SqliteDatabase(str(path), timeout=lock_wait)
            try:
                _check(database, path)
                _use_wal(database, path)
                upgrade(
                    database,
                    steps=steps,
                    epoch=fresh,
                    back_up=lambda version: back_up(path, backup_name(version, now)),
                )
            finally:
                database.close()
        connection = writer_connection(path, lock_wait)
        if serving:
            make_room(connection, path)
    return PeeweeStore(connection)


def open_reader(
    path: Path, limits: Limits, *, connections: int = READERS, lock_wait: float = LOCK_WAIT
) -> PeeweeReader:
    """Return a reader for as many threads as `connections`, of a database that a store opened."""

    def connect() -> Connection:
        return reader_connection(path, lock_wait)

    return PeeweeReader(connect, limits, connections)


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _make_file(path: Path) -> None:
    """Make an empty file that nobody else can read; SQLite gives its companions the same mode."""
    if path.exists():
        return
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _check(database: SqliteDatabase, path: Path) -> None:
    """Refuse a file that is not ours, or damaged."""
    size = path.stat().st_size
    log = Path(f"{path}-wal")
    if size == 0:
        if log.exists() and log.stat().st_size > 0:
            raise DatabaseRefused(f"{path} is damaged: it is empty, but its log is not.")
        return
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise DatabaseRefused(f"{path} is not a database of chat-server.")
    mark = database.execute_sql("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID and (mark != 0 or database.get_tables()):
        raise DatabaseRefused(f"{path} is a database, but not one of chat-server.")
    if size > CHECKED_BYTES:
        return
    found = database.execute_sql("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise DatabaseRefused(_damaged(path, found))


def _use_wal(database: SqliteDatabase, path: Path) -> None:
    mode = database.execute_sql("PRAGMA journal_mode = wal").fetchone()[0]
    if mode != "wal":
        raise DatabaseRefused(f"{path} is on a file system that cannot share memory (WAL).")


def _damaged(path: Path, detail: object) -> str:
    return f"{path} is damaged ({detail}): restore a backup."


@contextmanager
def _plain_refusals(path: Path) -> Iterator[None]:
    """Say in plain words what the file, the disk or another process is to blame for."""
    try:
        yield
    except Timeout:
        raise DatabaseRefused(f"{path} is being opened by another program.") from None
    except OSError as error:
        raise DatabaseRefused(f"{path} cannot be used: {error.strerror or error}.") from error
    except (PeeweeException, sqlite3.Error) as error:
        if is_unreadable(error):
            raise DatabaseRefused(_damaged(path, error)) from error
        refusal = refusal_of(error)
        if refusal is None:
            raise
        if refusal.code is ErrorCode.BUSY:
            raise DatabaseRefused(f"{path} is locked by another program.") from error
        raise DatabaseRefused(f"{path} cannot be written: {error}.") from error
