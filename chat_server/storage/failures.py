"""What can go wrong with a database without anybody's fault, told apart from our own bugs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from peewee import PeeweeException

from chat_server.core.ports import KeyTaken
from chat_server.core.trouble import StorageTrouble
from protocol.errors import ErrorCode

_LOCKED: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNWRITABLE: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the database may only be read",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened",
}
_TAKEN_KEY: Final = "UNIQUE constraint failed: events.key"
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


def refusal_of(error: BaseException) -> StorageTrouble | None:
    """Return what to tell a client; None where the error is a bug of ours."""
    code = primary_code(error)
    if code in _LOCKED:
        return StorageTrouble(ErrorCode.BUSY, "another program has locked the database")
    if code in _UNWRITABLE:
        return StorageTrouble(ErrorCode.STORAGE_FULL, _UNWRITABLE[code])
    return None


@contextmanager
def known_failures() -> Iterator[None]:
    """Raise `busy` where the database is locked, `storage_full` where the disk takes no more, and
    `KeyTaken` for a message that is there already.
    """
    try:
        yield
    except (PeeweeException, sqlite3.Error) as error:
        if _TAKEN_KEY in str(error):
            raise KeyTaken from error
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error
