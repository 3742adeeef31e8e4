"""The cache's tables, step by step, and the opening of a cache file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from peewee import DatabaseError, SqliteDatabase

from chat_desktop.storage.search_index import MADE_BY

STEPS: Final = (
    (
        "CREATE TABLE account (one INTEGER PRIMARY KEY CHECK (one = 1), me BLOB NOT NULL,"
        " epoch TEXT, limits BLOB)",
        "CREATE TABLE users (id TEXT PRIMARY KEY, fetched INTEGER NOT NULL, body BLOB NOT NULL)"
        " WITHOUT ROWID",
        "CREATE TABLE groups (id TEXT PRIMARY KEY, view BLOB NOT NULL, have INTEGER NOT NULL,"
        " told INTEGER NOT NULL, touched INTEGER NOT NULL, draft TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE items (group_id TEXT NOT NULL, seq INTEGER NOT NULL, as_of INTEGER NOT NULL,"
        " body BLOB NOT NULL, PRIMARY KEY (group_id, seq)) WITHOUT ROWID",
        "CREATE TABLE spans (group_id TEXT NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL,"
        " PRIMARY KEY (group_id, lo)) WITHOUT ROWID",
        "CREATE TABLE outbox (group_id TEXT NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL,"
        " at INTEGER NOT NULL, text TEXT NOT NULL, reply_to INTEGER, step TEXT NOT NULL,"
        " seq INTEGER, problem TEXT, PRIMARY KEY (group_id, key)) WITHOUT ROWID",
        "CREATE INDEX outbox_place ON outbox (place)",
    ),
    ("ALTER TABLE groups ADD COLUMN level TEXT NOT NULL DEFAULT 'all'",),
    (
        "CREATE TABLE group_numbers (number INTEGER PRIMARY KEY AUTOINCREMENT,"
        " group_id TEXT NOT NULL UNIQUE, backlog INTEGER NOT NULL)",
        "CREATE TABLE pending (group_id TEXT NOT NULL, seq INTEGER NOT NULL, old TEXT,"
        " PRIMARY KEY (group_id, seq)) WITHOUT ROWID",
        "CREATE TABLE docs (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, seq INTEGER NOT NULL,"
        " at INTEGER NOT NULL)",
        "CREATE VIRTUAL TABLE grams USING fts5 (said, content='', columnsize=0, detail='none',"
        " tokenize='ascii')",
        "CREATE TABLE index_state (made_by TEXT NOT NULL, dropped INTEGER NOT NULL)",
        "INSERT INTO index_state VALUES ('', 0)",
    ),
    ("ALTER TABLE groups ADD COLUMN draft_reply INTEGER",),
    (
        "ALTER TABLE groups ADD COLUMN edit_seq INTEGER",
        "ALTER TABLE groups ADD COLUMN edit_text TEXT",
    ),
)
"""The statements that lead from version n to n + 1, by n; what is written here never changes."""

VERSION: Final = len(STEPS)

TABLES: Final = (
    *("account", "users", "groups", "items", "spans", "outbox"),
    *("group_numbers", "pending", "docs", "index_state"),
)

_PRAGMAS: Final = {
    "journal_mode": "wal",
    "synchronous": "full",
    "busy_timeout": 5000,
    "wal_autocheckpoint": 1000,
    "secure_delete": "on",
}


class NewerCache(Exception):
    """The file was made by a newer version of this program."""


def open_database(path: Path) -> SqliteDatabase:
    """Open the cache at `path`, made or brought up to date where need be.

    Raises `NewerCache`, or `peewee.DatabaseError` for a file that cannot be read as a cache.
    """
    database = SqliteDatabase(str(path), pragmas=_PRAGMAS)
    try:
        database.connect()
        version = int(database.execute_sql("PRAGMA user_version").fetchone()[0])
        if version > VERSION:
            raise NewerCache(f"version {version}")
        if version < VERSION:
            _bring_up_to_date(database, version)
        for table in TABLES:
            database.execute_sql(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608
    except (DatabaseError, NewerCache):
        database.close()
        raise
    return database


def _bring_up_to_date(database: SqliteDatabase, version: int) -> None:
    # Not done where nothing is new: a commit waits for the disk, and the window for this.
    with database.atomic("IMMEDIATE"):
        for statement in (text for step in STEPS[version:] for text in step):
            database.execute_sql(statement)
        if version == 0:
            # What comes into a new file is noted for its index from the first message on.
            database.execute_sql("UPDATE index_state SET made_by = ?", (MADE_BY,))
        database.execute_sql(f"PRAGMA user_version = {VERSION}")
