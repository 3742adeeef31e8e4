"""Bringing a database to the schema of this version: refuse, back up, migrate."""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from peewee import SqliteDatabase
from playhouse.migrations import Runner

from chat_server.storage.failures import DatabaseRefused

MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""The numbered steps. playhouse.migrations reads them as files: a bundle ships them as data."""

APPLICATION_ID: Final = 0x5061726C
"""What marks an SQLite file as ours: "Parl"."""


def upgrade(
    database: SqliteDatabase,
    *,
    steps: Path = MIGRATIONS,
    epoch: Callable[[], str],
    back_up: Callable[[str], object],
) -> list[str]:
    """Apply the steps that the database lacks, all or none; return their names.

    One write transaction holds everything, so that a crash leaves the old state and of two
    processes the second finds nothing left to do. `database` must not enforce foreign keys:
    within a transaction SQLite could not stop, and rebuilding a table would delete what refers to
    it; they are checked at the end instead. A new database gets its `epoch`; before an old one
    is changed, `back_up` is called with the name of its last step.

    Raises `DatabaseRefused` where a newer version was here.
    """
    runner = Runner(database, glob.escape(str(steps)))
    known = {step.name for step in runner.migrations()}
    if not known:
        raise FileNotFoundError(f"no migrations in {steps}: the installation is not complete")
    with database.atomic("IMMEDIATE"):
        applied = set(runner.applied())
        if applied - known:
            raise DatabaseRefused(
                f"{database.database} was made by a newer version of chat-server"
                f" ({max(applied - known)}): install that one, or restore a backup."
            )
        if applied == known:
            return []
        if applied:
            back_up(max(applied))
        done: list[str] = runner.up()
        if not applied:
            database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute_sql("INSERT INTO meta (name, value) VALUES ('epoch', ?)", (epoch(),))
        if broken := database.execute_sql("PRAGMA foreign_key_check").fetchone():
            raise ValueError(f"a migration left a row of {broken[0]} without its {broken[2]}")
    return done


def back_up(path: Path, name: str) -> Path:
    """Copy the database, as committed, to `backups/NAME.db` beside it; return the copy's path.

    A copy that was cut short never has that name.
    """
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    unfinished = folder / f"{name}.unfinished"
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    return unfinished.replace(folder / f"{name}.db")


def backup_name(version: str, now: int) -> str:
    """Return a name that says what the database was before, and when (`now` is in ms)."""
    moment = datetime.fromtimestamp(now / 1000, UTC)
    return f"before-upgrade-{version}-{moment:%Y%m%dT%H%M%SZ}"
