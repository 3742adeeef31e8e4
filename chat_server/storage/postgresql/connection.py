"""The connection to PostgreSQL: prepared statements, and whole transactions or none.

Every statement is prepared at its first use and planned once, for an index: plans made while the
tables were small would go through them row by row long after they have grown.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeAlias

import psycopg
import structlog

from chat_server.core.trouble import StorageTrouble
from chat_server.storage.connection import Connection, Row
from chat_server.storage.postgresql.dialect import (
    array,
    columns_of,
    translate,
    translate_bulk,
    translate_list,
)
from chat_server.storage.postgresql.failures import LOST, known_failures
from chat_server.storage.statements import Bulk
from protocol.errors import ErrorCode

Session: TypeAlias = psycopg.Connection[Row]

SETTLING: Final = 5.0
"""Seconds to find out what became of a commit whose answer was lost."""

_STREAMED_AT_ONCE: Final = 100
_PAUSE: Final = 0.1

log = structlog.get_logger("storage")


class PostgresConnection(Connection):
    """`Connection` to a server. `connect` makes a session; a broken one is replaced by the next.

    `begin` is the statement that begins a transaction, `session` one that is there already.
    """

    def __init__(
        self, connect: Callable[[], Session], begin: str, session: Session | None = None
    ) -> None:
        self._connect = connect
        self._begin = begin.encode()
        self._session = session
        self._cursor: psycopg.RawCursor[Row] | None = None

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        return self._execute(translate(sql), values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        return self._execute(translate(sql), values).fetchone()

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        with psycopg.RawServerCursor(self._open(), "stream") as cursor:
            cursor.itersize = _STREAMED_AT_ONCE
            yield from cursor.execute(translate(sql), values)

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        return self._execute(translate(sql), values).rowcount

    def run_many(self, statement: Bulk, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            self._execute(translate_bulk(statement), columns_of(rows))

    def select_in(
        self, sql: str, items: Iterable[Any], *, before: Sequence[Any] = (), width: int = 1
    ) -> list[Row]:
        wanted = list(items)
        if not wanted:
            return []
        first = wanted[0] if width > 1 else wanted[:1]
        text = translate_list(sql, width, tuple(type(value) for value in first))
        arrays = columns_of(wanted) if width > 1 else [array(wanted)]
        return self._execute(text, (*before, *arrays)).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with known_failures():
            self._start()
            try:
                yield
                self._commit()
            except BaseException:
                self._roll_back()
                raise

    def close(self) -> None:
        session, self._session, self._cursor = self._session, None, None
        if session is not None:
            with suppress(psycopg.Error):
                session.close()

    def _open(self) -> Session:
        if self._session is None or self._session.closed:
            self.close()
            self._session = self._connect()
        return self._session

    def _execute(self, sql: bytes, values: Sequence[Any] = ()) -> psycopg.RawCursor[Row]:
        session = self._open()
        if self._cursor is None:
            self._cursor = psycopg.RawCursor(session)
        return self._cursor.execute(sql, values, prepare=True)

    def _start(self) -> None:
        """Begin, on a new session if the last one broke while nothing was going on."""
        try:
            self._execute(self._begin)
        except psycopg.OperationalError:
            if self._session is not None and not self._session.closed:
                raise
            self._execute(self._begin)

    def _commit(self) -> None:
        """Commit; where the answer is lost, find out what became of the transaction."""
        row = self.row("SELECT pg_current_xact_id_if_assigned()::text")
        transaction = row[0] if row else None
        try:
            self._execute(b"COMMIT")
        except psycopg.OperationalError as error:
            if transaction is None:
                raise
            outcome = self._outcome(transaction)
            if outcome is None:
                raise StorageTrouble(ErrorCode.BUSY, LOST, unknown=True) from error
            if outcome == "aborted":
                raise
            log.warning("commit_confirmed", transaction=transaction, error=type(error).__name__)

    def _outcome(self, transaction: str) -> str | None:
        """Ask anew, until the server answers, what became of a transaction of a lost session.

        Returns `committed`, `aborted`, or None where there is no answer in time.
        """
        patience = time.monotonic() + SETTLING
        while True:
            try:
                row = self.row("SELECT pg_xact_status(?::xid8)", (transaction,))
                if row is not None and row[0] in ("committed", "aborted"):
                    return str(row[0])
            except (psycopg.OperationalError, StorageTrouble):
                self.close()
            if time.monotonic() > patience:
                return None
            time.sleep(_PAUSE)

    def _roll_back(self) -> None:
        """Undo the transaction, by dropping the session where it cannot be undone otherwise."""
        try:
            if self._session is not None and not self._session.closed:
                self._execute(b"ROLLBACK")
        except psycopg.Error:
            self.close()
