"""A cache that cannot be used is set aside, and what waits in its outbox is taken over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from peewee import DatabaseError

from chat_desktop.core.outbox import Outgoing
from chat_desktop.storage.cache import OUTBOX_COLUMNS, Cache, outgoing_of
from chat_desktop.storage.tables import NewerCache

NEWER: Final = (
    "The local copy was made by a newer version of Parlance. It was set aside and is"
    " fetched anew from the server."
)
DAMAGED: Final = "The local copy was damaged. It was set aside and is fetched anew from the server."


def open_cache(path: Path) -> tuple[Cache, str | None]:
    """Open the cache at `path`; say in plain words if an unusable one had to be set aside.

    Raises `peewee.DatabaseError` or `OSError` when not even a new one can be made.
    """
    try:
        return Cache(path), None
    except NewerCache:
        notice = NEWER
    except DatabaseError as error:
        if not is_damage(error):
            raise
        notice = DAMAGED
    return replace_cache(path), notice


def is_damage(error: BaseException) -> bool:
    """Say whether the file itself is at fault, and not a full disk or a missing right."""
    words = str(error).lower()
    return any(
        sign in words
        for sign in ("malformed", "not a database", "no such table", "no such column", "corrupt")
    )


def replace_cache(path: Path) -> Cache:
    """Set the file at `path` aside and make a new one that holds the old one's outbox."""
    aside = set_aside(path)
    cache = Cache(path)
    with cache.database.atomic("IMMEDIATE"):
        cache.put_outgoing(read_outbox(aside))
    return cache


def set_aside(path: Path) -> Path:
    """Rename the file, with what belongs to it, to a name that is free; return that."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.aside-{number}{path.suffix}")).exists():
        number += 1
    for ending in ("-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    path.replace(aside)
    return aside


def read_outbox(path: Path) -> list[Outgoing]:
    """Return what can still be read of the outbox in the file at `path`."""
    try:
        connection = sqlite3.connect(path)
    except sqlite3.Error:
        return []
    try:
        return list(_readable(connection))
    finally:
        connection.close()


def _readable(connection: sqlite3.Connection) -> Iterator[Outgoing]:
    try:
        cursor = connection.execute(f"SELECT {OUTBOX_COLUMNS} FROM outbox")  # noqa: S608
        while (row := cursor.fetchone()) is not None:
            try:
                yield outgoing_of(row)
            except (ValueError, TypeError):
                continue
    except sqlite3.Error:
        return
