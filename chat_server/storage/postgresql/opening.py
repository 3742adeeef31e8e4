"""Opening a database on PostgreSQL: reach it, take its lock, upgrade it, hand out the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from peewee import PeeweeException

from chat_server.core.trouble import StorageTrouble
from chat_server.storage.connection import LOCK_WAIT, Connection
from chat_server.storage.failures import DatabaseRefused
from chat_server.storage.postgresql.connection import PostgresConnection
from chat_server.storage.postgresql.failures import refusal_of
from chat_server.storage.postgresql.migrating import upgrade
from chat_server.storage.postgresql.pipeline import Session
from chat_server.storage.postgresql.sessions import Writer, name_of, plain, read_session
from chat_server.storage.reader import READERS, PeeweeReader
from chat_server.storage.store import PeeweeStore
from chat_server.storage.upgrade import MIGRATIONS
from protocol.views import Limits

OLDEST: Final = 130_000
"""The first version whose transactions can be asked about afterwards: 13."""

_REFUSED: Final = ("28", "3D", "42")
"""Classes of SQLSTATE: who may not come in, what is not there, what this role may not do."""


def open_store(
    address: str,
    fresh: Callable[[], str],
    *,
    lock_wait: float = LOCK_WAIT,
    steps: Path = MIGRATIONS,
) -> PeeweeStore:
    """Return the store in the database at `address`, brought to this version first.

    The store holds the writer's lock until it is closed. `fresh` makes the epoch of a new
    database; `lock_wait` is how many seconds anything waits for another session. Raises
    `DatabaseRefused` where the database cannot be used; nothing has been changed then.
    """
    name = name_of(address)
    writer = Writer(address, lock_wait)
    with _plain_refusals(address, name):
        session = writer.connect()
        try:
            _check(session, name)
            upgrade(session, name, steps=steps, epoch=fresh)
            writer.leave_mark(session)
        except BaseException:
            session.close()
            raise
    return PeeweeStore(PostgresConnection(writer.connect, session))


def open_reader(
    address: str, limits: Limits, *, connections: int = READERS, lock_wait: float = LOCK_WAIT
) -> PeeweeReader:
    """Return a reader for as many threads as `connections`, of a database that a store opened."""

    def connect() -> Connection:
        return PostgresConnection(lambda: read_session(address, lock_wait), reading=True)

    return PeeweeReader(connect, limits, connections)


def _check(session: Session, name: str) -> None:
    version = session.info.server_version
    if version < OLDEST:
        raise DatabaseRefused(f"{name} is on PostgreSQL {version // 10_000}: 13 is the oldest.")
    row = session.execute("SHOW server_encoding").fetchone()
    if row is None or row[0] != "UTF8":
        raise DatabaseRefused(f"{name} is not encoded as UTF8.")


@contextmanager
def _plain_refusals(address: str, name: str) -> Iterator[None]:
    """Say in plain words what the server, or who else uses it, is to blame for."""
    try:
        yield
    except StorageTrouble:
        raise DatabaseRefused(f"{name} is in use by another server.") from None
    except (psycopg.Error, PeeweeException) as error:
        cause: Any = getattr(error, "orig", error)
        if refusal_of(cause) is None and (cause.sqlstate or "")[:2] not in _REFUSED:
            raise
        # The error itself may show the address, with its password, in a trace.
        raise DatabaseRefused(f"{name} cannot be used: {plain(address, error)}") from None
