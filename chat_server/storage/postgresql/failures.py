"""What can go wrong with PostgreSQL without anybody's fault, told apart from our own bugs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg

from chat_server.core.ports import KeyTaken
from chat_server.core.trouble import StorageTrouble
from protocol.errors import ErrorCode

_UNWRITABLE: Final = {
    "25006": "the database may only be read",
    "53100": "the disk of the database is full",
    "58030": "the disk of the database reports an error",
}
_PASSING: Final = {
    "08": "the connection to the database failed",
    "25P03": "the database took too long",
    "25P04": "the database took too long",
    "40001": "another program has locked the database",
    "40P01": "another program has locked the database",
    "53": "the database server has no room",
    "55P03": "another program has locked the database",
    "57": "the database server is stopping, starting or was told to stop",
    "57014": "the database took too long",
}
"""What may pass any moment, by SQLSTATE or its class."""

_UNIQUE_KEYS: Final = "events_by_key"
LOST: Final = "the connection to the database is lost"


def refusal_of(error: BaseException) -> StorageTrouble | None:
    """Return what to tell a client; None where the error is a bug of ours."""
    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate
    if state is None:
        lost = isinstance(error, psycopg.OperationalError)
        return StorageTrouble(ErrorCode.BUSY, LOST) if lost else None
    if state in _UNWRITABLE:
        return StorageTrouble(ErrorCode.STORAGE_FULL, _UNWRITABLE[state])
    reason = _PASSING.get(state) or _PASSING.get(state[:2])
    return StorageTrouble(ErrorCode.BUSY, reason) if reason else None


@contextmanager
def known_failures() -> Iterator[None]:
    """Raise `busy` where the database cannot be asked now, `storage_full` where it cannot write,
    and `KeyTaken` for a message that is there already.
    """
    try:
        yield
    except psycopg.Error as error:
        if error.diag.constraint_name == _UNIQUE_KEYS:
            raise KeyTaken from error
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error
