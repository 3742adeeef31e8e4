"""Timelines from the cache, and from the server where the cache ends."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Final

from chat_desktop.client.session import Session
from chat_desktop.core.messages import (
    Page,
    newest_page,
    page_after,
    page_around,
    page_before,
)
from chat_desktop.core.ports import TimelineSpliced
from chat_desktop.core.rows import Splice
from chat_desktop.core.state import Account
from chat_desktop.core.timeline import Timeline
from chat_desktop.storage.worker import CacheThread, CacheTrouble
from protocol.commands import History
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Messages
from protocol.scalars import GroupId, Seq

FIRST_ROWS: Final = 200
PAGE_ROWS: Final = 100
FEW_ROWS: Final = 50
KEPT: Final = 8
"""How many timelines stay loaded after another group was opened."""


class Paging:
    """Loads windows of timelines and moves them.

    `used_at` is when somebody last looked for something, in seconds of the monotonic clock.
    `on_kept` are called after each page of the server's that went to the cache.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._loading: dict[tuple[GroupId, str], asyncio.Task[None]] = {}
        self._hidden: set[GroupId] = set()
        self._used: OrderedDict[GroupId, None] = OrderedDict()
        self.used_at = -math.inf
        self.on_kept: list[Callable[[GroupId], None]] = []
        session.on_welcome.append(self._welcomed)

    def timeline(self, id: GroupId) -> Timeline | None:
        """Return a loaded timeline, None where there is none yet.

        The splice that fills an empty view is told in the moment that it is there.
        """
        account = self._session.account
        if account is None or id in self._hidden:
            return None
        return account.timelines.get(id)

    async def open(self, id: GroupId) -> None:
        """Load the newest rows from the cache, unless the group is loaded."""
        account = self._session.signed_in()
        group = account.groups.get(id)
        if group is None:
            raise Refusal(ErrorCode.NO_SUCH_GROUP)
        if id not in account.timelines:
            self._hidden.add(id)
        account.open_timeline(group)
        self._used[id] = None
        self._used.move_to_end(id)
        while len(self._used) > KEPT:
            account.timelines.pop(self._used.popitem(last=False)[0], None)
        if id in self._hidden:
            await self._once(id, "open", self._open)

    async def fill(self, id: GroupId) -> None:
        """Fetch rows from the server where the cache had few."""
        timeline = self.timeline(id)
        if timeline is not None and len(timeline.rows) < FEW_ROWS and not timeline.at_start:
            await self.load_older(id)

    async def load_older(self, id: GroupId) -> None:
        """Add what comes before the window."""
        await self._once(id, "older", self._older)

    async def load_newer(self, id: GroupId) -> None:
        """Add what comes after the window."""
        await self._once(id, "newer", self._newer)

    async def jump_to(self, id: GroupId, seq: Seq | None) -> bool:
        """Move the window to `seq`, or to the newest; False when there is no such row."""
        self.used_at = time.monotonic()
        timeline = self._timeline(id)
        if (timeline.at_end and seq is None) or (seq is not None and timeline.holds(seq)):
            return True
        account, cache = self._ready()
        same = self._same(timeline, id)
        account.begin_page(id)
        try:
            page = await _kept(
                cache.newest(id, FIRST_ROWS) if seq is None else cache.around(id, seq, PAGE_ROWS)
            )
            if page is None or (seq is not None and not _shows(page, seq)):
                page = await self._fetch(id, around=seq)
            if page is None or not same() or (seq is not None and not _shows(page, seq)):
                return False
            account.take_page(id, page, instead=True)
        finally:
            account.end_page(id)
        return True

    def keep(self, id: GroupId, page: Page) -> None:
        """Put a page that the server sent into the cache."""
        self._session.signed_in().save_page(id, page)
        for kept in self.on_kept:
            kept(id)

    async def _open(self, id: GroupId) -> None:
        account, cache = self._ready()
        same = self._same(self._timeline(id), id)
        account.begin_page(id)
        try:
            page = await _kept(cache.newest(id, FIRST_ROWS))
            if page is not None and same():
                account.take_page(id, page)
        finally:
            account.end_page(id)
            self._show(id)

    def _show(self, id: GroupId) -> None:
        self._hidden.discard(id)
        if (timeline := self.timeline(id)) and timeline.rows:
            shown = Splice(0, 0, tuple(timeline.rows))
            self._session.changes.tell(TimelineSpliced(id, (shown,)))

    async def _older(self, id: GroupId) -> None:
        account, cache = self._ready()
        timeline = self._timeline(id)
        before = timeline.floor + 1
        if timeline.at_start:
            return
        same = self._same(timeline, id)
        account.begin_page(id)
        try:
            page = await _kept(cache.before(id, before, PAGE_ROWS))
            if page is None:
                page = await self._fetch(id, before=before)
            if page is not None and same() and timeline.floor + 1 == before:
                account.take_page(id, page)
        finally:
            account.end_page(id)

    async def _newer(self, id: GroupId) -> None:
        account, cache = self._ready()
        timeline = self._timeline(id)
        after = timeline.ceiling
        if timeline.at_end:
            return
        same = self._same(timeline, id)
        account.begin_page(id)
        try:
            page = await _kept(cache.after(id, after, PAGE_ROWS))
            if page is None:
                page = await self._fetch(id, after=after)
            if page is not None and same() and timeline.ceiling == after:
                account.take_page(id, page)
        finally:
            account.end_page(id)

    async def _fetch(
        self,
        id: GroupId,
        *,
        before: int | None = None,
        after: int | None = None,
        around: int | None = None,
    ) -> Page | None:
        """Return a page from the server, kept in the cache too."""
        command = History(
            id=1,
            group=id,
            before=before,
            after=after,
            around=around,
            limit=min(PAGE_ROWS, self._session.limits.page),
            all=True,
        )
        reply = await self._session.ask(command)
        if not isinstance(reply, Messages):
            return None
        if before is not None:
            page = page_before(reply, before)
        elif after is not None:
            page = page_after(reply, after)
        else:
            page = newest_page(reply) if around is None else page_around(reply)
        if page is not None:
            self.keep(id, page)
        return page

    async def _once(
        self, id: GroupId, what: str, load: Callable[[GroupId], Coroutine[Any, Any, None]]
    ) -> None:
        """Load, or wait for the load of the same kind that is under way."""
        self.used_at = time.monotonic()
        task = self._loading.get((id, what))
        if task is None:
            task = asyncio.create_task(load(id))
            self._loading[id, what] = task
            task.add_done_callback(lambda done: self._loaded(id, what, done))
        await asyncio.shield(task)

    def _loaded(self, id: GroupId, what: str, done: asyncio.Task[None]) -> None:
        self._loading.pop((id, what), None)
        # Who waited may have gone meanwhile; the error is then nobody's.
        if not done.cancelled():
            done.exception()

    def _welcomed(self) -> None:
        """The group that is open may have begun again, and have nothing to show."""
        if self._used:
            self._session.tasks.spawn(self.fill(next(reversed(self._used))))

    def _same(self, timeline: Timeline, id: GroupId) -> Callable[[], bool]:
        """Return what says whether the timeline is still the one that a page is meant for."""
        account, restarts = self._session.signed_in(), timeline.restarts
        return lambda: account.timelines.get(id) is timeline and timeline.restarts == restarts

    def _ready(self) -> tuple[Account, CacheThread]:
        account, cache = self._session.signed_in(), self._session.cache
        if cache is None:
            raise Refusal(ErrorCode.NOT_LOGGED_IN)
        return account, cache

    def _timeline(self, id: GroupId) -> Timeline:
        timeline = self._session.signed_in().timelines.get(id)
        if timeline is None:
            raise Refusal(ErrorCode.NO_SUCH_GROUP)
        return timeline


async def _kept(asked: asyncio.Future[Page | None]) -> Page | None:
    """Return what the cache answers; one that fails, which is told elsewhere, has nothing."""
    try:
        return await asked
    except CacheTrouble:
        return None


def _shows(page: Page, seq: Seq) -> bool:
    return any(stamped.item.seq == seq for stamped in page.items)
