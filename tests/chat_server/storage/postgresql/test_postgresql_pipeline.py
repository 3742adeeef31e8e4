"""Many statements in one round trip: their answers, their errors, and a server that is gone."""

from __future__ import annotations

import threading
import time

import psycopg
import pytest
from postgresql_server import shared_server
from psycopg import errors

from chat_server.storage.postgresql import pipeline as pipeline_module
from chat_server.storage.postgresql.pipeline import Pipeline, Results, Session

ONE = b"SELECT $1 + 1"


@pytest.fixture
def pipeline(session: Session) -> Pipeline:
    session.execute("CREATE TABLE thing (a integer PRIMARY KEY, b text)")
    return Pipeline(session)


def ask(pipeline: Pipeline, *statements: tuple[bytes, tuple[object, ...]]) -> Results:
    return pipeline.run(list(statements), Results())


def test_every_statement_has_its_answer(pipeline: Pipeline) -> None:
    results = ask(
        pipeline,
        (b"INSERT INTO thing VALUES ($1, $2), (2, NULL)", (1, "one")),
        (b"SELECT a, b FROM thing ORDER BY a", ()),
        (b"DELETE FROM thing", ()),
    )
    assert results.rows(1) == [(1, "one"), (2, None)]
    assert results.changed() == 2
    assert ask(pipeline, (b"SELECT b FROM thing", ())).rows() == []
    assert ask(pipeline).answers == []


def test_numbers_are_wide_and_texts_are_what_is_needed(pipeline: Pipeline) -> None:
    ask(pipeline, (b"INSERT INTO thing VALUES ($1, $2)", (7, "sieben")))
    found = b"SELECT b FROM thing WHERE a = $1 AND b = $2"
    assert ask(pipeline, (found, (7, "sieben"))).rows() == [("sieben",)]
    assert ask(pipeline, (found, (2**60, "sieben"))).rows() == []
    assert ask(pipeline, (found, (None, "sieben"))).rows() == []
    assert ask(pipeline, (b"SELECT b FROM thing WHERE a = ANY ($1)", ("{7}",))).rows()


def test_a_nul_is_found_nowhere(pipeline: Pipeline) -> None:
    ask(pipeline, (b"INSERT INTO thing VALUES (1, 'a')", ()))
    assert ask(pipeline, (b"SELECT 1 FROM thing WHERE b = $1", ("a\0",))).rows() == []


def test_a_statement_is_prepared_once_for_each_kind_of_values(
    pipeline: Pipeline, session: Session
) -> None:
    for number in range(5):
        assert ask(pipeline, (ONE, (number,)), (ONE, (10,))).rows(0) == [(number + 1,)]
    # Twice at first, since both went off before the first one was known to be there.
    prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1 + 1'"
    assert session.execute(prepared).fetchone() == (2,)


def test_the_first_error_is_raised_and_the_session_goes_on(pipeline: Pipeline) -> None:
    results = Results()
    begun = [(b"BEGIN", ()), (ONE, (1,)), (b"SELECT 1 / $1", (0,)), (b"SELECT 5", ())]
    with pytest.raises(errors.DivisionByZero):
        pipeline.run(begun, results)
    assert results.rows(1) == [(2,)]
    with pytest.raises(errors.InFailedSqlTransaction):
        ask(pipeline, (ONE, (1,)))
    ask(pipeline, (b"ROLLBACK", ()))
    for _ in range(2):
        with pytest.raises(errors.UndefinedTable):
            ask(pipeline, (b"SELECT * FROM nowhere", ()))
        assert ask(pipeline, (b"SELECT 5", ())).rows() == [(5,)]


def test_a_value_that_cannot_be_sent_sends_nothing(pipeline: Pipeline) -> None:
    with pytest.raises(UnicodeEncodeError):
        ask(pipeline, (b"INSERT INTO thing VALUES (1, 'a')", ()), (ONE, ("\ud800",)))
    assert ask(pipeline, (b"SELECT count(*) FROM thing", ())).rows() == [(0,)]


def test_an_interruption_closes_the_session(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "_collect", interrupt)
    with pytest.raises(KeyboardInterrupt):
        ask(pipeline, (b"SELECT 5", ()))
    assert pipeline.session.closed


def test_values_and_answers_may_be_larger_than_any_buffer(pipeline: Pipeline) -> None:
    large = "x" * 3_000_000
    statements = [(b"INSERT INTO thing VALUES ($1, $2)", (n, large)) for n in range(3)]
    results = ask(pipeline, *statements, (b"SELECT b FROM thing", ()))
    assert results.rows() == [(large,)] * 3


def test_waiting_holds_up_no_other_thread(pipeline: Pipeline, address: str) -> None:
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(1)")
        waiting = threading.Thread(target=ask, args=(pipeline, (b"SELECT pg_advisory_lock(1)", ())))
        waiting.start()
        other.execute("SELECT pg_advisory_unlock(1)")
        waiting.join()
    assert ask(pipeline, (b"SELECT 5", ())).rows() == [(5,)]


def test_a_session_that_was_ended_is_known_as_broken(pipeline: Pipeline, address: str) -> None:
    assert not pipeline.is_broken()
    shared_server().end_connections(address)
    while not pipeline.is_broken():
        time.sleep(0.01)
    with pytest.raises(psycopg.OperationalError):
        ask(pipeline, (b"SELECT 5", ()))
    assert pipeline.session.closed


def test_what_was_answered_before_the_end_is_kept(pipeline: Pipeline) -> None:
    results = Results()
    ending = b"SELECT pg_terminate_backend(pg_backend_pid())"
    with pytest.raises(errors.AdminShutdown):
        pipeline.run([(ONE, (1,)), (ending, ()), (ONE, (2,))], results, hear_before=1)
    assert results.rows(0) == [(2,)]
    assert len(results.answers) < 3 or results.answers[1].ntuples == 0
    assert pipeline.session.closed


def test_a_server_that_does_not_answer_is_given_up(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_module, "PATIENCE", 0.01)
    with pytest.raises(psycopg.OperationalError, match="does not answer"):
        ask(pipeline, (b"SELECT pg_sleep(30)", ()))
    assert pipeline.session.closed
