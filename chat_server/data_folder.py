"""The data folder: made on the first start, held by one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from chat_server.config import ConfigError

LOCK_NAME: Final = "server.lock"
DATABASE_NAME: Final = "parlance.db"
PEPPER_NAME: Final = "pepper"


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
