"""What can go wrong with a database without anybody's fault, told apart from our own bugs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from peewee import PeeweeException

from protocol.errors import ErrorCode, Refusal

RETRY_AFTER: Final = 1.0
"""Seconds after which a command refused with `busy` may be tried again."""

_LOCKED: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNWRITABLE: Final = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
)
_UNREADABLE: Final = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})


class DatabaseRefused(Exception):
    """The database cannot be used; the text says why in words for the operator."""


def primary_code(error: BaseException) -> int | None:
    """Return SQLite's primary result code of an error, however often Peewee wrapped it."""
    while isinstance(inner := getattr(error, "orig", None), BaseException):
        error = inner
    extended = getattr(error, "sqlite_errorcode", None)
    return extended & 0xFF if isinstance(extended, int) else None


def is_unreadable(error: BaseException) -> bool:
    """Say whether the file is damaged, or no database at all."""
    return primary_code(error) in _UNREADABLE


def refusal_of(error: BaseException) -> Refusal | None:
    """Return what to tell a client; None where the error is a bug of ours."""
    code = primary_code(error)
    if code in _LOCKED:
        return Refusal(ErrorCode.BUSY, retry_after=RETRY_AFTER)
    if code in _UNWRITABLE:
        return Refusal(ErrorCode.STORAGE_FULL)
    return None


@contextmanager
def known_failures() -> Iterator[None]:
    """Raise `busy` where the database is locked, `storage_full` where the disk takes no more."""
    try:
        yield
    except (PeeweeException, sqlite3.Error) as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error
