"""Transactions on a server that restarts, ends sessions, or says nothing when it commits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import psycopg
import pytest
from postgresql_server import shared_server
from stores import new_database

from chat_server.core.trouble import StorageTrouble
from chat_server.storage.postgresql import connection as connection_module
from chat_server.storage.postgresql.connection import PostgresConnection
from chat_server.storage.postgresql.pipeline import Pipeline, Results, Session, Statement
from chat_server.storage.postgresql.sessions import Writer, read_session
from chat_server.storage.statements import Bulk
from protocol.errors import ErrorCode

ADD = Bulk("", "INSERT INTO thing (a, b) SELECT * FROM {rows}", ("bigint", "text"), ("a", "b"))


@pytest.fixture
def address() -> Iterator[str]:
    with new_database() as address:
        with psycopg.connect(address, autocommit=True) as session:
            session.execute("CREATE TABLE thing (a integer PRIMARY KEY, b text NOT NULL)")
        yield address


@pytest.fixture
def db(address: str) -> Iterator[PostgresConnection]:
    connection = PostgresConnection(Writer(address, lock_wait=0.5).connect)
    yield connection
    connection.close()


@pytest.fixture
def reader(address: str) -> Iterator[PostgresConnection]:
    connection = PostgresConnection(lambda: read_session(address, 0.5), reading=True)
    yield connection
    connection.close()


def fill(db: PostgresConnection, *numbers: int) -> None:
    with db.transaction():
        db.run_many(ADD, [(number, f"b{number}") for number in numbers])


def kept(db: PostgresConnection) -> list[int]:
    with db.transaction():
        return [a for (a,) in db.rows("SELECT a FROM thing ORDER BY a")]


def trouble_of(work: Callable[[], Any]) -> StorageTrouble:
    with pytest.raises(StorageTrouble) as raised:
        work()
    return raised.value


def test_statements(db: PostgresConnection) -> None:
    fill(db, 0, 1, 2)
    with db.transaction():
        db.run_many(ADD, [])
        assert db.rows("SELECT a FROM thing WHERE a > ? ORDER BY a", (0,)) == [(1,), (2,)]
        assert db.row("SELECT b FROM thing WHERE a = ?", (9,)) is None
        assert list(db.stream("SELECT b FROM thing WHERE a < ? ORDER BY a", (2,))) == [
            ("b0",), ("b1",),
        ]  # fmt: skip
        assert db.run("DELETE FROM thing WHERE a < ?", (2,)) == 2
    assert kept(db) == [2]


def test_a_stream_may_be_left_early_and_sees_what_was_written(db: PostgresConnection) -> None:
    with db.transaction():
        db.run_many(ADD, [(number, "b") for number in range(1_000)])
        for row in db.stream("SELECT a FROM thing ORDER BY a"):
            assert row == (0,)
            break
        assert len(list(db.stream("SELECT a FROM thing"))) == 1_000


@pytest.mark.parametrize("wanted", [0, 1, 2, 257, 3_000])
def test_a_list_of_any_length_is_asked_for_at_once(db: PostgresConnection, wanted: int) -> None:
    fill(db, *range(1_000))
    with db.transaction():
        sql = "SELECT a FROM thing WHERE a > ? AND a IN ({items})"
        rows = db.select_in(sql, range(wanted), before=[0])
        assert sorted(a for (a,) in rows) == list(range(1, min(wanted, 1_000)))
        pairs = [(number, f"b{number}") for number in range(wanted)]
        sql = "WITH w (a, b) AS (VALUES {items}) SELECT t.a FROM w JOIN thing t USING (a, b)"
        assert len(db.select_in(sql, pairs, width=2)) == min(wanted, 1_000)


def test_a_transaction_is_kept_or_undone(db: PostgresConnection) -> None:
    def add_in_vain(sent: bool) -> None:
        with db.transaction():
            db.run_many(ADD, [(2, "b")])
            if sent:
                db.row("SELECT 1")
            raise ZeroDivisionError

    fill(db, 1)
    for sent in (False, True):
        with pytest.raises(ZeroDivisionError):
            add_in_vain(sent)
    assert kept(db) == [1]


def test_a_bug_in_a_statement_is_no_refusal(db: PostgresConnection) -> None:
    fill(db, 1)
    with pytest.raises(psycopg.errors.UniqueViolation):
        fill(db, 1)
    fill(db, 2)
    assert kept(db) == [1, 2]


def test_a_lock_of_another_process_is_busy_and_passes(
    db: PostgresConnection, session: Session
) -> None:
    fill(db, 1)
    with session.transaction():
        session.execute("LOCK TABLE thing")
        refused = trouble_of(lambda: fill(db, 2))
    assert (refused.code, refused.unknown) == (ErrorCode.BUSY, False)
    fill(db, 2)
    assert kept(db) == [1, 2]


def test_a_database_that_may_only_be_read_is_storage_full(
    db: PostgresConnection, address: str
) -> None:
    fill(db, 1)
    assert db._pipeline is not None
    db._pipeline.session.execute("SET default_transaction_read_only = on")
    assert trouble_of(lambda: fill(db, 2)).code is ErrorCode.STORAGE_FULL
    assert kept(db) == [1]


def test_a_reader_sees_one_moment_and_cannot_write(
    db: PostgresConnection, reader: PostgresConnection
) -> None:
    fill(db, 1)
    with reader.transaction():
        assert reader.row("SELECT count(*) FROM thing") == (1,)
        fill(db, 2)
        assert reader.row("SELECT count(*) FROM thing") == (1,)
    assert kept(reader) == [1, 2]
    assert trouble_of(lambda: fill(reader, 3)).code is ErrorCode.STORAGE_FULL


def test_a_session_that_ended_in_between_is_replaced_unnoticed(
    db: PostgresConnection, reader: PostgresConnection, address: str
) -> None:
    fill(db, 1)
    assert kept(reader) == [1]
    for number in (2, 3):
        shared_server().end_connections(address)
        while not (db._pipeline is None or db._pipeline.is_broken()):
            time.sleep(0.01)
        while not (reader._pipeline is None or reader._pipeline.is_broken()):
            time.sleep(0.01)
        fill(db, number)
        assert kept(reader)[-1] == number


def test_a_server_that_was_restarted_is_reached_anew(db: PostgresConnection) -> None:
    fill(db, 1)
    shared_server().restart()
    fill(db, 2)
    shared_server().kill()
    assert trouble_of(lambda: fill(db, 3)).code is ErrorCode.BUSY
    shared_server().start()
    fill(db, 4)
    assert kept(db) == [1, 2, 4]


def test_a_session_that_is_ended_within_a_transaction_is_busy_and_leaves_nothing(
    db: PostgresConnection, address: str
) -> None:
    def cut(reading: bool) -> None:
        with db.transaction():
            db.run_many(ADD, [(1, "b")])
            db.row("SELECT 1")
            shared_server().end_connections(address)
            if reading:
                while db.row("SELECT 1"):
                    time.sleep(0.01)
            assert db._pipeline is not None
            while not db._pipeline.is_broken():
                time.sleep(0.01)

    for reading in (True, False):
        refused = trouble_of(lambda reading=reading: cut(reading))  # type: ignore[misc]
        assert (refused.code, refused.unknown) == (ErrorCode.BUSY, False)
    assert kept(db) == []
    fill(db, 1)
    assert kept(db) == [1]


class Severed:
    """Cuts the connection at a transaction's commit: before it is carried out, or after."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, carried_out: bool, heard: bool) -> None:
        self._run = Pipeline.run
        self._carried_out = carried_out
        self._heard = heard
        self._done = False
        severed = self

        def run(
            pipeline: Pipeline,
            statements: Sequence[Statement],
            results: Results,
            hear_before: int = -1,
        ) -> Results:
            return severed.run(pipeline, statements, results, hear_before)

        monkeypatch.setattr(Pipeline, "run", run)

    def run(
        self, pipeline: Pipeline, statements: Sequence[Statement], results: Results, before: int
    ) -> Results:
        if self._done or statements[-1][0] != b"COMMIT":
            return self._run(pipeline, statements, results, before)
        self._done = True
        self._run(pipeline, statements if self._carried_out else statements[:-1], results, before)
        results.answers[before if self._heard else 0 :] = []
        pipeline.session.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize("carried_out", [True, False])
def test_a_commit_whose_answer_was_lost_is_asked_about(
    db: PostgresConnection, monkeypatch: pytest.MonkeyPatch, carried_out: bool
) -> None:
    fill(db, 1)
    Severed(monkeypatch, carried_out=carried_out, heard=True)
    if carried_out:
        fill(db, 2)
    else:
        refused = trouble_of(lambda: fill(db, 2))
        assert (refused.code, refused.unknown) == (ErrorCode.BUSY, False)
    assert kept(db) == ([1, 2] if carried_out else [1])


@pytest.mark.parametrize("carried_out", [True, False])
def test_a_commit_that_nothing_is_known_of_is_said_to_be_unknown(
    db: PostgresConnection, monkeypatch: pytest.MonkeyPatch, carried_out: bool
) -> None:
    fill(db, 1)
    Severed(monkeypatch, carried_out=carried_out, heard=False)
    refused = trouble_of(lambda: fill(db, 2))
    assert (refused.code, refused.unknown) == (ErrorCode.BUSY, True)
    assert kept(db) == ([1, 2] if carried_out else [1])


def test_a_commit_is_unknown_while_the_server_cannot_be_asked(
    db: PostgresConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Session:
        raise psycopg.OperationalError("connection refused")

    fill(db, 1)
    Severed(monkeypatch, carried_out=True, heard=True)
    monkeypatch.setattr(connection_module, "SETTLING", 0.01)
    connect = db._connect
    monkeypatch.setattr(db, "_connect", refuse)
    refused = trouble_of(lambda: fill(db, 2))
    assert (refused.code, refused.unknown) == (ErrorCode.BUSY, True)
    monkeypatch.setattr(db, "_connect", connect)
    assert kept(db) == [1, 2]


def test_a_reading_transaction_that_is_cut_is_busy(
    reader: PostgresConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    Severed(monkeypatch, carried_out=True, heard=False)
    refused = trouble_of(lambda: kept(reader))
    assert (refused.code, refused.unknown) == (ErrorCode.BUSY, False)
    assert kept(reader) == []
