"""Reads of the cache that take their time: each on a thread and a connection of its own.

They see what is committed, hold no write up, and end soon after nobody waits for them any more.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Final, TypeVar

import msgspec

from chat_desktop.core.search import SearchPage
from chat_desktop.core.search_plan import SearchPlan
from chat_desktop.storage.extent import Found, covered, indexing, seq_at
from chat_desktop.storage.rescue import is_damage
from chat_desktop.storage.search_reads import Search
from chat_desktop.storage.worker import CacheTrouble
from protocol.scalars import GroupId

log = logging.getLogger(__name__)

UNREADABLE: Final = "The local copy cannot be read: {reason}"
FILES: Final = ("", "-wal", "-shm")

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection, Callable[[], bool]], Result]


class IndexDamaged(CacheTrouble):
    """What is searched in is damaged, and has to be made anew."""


class CacheReader:
    """The cache at `path` for whoever searches it. Its methods raise `CacheTrouble`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def search(self, plan: SearchPlan) -> SearchPage:
        """Return the newest messages that the plan asks for."""
        return await self._read(lambda db, stopped: Search(db, plan, stopped).page())

    async def covered(self, groups: Sequence[GroupId]) -> tuple[Mapping[GroupId, int], bool]:
        """Return how many messages of each group a search looks at.

        And whether that grows by itself, since messages that are here are being put in the index.
        """
        return await self._read(
            lambda db, _: ({group: covered(db, group) for group in groups}, indexing(db))
        )

    async def seq_at(self, group: GroupId, at: int) -> Found:
        """Return the first message at or after a time, as far as it is known here."""
        return await self._read(lambda db, _: seq_at(db, group, at))

    def size(self) -> int:
        """Return how many bytes the cache takes on disk."""
        files = (self._path.with_name(self._path.name + ending) for ending in FILES)
        return sum(file.stat().st_size for file in files if file.exists())

    async def _read(self, work: Work[Result]) -> Result:
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        stopped = Event()
        reading = (self._path, work, stopped, answer)
        Thread(target=_run, args=reading, name="cache-reader", daemon=True).start()
        try:
            return await answer
        finally:
            stopped.set()


def _run(path: Path, work: Work[Result], stopped: Event, answer: asyncio.Future[Result]) -> None:
    """Do the work on this thread, and hand its outcome to the loop of `answer`."""
    result: Result | None = None
    trouble: Exception | None = None
    try:
        with closing(_connect(path)) as connection:
            result = work(connection, stopped.is_set)
    except (sqlite3.Error, msgspec.MsgspecError) as error:
        log.warning("the cache could not be read: %s", error)
        kind = IndexDamaged if is_damage(error) else CacheTrouble
        trouble = kind(UNREADABLE.format(reason=error))
    except Exception as error:
        trouble = error
    try:
        answer.get_loop().call_soon_threadsafe(_settle, answer, result, trouble)
    except RuntimeError:
        log.debug("the event loop is gone; nobody waits for this answer")


def _connect(path: Path) -> sqlite3.Connection:
    """Open a file that is there, to read one state of it."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None
    )
    connection.execute("PRAGMA query_only = on")
    connection.execute("BEGIN")
    return connection


def _settle(
    answer: asyncio.Future[Result], result: Result | None, trouble: Exception | None
) -> None:
    if answer.done():
        return
    if trouble is not None:
        answer.set_exception(trouble)
    else:
        answer.set_result(result)  # type: ignore[arg-type]
