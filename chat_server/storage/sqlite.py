"""The connection to an SQLite file.

sqlite3 keeps the last 128 texts prepared: `select_in` rounds the number of its values up to a power
of two. For bulk writes `executemany` measured as fast as one INSERT of 256 rows, or faster, since
it has one short text to prepare whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from peewee import PeeweeException, SqliteDatabase

from chat_server.storage.connection import LOCK_WAIT, Connection, Row
from chat_server.storage.failures import known_failures
from chat_server.storage.statements import Bulk

CHUNK: Final = 256
"""Values, or rows of values, in one statement."""

_WRITER_CACHE_KIB: Final = 65_536
_READER_CACHE_KIB: Final = 8_192
_KEPT_WAL_BYTES: Final = 64 * 1024 * 1024
_CHECKPOINT_PAGES: Final = 4_000


class SqliteConnection(Connection):
    """`Connection` to a file."""

    def __init__(self, database: SqliteDatabase) -> None:
        self.database = database

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        found: list[Row] = self.database.execute_sql(sql, values).fetchall()
        return found

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        found: Row | None = self.database.execute_sql(sql, values).fetchone()
        return found

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        yield from self.database.execute_sql(sql, values)

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        changed: int = self.database.execute_sql(sql, values).rowcount
        return changed

    def run_many(self, statement: Bulk, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            cursor = self.database.cursor()
            cursor.executemany(statement.by_row, rows)
            cursor.close()

    def select_in(
        self, sql: str, items: Iterable[Any], *, before: Sequence[Any] = (), width: int = 1
    ) -> list[Row]:
        # In chunks; the last item repeats to fill its chunk.
        wanted = list(items)
        found: list[Row] = []
        for start in range(0, len(wanted), CHUNK):
            chunk = wanted[start : start + CHUNK]
            size = 1 << (len(chunk) - 1).bit_length()
            chunk += [chunk[-1]] * (size - len(chunk))
            values = chunk if width == 1 else [value for item in chunk for value in item]
            found += self.rows(_with_items(sql, size, width), (*before, *values))
        return found

    def transaction(self) -> AbstractContextManager[None]:
        return self._transaction()

    def reading(self) -> AbstractContextManager[None]:
        return self._transaction("DEFERRED")

    @contextmanager
    def _transaction(self, lock_type: str | None = None) -> Iterator[None]:
        with known_failures():
            self.database.begin(lock_type)
            try:
                yield
                self.database.commit()
            except BaseException:
                self._roll_back()
                raise

    def close(self) -> None:
        self.database.close()

    def _roll_back(self) -> None:
        """Undo the transaction, by dropping the connection where it cannot be undone otherwise."""
        try:
            self.database.rollback()
        except PeeweeException:
            self.database.close()


@lru_cache(maxsize=256)
def _with_items(sql: str, size: int, width: int) -> str:
    one = "?" if width == 1 else "(" + ", ".join("?" * width) + ")"
    return sql.format(items=", ".join([one] * size))


def writer_connection(path: Path, lock_wait: float = LOCK_WAIT) -> SqliteConnection:
    """Return the journal's connection: what it committed is on disk.

    Overwritten text is zeroed in the file, so that what is erased is gone.
    """
    return SqliteConnection(
        SqliteDatabase(
            str(path),
            pragmas={
                "synchronous": "full",
                "foreign_keys": 1,
                "secure_delete": 1,
                "cache_size": -_WRITER_CACHE_KIB,
                "wal_autocheckpoint": _CHECKPOINT_PAGES,
                "journal_size_limit": _KEPT_WAL_BYTES,
            },
            lock_type="IMMEDIATE",
            timeout=lock_wait,
            thread_safe=False,
            check_same_thread=False,
        )
    )


def reader_connection(path: Path, lock_wait: float = LOCK_WAIT) -> SqliteConnection:
    """Return a connection that cannot write; each of its transactions sees one moment."""
    return SqliteConnection(
        SqliteDatabase(
            str(path),
            pragmas={"query_only": 1, "cache_size": -_READER_CACHE_KIB},
            timeout=lock_wait,
            thread_safe=False,
            check_same_thread=False,
        )
    )
