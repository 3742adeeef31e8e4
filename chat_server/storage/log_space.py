"""Room for SQLite's write-ahead log, made before the first commit needs it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from chat_server.core.trouble import StorageTrouble
from chat_server.storage.connection import Connection

LOG_BYTES: Final = 16 * 1024 * 1024
"""About the length at which SQLite copies the log into the database and begins it anew."""

SPARED_PART: Final = 16
"""Room is made only where the disk has this many times as much left."""


def make_room(connection: Connection, database: Path) -> None:
    """Fill the log of an open database with zeros from its end up to `LOG_BYTES`.

    A commit that overwrites waits a quarter less for the disk than one that makes a file longer
    (decision 31). To SQLite a log ends with its last whole transaction, so zeros behind that are
    nothing, and the transaction keeps everybody else from adding to the log meanwhile. Where the
    disk does not take the zeros, or the database is locked, the log grows as it always did.
    """
    try:
        with connection.transaction():
            _fill(Path(f"{database}-wal"))
    except (OSError, StorageTrouble):
        return


def _fill(log: Path) -> None:
    with log.open("r+b") as file:
        missing = LOG_BYTES - file.seek(0, os.SEEK_END)
        if missing <= 0 or shutil.disk_usage(log.parent).free < SPARED_PART * LOG_BYTES:
            return
        file.write(bytes(missing))
        file.flush()
        os.fsync(file.fileno())
