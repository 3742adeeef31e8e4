"""What of PostgreSQL's errors is the world's fault, and what is ours."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import errors

from chat_server.core.trouble import StorageTrouble
from chat_server.storage.postgresql.failures import known_failures, refusal_of
from protocol.errors import ErrorCode, Refusal


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("53100", ErrorCode.STORAGE_FULL),  # disk full
        ("58030", ErrorCode.STORAGE_FULL),  # I/O error
        ("25006", ErrorCode.STORAGE_FULL),  # read-only
        ("53200", ErrorCode.BUSY),  # out of memory
        ("53300", ErrorCode.BUSY),  # too many connections
        ("57P01", ErrorCode.BUSY),  # told to stop
        ("57P03", ErrorCode.BUSY),  # starting up
        ("57014", ErrorCode.BUSY),  # took too long
        ("08006", ErrorCode.BUSY),  # connection failure
        ("40001", ErrorCode.BUSY),  # serialization
        ("40P01", ErrorCode.BUSY),  # deadlock
        ("55P03", ErrorCode.BUSY),  # lock timeout
        ("25P03", ErrorCode.BUSY),  # idle in a transaction
        ("23505", None),  # unique
        ("42P01", None),  # no such table
        ("XX001", None),  # damaged
        ("25P02", None),  # a statement after one that failed
    ],
)
def test_trouble_is_told_apart_from_bugs(state: str, expected: ErrorCode | None) -> None:
    refusal = refusal_of(errors.lookup(state)("trouble"))
    assert (refusal.code if refusal else None) == expected
    if refusal is not None:
        assert refusal.reason
        assert refusal.retry_after


def test_a_lost_connection_is_busy_and_other_errors_are_bugs() -> None:
    lost = refusal_of(psycopg.OperationalError("server closed the connection unexpectedly"))
    assert lost is not None
    assert lost.code is ErrorCode.BUSY
    assert refusal_of(psycopg.ProgrammingError("no such thing")) is None
    assert refusal_of(ValueError("no")) is None


def test_a_refusal_keeps_its_cause_and_bugs_pass_through() -> None:
    cause = errors.DiskFull("no room")
    with pytest.raises(StorageTrouble) as raised, known_failures():
        raise cause
    assert raised.value.__cause__ is cause
    bug, refused = errors.UniqueViolation("bug"), Refusal(ErrorCode.EMPTY)
    for error in (bug, refused):
        with pytest.raises(type(error)) as passed, known_failures():
            raise error
        assert passed.value is error
