"""The data folder: made on the first start, held by one process at a time, and what it holds."""

from __future__ import annotations

import errno
import os
import secrets
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Final

import structlog
from filelock import FileLock, Timeout

from chat_server.config import ConfigError
from chat_server.core.batch import apply_batch
from chat_server.core.cache import GroupCache
from chat_server.core.jobs import Job, Result
from chat_server.core.trouble import StorageTrouble
from chat_server.passwords import PasswordHasher, load_pepper
from chat_server.storage.failures import DatabaseRefused
from chat_server.storage.opening import open_reader, open_store
from chat_server.storage.reader import PeeweeReader
from chat_server.storage.store import PeeweeStore
from protocol.errors import ErrorCode
from protocol.views import DEFAULT_LIMITS

LIMITS: Final = DEFAULT_LIMITS
LOCK_NAME: Final = "server.lock"
DATABASE_NAME: Final = "parlance.db"
PEPPER_NAME: Final = "pepper"
PROBE_BYTES: Final = 1024 * 1024
"""What has to fit on the disk before writing begins again: about what a large batch takes."""
ERASED_AT_ONCE: Final = 500

log = structlog.get_logger("data_folder")


class FolderInUse(ConfigError):
    """Another process holds the data folder."""


@contextmanager
def hold(folder: Path) -> Iterator[Path]:
    """Hold the folder, making it where it is missing; raises `ConfigError`, `FolderInUse`."""
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True)
        lock = FileLock(folder / LOCK_NAME, timeout=0, mode=0o600)
        lock.acquire()
    except Timeout:
        raise FolderInUse(f"{folder} is in use by another server") from None
    except OSError as error:
        raise ConfigError(f"{folder} cannot be used: {error.strerror or error}") from None
    try:
        yield folder
    finally:
        lock.release()


class Stores:
    """Database and pepper, opened; whoever opens them holds the folder. Raises `ConfigError`.

    The database is the file in the folder, or the one at the address `database` on PostgreSQL.
    For who is `serving`, and so goes on to write, room is made in the log of the file.
    """

    store: PeeweeStore
    reader: PeeweeReader

    def __init__(
        self, folder: Path, password_cost: int, database: str = "", *, serving: bool = False
    ) -> None:
        try:
            self._pepper = load_pepper(folder / PEPPER_NAME)
            self.store, self.reader = _open(folder, database, serving)
        except (DatabaseRefused, ValueError) as error:
            raise ConfigError(str(error)) from error
        except OSError as error:
            raise ConfigError(f"{folder} cannot be used: {error.strerror or error}") from error
        # Where the database is elsewhere, nothing that matters is written to the folder.
        self._written = None if database else folder
        self._cost = password_cost
        self._cache = GroupCache()

    @cached_property
    def hasher(self) -> PasswordHasher:
        """What hashes passwords; making it takes as long as one password."""
        return PasswordHasher(self._pepper, self._cost)

    def apply(self, jobs: Sequence[Job]) -> Sequence[Result]:
        """Apply a batch; in one thread at a time."""
        return apply_batch(self.store, self._cache, jobs, wall_clock(), LIMITS)

    def probe(self) -> StorageTrouble | None:
        """Try whether folder and database take writes; return what is wrong, if anything.

        In the journal's thread.
        """
        try:
            if self._written is not None:
                with tempfile.TemporaryFile(dir=self._written) as file:
                    file.write(bytes(PROBE_BYTES))
                    file.flush()
                    os.fsync(file.fileno())
            self.store.probe()
        except StorageTrouble as trouble:
            return trouble
        except OSError as error:
            return trouble_of_folder(error)
        return None

    def tidy(self) -> StorageTrouble | None:
        """Erase some of what deleted groups left behind; return what is wrong, if anything.

        In the journal's thread.
        """
        try:
            with self.store.transaction():
                self.store.erase_closed(ERASED_AT_ONCE)
        except StorageTrouble as trouble:
            return trouble
        return None

    def close(self) -> None:
        self.reader.close()
        self.store.close()


def trouble_of_folder(error: OSError) -> StorageTrouble:
    """Return what an error of the data folder means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        reason = "the disk is full"
    elif error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        reason = "the data folder may only be read"
    else:
        reason = f"the data folder cannot be written: {error.strerror or error}"
    return StorageTrouble(ErrorCode.STORAGE_FULL, reason)


def _open(folder: Path, address: str, serving: bool) -> tuple[PeeweeStore, PeeweeReader]:
    if not address:
        path = folder / DATABASE_NAME
        store = open_store(path, wall_clock(), secrets.token_hex, serving=serving)
        return store, open_reader(path, LIMITS)
    # Its driver takes a tenth of a second to import: only for who uses it.
    from chat_server.storage.postgresql import opening as postgresql

    remote = postgresql.open_store(address, secrets.token_hex)
    return remote, postgresql.open_reader(address, LIMITS)


def wall_clock() -> int:
    """Return milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000
