"""The cache's one thread: work is done in the order given, all that waits in one transaction.

When nothing has been asked for a while, it goes on with the index of what can be searched.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, Final, TypeVar

from peewee import PeeweeException

from chat_desktop.core.cache import Saved, SavedUser
from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.messages import Page
from chat_desktop.core.outbox import Outgoing
from chat_desktop.core.ports import Offline
from chat_desktop.storage.cache import Cache
from chat_desktop.storage.rescue import DAMAGED, is_damage, open_cache, replace_cache
from protocol.events import Event
from protocol.scalars import GroupId, Key, Seq, UserId
from protocol.views import Limits, User

log = logging.getLogger(__name__)

BATCH: Final = 500
"""The most pieces of work in one transaction."""

START_SECONDS: Final = 3.0
"""So long after the start the index is left alone."""

QUIET_SECONDS: Final = 0.3
"""After so long without work there is time for the index."""

UNINDEXED: Final = 2_000
"""More messages than these do not wait for a quiet moment, since searches read them one by one."""

REST: Final = 3.0
"""After a slice of the index the thread rests so many times as long as that took."""

ABOUT_THE_DISK: Final = ("full", "locked", "readonly", "I/O")
"""Words in errors that are not about the index itself."""

UNWRITABLE: Final = "The local copy cannot be written: {reason}"

Result = TypeVar("Result")
Work = Callable[[Cache], Any]
Job = tuple[Work, "asyncio.Future[Any] | None"]
Answer = tuple[Any, "BaseException | None"]


class TransactionLost(PeeweeException):
    """SQLite ended the transaction by itself, as it does when the disk is full."""


FAULTS: Final = (PeeweeException, sqlite3.Error)
"""What the database raises: Peewee's own, and SQLite's where a cursor is used directly."""


class CacheTrouble(Offline):
    """The local copy could not be read or written; says so in plain words."""


class CacheThread:
    """The cache in front of which the event loop never waits; it satisfies `CacheWrites`.

    Writes return at once; when one fails, `report` is called on the loop with plain words. Reads
    and `put_outgoing_now` return futures, done when everything asked before is on disk. `renewed`
    is called after a damaged file was replaced by one that may lack what only memory has.
    """

    def __init__(
        self,
        path: Path,
        report: Callable[[str], None],
        renewed: Callable[[], None] = lambda: None,
    ) -> None:
        self._path = path
        self._report = report
        self._renewed = renewed
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[None] | None = None
        self._told: str | None = None
        self._indexing = True
        self._mended = False
        self._cleared: list[asyncio.Future[None]] = []

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    async def open(self, me: User) -> Saved:
        """Open the file and return what it holds. Raises `CacheTrouble`."""
        opened: asyncio.Future[None] = self._loop.create_future()
        self._ended = self._loop.create_future()
        Thread(target=self._run, args=(opened, self._ended), name="cache", daemon=True).start()
        await opened
        try:
            return await self._ask(lambda cache: cache.load(me))
        except CacheTrouble:
            # One that can be opened and not read was replaced by now.
            return await self._ask(lambda cache: cache.load(me))

    async def close(self, *, forget: bool = False) -> None:
        """Finish everything asked for and close; `forget` keeps nothing but the outbox."""
        if self._ended is None or self._ended.done():
            return
        if forget:
            self._tell(lambda cache: cache.forget_all())
        self._jobs.put(None)
        # Not by the loop's executor: its threads may all wait for a name server that hangs.
        await asyncio.shield(self._ended)

    # --- writes

    def put_account(self, me: User, epoch: str, limits: Limits) -> None:
        self._tell(lambda cache: cache.put_account(me, epoch, limits))

    def put_users(self, users: Iterable[SavedUser]) -> None:
        kept = list(users)
        self._tell(lambda cache: cache.put_users(kept))

    def put_groups(self, records: Iterable[GroupRecord]) -> None:
        kept = list(records)
        self._tell(lambda cache: cache.put_groups(kept))

    def drop_group(self, group: GroupId) -> None:
        self._tell(lambda cache: cache.drop_group(group))

    def advance(
        self, record: GroupRecord, me: UserId, events: Sequence[Event], landed: Sequence[Key]
    ) -> None:
        self._tell(lambda cache: cache.advance(record, me, events, landed))

    def put_page(self, group: GroupId, page: Page, landed: Sequence[Key]) -> None:
        self._tell(lambda cache: cache.put_page(group, page, landed))

    def restart_group(self, record: GroupRecord) -> None:
        self._tell(lambda cache: cache.restart_group(record))

    def restart(self, records: Iterable[GroupRecord]) -> None:
        kept = list(records)
        self._tell(lambda cache: cache.restart(kept))

    def put_outgoing(self, entries: Iterable[Outgoing]) -> None:
        kept = list(entries)
        self._tell(lambda cache: cache.put_outgoing(kept))

    def drop_outgoing(self, group: GroupId, keys: Iterable[Key]) -> None:
        if kept := list(keys):
            self._tell(lambda cache: cache.drop_outgoing(group, kept))

    # --- with an answer

    def put_outgoing_now(self, entry: Outgoing) -> asyncio.Future[None]:
        """Write a message down; done when it is on disk, else `CacheTrouble`."""
        return self._ask(lambda cache: cache.put_outgoing([entry]))

    def renew_index(self) -> None:
        """Make the index anew, since a search found it damaged; the next quiet moments fill it."""
        self._tell(lambda cache: cache.index.renew())

    async def clear(self) -> None:
        """Forget all timelines, and give their place on the disk back."""
        shrunk: asyncio.Future[None] = self._loop.create_future()

        def clear(cache: Cache) -> None:
            cache.clear()
            self._cleared.append(shrunk)

        await self._ask(clear)
        await shrunk

    def newest(self, group: GroupId, limit: int) -> asyncio.Future[Page | None]:
        return self._ask(lambda cache: cache.newest(group, limit))

    def before(self, group: GroupId, seq: int, limit: int) -> asyncio.Future[Page | None]:
        return self._ask(lambda cache: cache.before(group, seq, limit))

    def after(self, group: GroupId, seq: int, limit: int) -> asyncio.Future[Page | None]:
        return self._ask(lambda cache: cache.after(group, seq, limit))

    def around(self, group: GroupId, seq: Seq, limit: int) -> asyncio.Future[Page | None]:
        return self._ask(lambda cache: cache.around(group, seq, limit))

    def settled(self) -> asyncio.Future[None]:
        """Done when everything asked before is on disk."""
        return self._ask(lambda _: None)

    def holes(self, groups: Iterable[GroupId]) -> asyncio.Future[dict[GroupId, Seq]]:
        """Return where history is missing, by group: the seq before which to fetch it."""
        kept = list(groups)
        return self._ask(lambda cache: cache.holes(kept))

    def _tell(self, work: Work) -> None:
        self._jobs.put((work, None))

    def _ask(self, work: Callable[[Cache], Result]) -> asyncio.Future[Result]:
        answer: asyncio.Future[Result] = self._loop.create_future()
        self._jobs.put((work, answer))
        return answer

    # --- on the thread

    def _run(self, opened: asyncio.Future[None], ended: asyncio.Future[None]) -> None:
        try:
            self._work(opened)
        finally:
            self._call(_settle, ended, None, None)

    def _work(self, opened: asyncio.Future[None]) -> None:
        try:
            cache, notice = open_cache(self._path)
        except (PeeweeException, sqlite3.Error, OSError) as error:
            self._call(_settle, opened, CacheTrouble(UNWRITABLE.format(reason=error)), None)
            return
        self._call(_settle, opened, None, None)
        if notice:
            self._call(self._report, notice)
        rest: float | None = START_SECONDS
        while (jobs := self._next(rest)) is not None:
            errors = self._do(cache, jobs) if jobs else []
            self._shrink(cache)
            rest = QUIET_SECONDS if self._indexing or cache.index.noted else None
            if not errors and (not jobs or cache.index.noted > UNINDEXED):
                rest, errors = self._index(cache)
            if errors:
                cache = self._after_errors(cache, errors)
            elif jobs:
                self._told = None
        cache.close()

    def _index(self, cache: Cache) -> tuple[float | None, list[BaseException]]:
        """Go on with the index; return for how long to rest, None for good, and what went wrong."""
        began = monotonic()
        try:
            with cache.database.atomic("IMMEDIATE"):
                self._indexing = cache.index.step()
        except FAULTS as error:
            # A full disk is no reason to try again before something else could be written.
            self._indexing = False
            cache.index.noted = 0
            if self._mended or any(word in str(_cause(error)) for word in ABOUT_THE_DISK):
                return None, [error]
            log.warning("the index is made anew", exc_info=error)
            self._mended = self._indexing = True
            errors = self._do(cache, [(lambda cache: cache.index.renew(), None)])
            return QUIET_SECONDS, errors
        return REST * (monotonic() - began) if self._indexing else None, []

    def _shrink(self, cache: Cache) -> None:
        """After most of it was emptied, make the file smaller."""
        failure: BaseException | None = None
        if cache.loose:
            try:
                cache.shrink()
            except FAULTS as error:
                log.warning("the cache could not be made smaller", exc_info=error)
                failure = _plain(error)
        for cleared in self._cleared:
            self._call(_settle, cleared, failure, None)
        self._cleared.clear()

    def _next(self, patience: float | None) -> list[Job] | None:
        """Wait for work and return all there is; none after `patience` seconds, None at the end."""
        try:
            job = self._jobs.get(timeout=patience)
        except Empty:
            return []
        if job is None:
            return None
        jobs = [job]
        while len(jobs) < BATCH:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            jobs.append(job)
        return jobs

    def _do(self, cache: Cache, jobs: Sequence[Job]) -> list[BaseException]:
        """Do `jobs` in one transaction, then answer them; return what went wrong.

        Where the transaction as a whole fails, each is done in one of its own: SQLite ends the
        whole of it when the disk is full, and what was told to be on disk has to be there.
        """
        answers: list[Answer] = []
        try:
            answers = _do_together(cache, jobs)
        except FAULTS as error:
            cause = _cause(error)
            if "locked" in str(cause):
                answers = [(None, cause)] * len(jobs)
        if not answers:
            answers = [_do_alone(cache, work) for work, _ in jobs]
        for (_, future), (result, failure) in zip(jobs, answers, strict=True):
            if future is not None:
                self._call(_settle, future, _plain(failure), result)
        return [failure for _, failure in answers if failure is not None]

    def _after_errors(self, cache: Cache, errors: Sequence[BaseException]) -> Cache:
        """Tell of errors; set a damaged file aside and return a new one, if one can be made."""
        log.error("the cache failed %d times", len(errors), exc_info=errors[0])
        if not any(is_damage(error) for error in errors):
            self._tell_once(UNWRITABLE.format(reason=errors[0]))
            return cache
        try:
            cache.close()
            replaced = replace_cache(self._path)
        except (*FAULTS, OSError) as error:
            self._tell_once(UNWRITABLE.format(reason=error))
            return cache
        self._call(self._report, DAMAGED)
        self._call(self._renewed)
        return replaced

    def _tell_once(self, words: str) -> None:
        """Tell of trouble once, however many writes it makes fail, until one works again."""
        if words != self._told:
            self._told = words
            self._call(self._report, words)

    def _call(self, function: Callable[..., object], *args: object) -> None:
        try:
            self._loop.call_soon_threadsafe(function, *args)
        except RuntimeError:
            log.debug("the event loop is gone; nobody waits for this answer")


def _do_together(cache: Cache, jobs: Sequence[Job]) -> list[Answer]:
    """Do all in one transaction, the failure of one undoing it alone; raises one of `FAULTS`."""
    answers = []
    with cache.database.atomic("IMMEDIATE"):
        for work, _ in jobs:
            answers.append(_try(cache, work))
            if not cache.database.connection().in_transaction:
                raise TransactionLost
    return answers


def _do_alone(cache: Cache, work: Work) -> Answer:
    try:
        with cache.database.atomic("IMMEDIATE"):
            return work(cache), None
    except Exception as error:
        return None, _cause(error)


def _try(cache: Cache, work: Work) -> Answer:
    """Do one piece of work; its failure undoes it alone."""
    try:
        with cache.database.atomic():
            return work(cache), None
    except Exception as error:
        return None, _cause(error)


def _cause(error: BaseException) -> BaseException:
    """Return the first error of the database: those after it are about undoing."""
    while isinstance(error, FAULTS) and isinstance(error.__context__, FAULTS):
        error = error.__context__
    return error


def _plain(error: BaseException | None) -> BaseException | None:
    if error is None:
        return None
    if is_damage(error):
        return CacheTrouble(DAMAGED)
    return CacheTrouble(UNWRITABLE.format(reason=error)) if isinstance(error, FAULTS) else error


def _settle(future: asyncio.Future[Any], error: BaseException | None, result: Any) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
