"""The connection to PostgreSQL: whole transactions or none, also where the server fails."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

import psycopg
import structlog
from psycopg.pq import TransactionStatus
from psycopg.pq.abc import PGresult

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
from chat_server.storage.postgresql.pipeline import Pipeline, Results, Session, Statement
from chat_server.storage.statements import Bulk
from protocol.errors import ErrorCode

SETTLING: Final = 5.0
"""Seconds to find out what became of a commit whose answer was lost."""

_BEGIN: Final = b"BEGIN"
_BEGIN_READING: Final = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_BEGINNINGS: Final = (_BEGIN, _BEGIN_READING)
_COMMIT: Final = b"COMMIT"
_NAME_TRANSACTION: Final = b"SELECT pg_current_xact_id_if_assigned()::text"
_STREAMED_AT_ONCE: Final = 100
_PAUSE: Final = 0.1

log = structlog.get_logger("storage")


class PostgresConnection(Connection):
    """`Connection` to a server. `connect` makes a session; a broken one is replaced by the next.

    Statements that return nothing wait for the next one that does, or for the commit, and travel
    with it: a batch is a handful of round trips, whatever it writes. `session` is one that is
    there already. With `reading`, transactions see one moment and write nothing.
    """

    def __init__(
        self,
        connect: Callable[[], Session],
        session: Session | None = None,
        *,
        reading: bool = False,
    ) -> None:
        self._connect = connect
        self._reading = reading
        self._pipeline = Pipeline(session) if session is not None else None
        self._waiting: list[Statement] = []
        self._begun = False

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        return self._execute(translate(sql), values).rows()

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        found = self._execute(translate(sql), values).rows()
        return found[0] if found else None

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        self._send([], Results())
        with psycopg.RawServerCursor(self._open().session, "stream") as cursor:
            cursor.itersize = _STREAMED_AT_ONCE
            yield from cursor.execute(translate(sql), values)

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        return self._execute(translate(sql), values).changed()

    def run_many(self, statement: Bulk, rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            self._waiting.append((translate_bulk(statement), columns_of(rows)))

    def select_in(
        self, sql: str, items: Iterable[Any], *, before: Sequence[Any] = (), width: int = 1
    ) -> list[Row]:
        wanted = list(items)
        if not wanted:
            return []
        first = wanted[0] if width > 1 else wanted[:1]
        text = translate_list(sql, width, tuple(type(value) for value in first))
        arrays = columns_of(wanted) if width > 1 else [array(wanted)]
        return self._execute(text, (*before, *arrays)).rows()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with known_failures():
            self._begun = False
            self._waiting = [(_BEGIN_READING if self._reading else _BEGIN, ())]
            try:
                yield
                self._commit()
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._begun = False

    def close(self) -> None:
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            with suppress(psycopg.Error):
                pipeline.session.close()

    def _open(self) -> Pipeline:
        if self._pipeline is None or self._pipeline.session.closed:
            self.close()
            self._pipeline = Pipeline(self._connect())
        return self._pipeline

    def _is_open(self) -> bool:
        return self._pipeline is not None and not self._pipeline.session.closed

    def _execute(self, sql: bytes, values: Sequence[Any] = ()) -> Results:
        """Send a statement behind those that wait; return all results."""
        return self._send([(sql, values)], Results())

    def _send(
        self, statements: Sequence[Statement], results: Results, hear_before: int = -1
    ) -> Results:
        """Send statements behind those that wait; return all results.

        A session that broke before its transaction began is replaced, since nothing is lost.
        """
        waiting, self._waiting = self._waiting, []
        if waiting and waiting[0][0] in _BEGINNINGS:
            self._begun = True
            if self._pipeline is not None and self._pipeline.is_broken():
                self.close()
        elif self._begun and not self._is_open():
            raise psycopg.errors.ConnectionFailure("lost within the transaction")
        return self._open().run([*waiting, *statements], results, hear_before)

    def _commit(self) -> None:
        """Commit; where the answer is lost, find out what became of the transaction."""
        if self._reading:
            self._execute(_COMMIT)
            return
        asked = len(self._waiting)
        results = Results()
        try:
            self._send([(_NAME_TRANSACTION, ()), (_COMMIT, ())], results, hear_before=asked + 1)
        except psycopg.OperationalError as error:
            self._settle(error, results.answers, asked)

    def _settle(
        self, error: psycopg.OperationalError, answers: Sequence[PGresult], asked: int
    ) -> None:
        """Return if the transaction was committed in spite of the error; raise what is right.

        The name of the transaction, number `asked` of the answers, came before the commit began.
        """
        if len(answers) > asked:
            name = answers[asked].get_value(0, 0) if answers[asked].ntuples else None
            if self._is_open() or name is None:
                raise error
            outcome = self._outcome(name.decode())
        else:
            # Its last word came instead: so it had not begun to commit.
            outcome = "aborted" if self._is_open() or error.sqlstate else None
        if outcome is None:
            raise StorageTrouble(ErrorCode.BUSY, LOST, unknown=True) from error
        if outcome != "committed":
            raise error
        log.warning("commit_confirmed", error=" ".join(str(error).split()))

    def _outcome(self, transaction: str) -> str | None:
        """Ask anew, until the server answers, what became of a transaction of a lost session.

        Returns `committed`, `aborted`, or None where there is no answer in time.
        """
        self._begun = False
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
        self._waiting = []
        if self._pipeline is None or not self._is_open():
            return
        try:
            if self._pipeline.session.info.transaction_status != TransactionStatus.IDLE:
                self._execute(b"ROLLBACK")
        except psycopg.Error:
            self.close()
