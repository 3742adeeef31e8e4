"""Statements to the server, many in one round trip, straight through libpq.

psycopg's own cursors cost 16 µs of processor time a statement, its pipelines 18, this 2 (decision
17). Every statement is prepared at its first use. Waiting for the server holds up no other thread.
"""

from __future__ import annotations

import selectors
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

_Message: TypeAlias = tuple[_Shape, list[bytes | None]]
_Awaited: TypeAlias = tuple[_Shape, bytes] | None

PATIENCE: Final = 60.0
"""Seconds to wait for an answer; the server itself gives up a statement long before."""

# Not select(), which counts descriptors; not epoll, which takes one. Windows has no other.
_Selector: Final[type[selectors.BaseSelector]] = getattr(
    selectors, "PollSelector", selectors.SelectSelector
)
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
    """A session's way to the server, for one thread at a time.

    Whatever leaves the two out of step, an interruption for instance, closes the session.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._libpq = session.pgconn
        self._names: dict[_Shape, bytes] = {}
        self._prepared = 0
        self._selector: selectors.BaseSelector = _Selector()
        self._selector.register(self._libpq.socket, selectors.EVENT_READ)

    def run(
        self, statements: Sequence[Statement], results: Results, hear_before: int = -1
    ) -> Results:
        """Carry out the statements and return `results`, filled; raise the first error.

        What was answered before a connection was lost is in `results` even then. The server sends
        off its answers to all before the statement `hear_before` before it begins with that one.
        """
        messages = [_message(sql, values) for sql, values in statements]
        try:
            self._libpq.enter_pipeline_mode()
            failed = self._collect(self._send(messages, hear_before), results)
            self._libpq.exit_pipeline_mode()
        except BaseException:
            self.session.close()
            raise
        if failed is not None:
            raise failed
        return results

    def is_broken(self) -> bool:
        """Say whether the server has ended the session, between two statements."""
        try:
            while not self.session.closed and self._selector.select(0):
                self._libpq.consume_input()
        except psycopg.OperationalError:
            return True
        return self.session.closed

    def _send(self, messages: Sequence[_Message], hear_before: int) -> list[_Awaited]:
        """Send the statements; return what answers will come: to a preparation, to a statement."""
        awaited: list[_Awaited] = []
        for index, (shape, values) in enumerate(messages):
            if index == hear_before:
                self._libpq.send_flush_request()
            name = self._names.get(shape)
            if name is None:
                name = self._prepare(shape)
                awaited.append((shape, name))
            awaited.append(None)
            self._libpq.send_query_prepared(name, values)
        self._libpq.pipeline_sync()
        return awaited

    def _prepare(self, shape: _Shape) -> bytes:
        """Send a statement to be prepared: numbers are wide, texts become what is needed."""
        sql, numbers = shape
        self._prepared += 1
        name = b"s%d" % self._prepared
        self._libpq.send_prepare(name, sql, [_BIGINT if number else 0 for number in numbers])
        return name

    def _collect(self, awaited: Sequence[_Awaited], results: Results) -> psycopg.Error | None:
        """Read all answers; return the first error of the server."""
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
        except psycopg.OperationalError as lost:
            raise failed or lost from lost
        return failed

    def _next(self) -> PGresult:
        """Return the next answer, passing over the ends between them."""
        libpq = self._libpq
        while True:
            if libpq.flush():
                self._push()
            while libpq.is_busy():
                self._wait()
            answer = libpq.get_result()
            if answer is not None:
                return answer
            if self.session.closed:
                raise psycopg.OperationalError("the connection is lost")

    def _push(self) -> None:
        """Send what was too large for a buffer, taking in answers that fill the other way."""
        socket = self._libpq.socket
        self._selector.modify(socket, selectors.EVENT_READ | selectors.EVENT_WRITE)
        while self._libpq.flush():
            self._wait()
        self._selector.modify(socket, selectors.EVENT_READ)

    def _wait(self) -> None:
        if not self._selector.select(PATIENCE):
            raise psycopg.OperationalError("the server does not answer")
        self._libpq.consume_input()


def _message(sql: bytes, values: Sequence[Any]) -> _Message:
    shape = (sql, tuple([type(value) is int for value in values]))
    return shape, [_parameter(value) for value in values]


def _parameter(value: Any) -> bytes | None:
    """Return a value as it is sent.

    PostgreSQL has no NUL in texts. None is ever stored, since control characters are refused;
    what is looked for finds nothing with another such character in its place, as it should.
    """
    if value is None:
        return None
    return str(value).replace("\0", "\1").encode()
