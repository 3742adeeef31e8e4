"""What is the world's fault and what is ours."""

from __future__ import annotations

import sqlite3

import pytest
from peewee import IntegrityError, OperationalError

from chat_server.storage.failures import is_unreadable, known_failures, primary_code, refusal_of
from protocol.errors import ErrorCode, Refusal


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("trouble")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY, ErrorCode.BUSY),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, ErrorCode.BUSY),
        (sqlite3.SQLITE_LOCKED, ErrorCode.BUSY),
        (sqlite3.SQLITE_FULL, ErrorCode.STORAGE_FULL),
        (sqlite3.SQLITE_READONLY, ErrorCode.STORAGE_FULL),
        (sqlite3.SQLITE_READONLY_DBMOVED, ErrorCode.STORAGE_FULL),
        (sqlite3.SQLITE_IOERR_FSYNC, ErrorCode.STORAGE_FULL),
        (sqlite3.SQLITE_CANTOPEN, ErrorCode.STORAGE_FULL),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, None),
        (sqlite3.SQLITE_ERROR, None),
        (sqlite3.SQLITE_CORRUPT, None),
    ],
)
def test_trouble_is_told_apart_from_bugs(code: int, expected: ErrorCode | None) -> None:
    raw = sqlite_error(code)
    for error in (raw, OperationalError(raw, "trouble")):
        refusal = refusal_of(error)
        assert (refusal.code if refusal else None) == expected
    if expected is ErrorCode.BUSY:
        assert refusal_of(raw).retry_after == 1.0  # type: ignore[union-attr]


def test_other_errors_have_no_code() -> None:
    assert primary_code(ValueError("no")) is None
    assert primary_code(IntegrityError("made without a cause")) is None
    assert refusal_of(ValueError("no")) is None


def test_a_damaged_file_is_known() -> None:
    assert is_unreadable(sqlite_error(sqlite3.SQLITE_CORRUPT))
    assert is_unreadable(sqlite_error(sqlite3.SQLITE_NOTADB))
    assert not is_unreadable(sqlite_error(sqlite3.SQLITE_BUSY))


def test_bugs_and_refusals_pass_through() -> None:
    bug, refused = ValueError("bug"), Refusal(ErrorCode.EMPTY)
    for error in (bug, refused, IntegrityError("bug"), sqlite_error(sqlite3.SQLITE_ERROR)):
        with pytest.raises(type(error)) as raised, known_failures():
            raise error
        assert raised.value is error


def test_a_refusal_keeps_its_cause() -> None:
    cause = sqlite_error(sqlite3.SQLITE_FULL)
    with pytest.raises(Refusal) as raised, known_failures():
        raise cause
    assert raised.value.__cause__ is cause
