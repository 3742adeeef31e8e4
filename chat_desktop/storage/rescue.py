"""A cache that cannot be used is set aside, and what waits in its outbox is taken over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from peewee import DatabaseError

from chat_desktop.core.outbox import Outgoing
from chat_desktop.storage.cache import OUTBOX_COLUMNS, Cache, outgoing_of
from chat_desktop.storage.tables import NewerCache

NEWER: Final = (
    "The local copy was made by a newer version of Parlance. It was set aside and is"
    " fetched anew from the server."
)
SIGNS: Final = (
    "malformed",
    "not a database",
    "no such table",
    "no such column",
    "corrupt",
    "could not decode",
)
JOURNALS: Final = ("-wal", "-shm")
DAMAGED: Final = (
    "The local copy was damaged. It was set aside and is fetched anew from the server; messages"
    " that were not sent yet were kept as far as they could be read."
)


def open_cache(path: Path) -> tuple[Cache, str | None]:
    """Open the cache at `path`; say in plain words if an unusable one had to be set aside.

    Raises `peewee.DatabaseError` or `OSError` when not even a new one can be made.
    """
    _put_in_place(path)
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
    if isinstance(error, msgspec.MsgspecError):
        return True
    words = str(error).lower()
    return any(sign in words for sign in SIGNS)


def replace_cache(path: Path) -> Cache:
    """Set the file at `path` aside and make a new one that holds the old one's outbox.

    A crash at any moment leaves the old file in its place, or a new one that is complete.
    """
    part = path.with_name(f"{path.stem}.part{path.suffix}")
    for ending in ("", *JOURNALS):
        part.with_name(part.name + ending).unlink(missing_ok=True)
    cache = Cache(part)
    try:
        with cache.database.atomic("IMMEDIATE"):
            cache.put_outgoing(read_outbox(path))
    finally:
        # Closing moves everything from the journal into the one file.
        cache.close()
    part.replace(_complete(path))
    _put_in_place(path)
    return Cache(path)


def _complete(path: Path) -> Path:
    """Return the name of a complete file that is to take the place of the one at `path`."""
    return path.with_name(f"{path.stem}.new{path.suffix}")


def _put_in_place(path: Path) -> None:
    """Finish replacing the file at `path`, if that was begun."""
    if (complete := _complete(path)).exists():
        set_aside(path)
        complete.replace(path)


def set_aside(path: Path) -> Path:
    """Rename the file, if it is there, with its journal, to a name that is free; return that."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.aside-{number}{path.suffix}")).exists():
        number += 1
    for ending in (*JOURNALS, ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside


def read_outbox(path: Path) -> list[Outgoing]:
    """Return what can still be read of the outbox in the file at `path`, in order.

    It is read from both ends, so that a damaged page in its midst hides no more than itself.
    """
    try:
        connection = sqlite3.connect(path)
    except sqlite3.Error:
        return []
    connection.text_factory = bytes
    try:
        found = [*_readable(connection, "ASC"), *_readable(connection, "DESC")]
    finally:
        connection.close()
    return sorted({(e.group, e.key): e for e in found}.values(), key=lambda entry: entry.order)


def _readable(connection: sqlite3.Connection, order: str) -> Iterator[Outgoing]:
    """Yield the rows from one end of the table on, as far as they can be read."""
    try:
        cursor = connection.execute(
            f"SELECT {OUTBOX_COLUMNS} FROM outbox"  # noqa: S608
            f" ORDER BY group_id {order}, key {order}"
        )
        while (row := cursor.fetchone()) is not None:
            try:
                yield outgoing_of(tuple(v.decode() if type(v) is bytes else v for v in row))
            except (ValueError, TypeError):
                continue
    except sqlite3.Error:
        return
