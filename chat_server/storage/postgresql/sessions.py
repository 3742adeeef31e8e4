"""Sessions on the server: how they are set up, and the lock by which one process alone writes."""

from __future__ import annotations

import secrets
import time
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

from chat_server.core.trouble import StorageTrouble
from chat_server.storage.failures import DatabaseRefused
from chat_server.storage.postgresql.pipeline import Session
from protocol.errors import ErrorCode

LOCK: Final = 0x5061726C616E6365
"""The advisory lock of the one who writes: "Parlance"."""

TAKEN: Final = "another server holds the database"
OVERTAKEN: Final = "another server wrote to the database meanwhile: restart this one"

_PAUSE: Final = 0.05

# Every statement is planned once, for an index: a plan made while the tables were small would go
# through them row by row long after they have grown.
_SETTINGS: Final = {
    "client_encoding": "UTF8",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_seqscan": "off",
    "idle_in_transaction_session_timeout": "60s",
    "jit": "off",
    "plan_cache_mode": "force_generic_plan",
    "statement_timeout": "30s",
    "tcp_keepalives_count": "3",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
}
_WRITER: Final = {"synchronous_commit": "on", "default_transaction_read_only": "off"}
_READER: Final = {"default_transaction_read_only": "on"}

# A peer that is gone without a word is noticed in 25 s, within a statement or between two.
_CONNECTING: Final[dict[str, Any]] = {
    "application_name": "chat-server",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


def parse(address: str) -> dict[str, Any]:
    """Return what an address says. Raises `DatabaseRefused`, without repeating it."""
    try:
        return conninfo_to_dict(address)
    except psycopg.Error:
        raise DatabaseRefused("The database's address cannot be read.") from None


def name_of(address: str) -> str:
    """Return how to call the database in a message: its name and host, and no password."""
    said = parse(address)
    return f"The database {said.get('dbname', '')} at {said.get('host') or 'this machine'}"


def plain(address: str, error: Exception) -> str:
    """Return what an error says, on one line, without the password."""
    password = parse(address).get("password")
    text = " ".join(str(error).split())
    return text.replace(str(password), "…") if password else text


def read_session(address: str, lock_wait: float) -> Session:
    """Return a session that cannot write."""
    return _connect(address, lock_wait, _READER)


class Writer:
    """The one process that writes to a database, known by a lock that its session holds.

    The lock goes with its session. `connect` makes another session and takes the lock back, which
    the server gives only when it has ended the session before: what that one did is then settled.
    What the server remembers of groups would be wrong if somebody else had the lock meanwhile: a
    mark in the table `meta` tells, and nothing is written any more.
    """

    def __init__(self, address: str, lock_wait: float) -> None:
        self._address = address
        self._lock_wait = lock_wait
        self._mark: str | None = None
        self._backend: tuple[int, str] | None = None

    def connect(self) -> Session:
        """Return a session that holds the lock; refuses with `busy` where it is not to be had."""
        session = _connect(self._address, self._lock_wait, _WRITER)
        try:
            if not self._take_lock(session):
                raise StorageTrouble(ErrorCode.BUSY, TAKEN)
            if self._mark is not None and self._mark != _read_mark(session):
                raise StorageTrouble(ErrorCode.STORAGE_FULL, OVERTAKEN)
            row = session.execute(
                "SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()"
            ).fetchone()
            self._backend = (row[0], row[1]) if row is not None else None
        except BaseException:
            session.close()
            raise
        return session

    def leave_mark(self, session: Session) -> None:
        """Say in the database that from now on this process writes to it."""
        self._mark = secrets.token_hex()
        session.execute(
            "INSERT INTO meta (name, value) VALUES ('writer', %s)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (self._mark,),
        )

    def _take_lock(self, session: Session) -> bool:
        """Take the lock within `lock_wait` seconds, ending an own session that still holds it."""
        patience = time.monotonic() + self._lock_wait
        while True:
            row = session.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone()
            if row is not None and row[0]:
                return True
            if time.monotonic() >= patience:
                return False
            if self._backend is not None:
                session.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE pid = %s AND backend_start = %s::timestamptz",
                    self._backend,
                )
            time.sleep(_PAUSE)


def _read_mark(session: Session) -> str | None:
    row = session.execute("SELECT value FROM meta WHERE name = 'writer'").fetchone()
    return None if row is None else str(row[0])


def _connect(address: str, lock_wait: float, settings: dict[str, str]) -> Session:
    wanted = {**_SETTINGS, **settings, "lock_timeout": f"{max(1, int(lock_wait * 1_000))}ms"}
    said = parse(address)
    options = " ".join(f"-c {name}={value}" for name, value in wanted.items())
    arguments = {**_CONNECTING, **said, "options": f"{said.get('options', '')} {options}".strip()}
    session: Session = psycopg.connect(**arguments, autocommit=True)
    return session
