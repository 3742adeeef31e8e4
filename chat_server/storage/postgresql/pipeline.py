"""Statements to the server, many in one round trip, straight through libpq.

psycopg's own cursors cost 16 µs of processor time a statement, its pipelines 18, this 2 (decision
17). Every statement is prepared at its first use. Waiting for the server holds up no other thread.
"""

from __future__ import annotations

import select
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import psycopg
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

from chat_server.storage.connection import Row

Session: TypeAlias = psycopg.Connection[Row]
Statement: TypeAlias = tuple[bytes, Sequence[Any]]

_Shape: TypeAlias = tuple[bytes, tuple[bool, ...]]
"""A text, and which of its values are numbers."""

PATIENCE: Final = 60.0
"""Seconds to wait for an answer; the server itself gives up a statement long before."""

_BIGINT: Final = 20
_GOOD: Final = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


class Results:
    """What the server has answered, in the order of the statements."""

    def __init__(self) -> None:
        self.answers: list[PGresult] = []

    def rows(self, index: int = -1) -> list[Row]:
        """Return the rows that a statement found, the last one unless said otherwise."""
        answer = self.answers[index]
        transformer = Transformer()
        transformer.set_pgresult(answer)
        return transformer.load_rows(0, answer.ntuples, tuple)

    def changed(self) -> int:
        """Return how many rows the last statement changed."""
        return self.answers[-1].command_tuples or 0


class Pipeline:
    """A session's way to the server, for one thread at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._libpq = session.pgconn
        self._names: dict[_Shape, bytes] = {}
        self._prepared = 0
        self._answer = select.poll()
        self._answer.register(self._libpq.socket, select.POLLIN)
        self._either = select.poll()
        self._either.register(self._libpq.socket, select.POLLIN | select.POLLOUT)

    def run(
        self, statements: Sequence[Statement], results: Results, hear_before: int = -1
    ) -> Results:
        """Carry out the statements and return `results`, filled; raise the first error.

        What was answered before a connection was lost is in `results` even then. The server sends
        off its answers to all before the statement `hear_before` before it begins with that one.
        """
        libpq = self._libpq
        shapes = [
            (sql, tuple([type(value) is int for value in values])) for sql, values in statements
        ]
        sent = [[_parameter(value) for value in values] for _, values in statements]
        awaited: list[tuple[_Shape, bytes] | None] = []
        libpq.enter_pipeline_mode()
        for index, shape in enumerate(shapes):
            if index == hear_before:
                libpq.send_flush_request()
            name = self._names.get(shape)
            if name is None:
                name = self._prepare(shape)
                awaited.append((shape, name))
            awaited.append(None)
            libpq.send_query_prepared(name, sent[index])
        libpq.pipeline_sync()
        self._collect(awaited, results)
        return results

    def is_broken(self) -> bool:
        """Say whether the server has ended the session, between two statements."""
        try:
            while self._answer.poll(0):
                self._libpq.consume_input()
        except psycopg.OperationalError:
            return True
        return False

    def _prepare(self, shape: _Shape) -> bytes:
        """Send a statement to be prepared: numbers are wide, texts become what is needed."""
        sql, numbers = shape
        self._prepared += 1
        name = b"s%d" % self._prepared
        self._libpq.send_prepare(name, sql, [_BIGINT if number else 0 for number in numbers])
        return name

    def _collect(self, awaited: Sequence[tuple[_Shape, bytes] | None], results: Results) -> None:
        """Read the answers: to what was prepared, and to statements (None); then the last one."""
        failed: psycopg.Error | None = None
        try:
            for prepared in awaited:
                answer = self._next()
                if answer.status not in _GOOD:
                    failed = failed or error_from_result(answer)
                elif prepared is not None:
                    self._names[prepared[0]] = prepared[1]
                if prepared is None:
                    results.answers.append(answer)
            self._next()
            self._libpq.exit_pipeline_mode()
        except psycopg.OperationalError as lost:
            failed = failed or lost
        if failed is not None:
            raise failed

    def _next(self) -> PGresult:
        """Return the next answer, passing over the ends between them."""
        libpq = self._libpq
        while True:
            while libpq.flush():
                self._wait(self._either)
            while libpq.is_busy():
                self._wait(self._answer)
            answer = libpq.get_result()
            if answer is not None:
                return answer
            if self.session.closed:
                raise psycopg.OperationalError("the connection is lost")

    def _wait(self, what: select.poll) -> None:
        if not what.poll(PATIENCE * 1_000):
            self.session.close()
            raise psycopg.OperationalError("the server does not answer")
        self._libpq.consume_input()


def _parameter(value: Any) -> bytes | None:
    """Return a value as it is sent.

    PostgreSQL has no NUL in texts. None is ever stored, since control characters are refused;
    what is looked for finds nothing with another such character in its place, as it should.
    """
    if value is None:
        return None
    return str(value).replace("\0", "\1").encode()
