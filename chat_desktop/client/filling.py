"""In the background: the history that this device lacks, to be read and searched here."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from chat_desktop.client.catching_up import CatchingUp
from chat_desktop.client.paging import Paging
from chat_desktop.client.people import People
from chat_desktop.client.session import Session
from chat_desktop.core.messages import page_before
from chat_desktop.core.outbox import TRANSIENT
from chat_desktop.core.ports import Offline
from chat_desktop.core.state import Account
from chat_desktop.storage.worker import CacheTrouble
from protocol.commands import History
from protocol.errors import Refusal
from protocol.replies import GroupView, Messages, ServerMessage
from protocol.scalars import GroupId, Seq, UserId

if TYPE_CHECKING:
    from chat_desktop.network.connection import Connection

log = logging.getLogger(__name__)

START_SECONDS: Final = 4.0
"""So long after the connection is up everything else goes first."""

PAUSE_SECONDS: Final = 0.25
REST: Final = 3.0
"""Between two pages it rests, so many times as long as the server took, and `PAUSE_SECONDS`."""

QUIET_SECONDS: Final = 2.0
"""So long after the user has looked at something else nothing is fetched."""

LEAST_BACKOFF: Final = 5.0
MOST_BACKOFF: Final = 300.0
PAGES: Final = 10
"""So many pages of a group in a row, then the next group has its turn."""


class Filling:
    """Fetches pages backwards: the groups with the newest messages first, each to its beginning."""

    def __init__(
        self, session: Session, catching_up: CatchingUp, paging: Paging, people: People
    ) -> None:
        self._people = people
        self._session = session
        self._catching_up = catching_up
        self._paging = paging
        self._task: asyncio.Task[None] | None = None
        self._given_up: set[GroupId] = set()
        self._backoff = LEAST_BACKOFF
        session.on_welcome.append(self._welcomed)
        session.on_lost.append(self._stop)
        session.on_message.append(self._heard)

    def again(self) -> None:
        """Look once more what is missing."""
        if self._session.online and (self._task is None or self._task.done()):
            self._task = self._session.tasks.spawn(self._fill(self._session.connection))

    def _welcomed(self) -> None:
        self._stop()
        self._given_up.clear()
        self.again()

    def _heard(self, message: ServerMessage) -> None:
        if isinstance(message, GroupView):
            self.again()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _fill(self, connection: Connection) -> None:
        await asyncio.sleep(START_SECONDS)
        while holes := await self._holes():
            groups = self._session.signed_in().groups
            for id in sorted(holes, key=lambda id: -groups[id].latest if id in groups else 0):
                await self._fill_group(id, holes[id])
                if not self._on(connection):
                    return

    async def _holes(self) -> dict[GroupId, Seq]:
        """Return where messages are missing, in groups that were not given up."""
        account, cache = self._session.signed_in(), self._session.cache
        if cache is None:
            return {}
        try:
            return await cache.holes(account.groups.keys() - self._given_up)
        except CacheTrouble:
            return {}

    async def _fill_group(self, id: GroupId, before: Seq) -> None:
        """Fetch some pages of a group, the newest that are missing."""
        first = before
        connection = self._session.connection
        for _ in range(PAGES):
            await self._wait_for_quiet()
            began = time.monotonic()
            try:
                reached = await self._fetch(id, before)
            except (Refusal, Offline) as trouble:
                await self._give_way(id, trouble, connection)
                return
            self._backoff = LEAST_BACKOFF
            if reached is None:
                return
            before = reached
            await asyncio.sleep(PAUSE_SECONDS + REST * (time.monotonic() - began))
        if before == first:
            # Nothing could be kept. Not before the next connection again.
            self._given_up.add(id)

    async def _give_way(
        self, id: GroupId, trouble: Refusal | Offline, connection: Connection
    ) -> None:
        """Wait longer each time that the server has no time; give up a group that is refused."""
        if isinstance(trouble, Offline):
            if not self._on(connection):
                raise trouble
            wait = 0.0
        elif trouble.retry_after is None and trouble.code not in TRANSIENT:
            log.info("no history of %s: %s", id, trouble)
            self._given_up.add(id)
            return
        else:
            wait = trouble.retry_after or 0.0
        await asyncio.sleep(max(self._backoff, wait))
        self._backoff = min(2 * self._backoff, MOST_BACKOFF)

    async def _fetch(self, id: GroupId, before: Seq) -> Seq | None:
        """Fetch what comes right before `before`; return where messages are missing then, if so."""
        account, cache = self._session.signed_in(), self._session.cache
        limit = self._session.limits.page
        reply = await self._session.ask(
            History(id=1, group=id, before=before, limit=limit, all=True)
        )
        if cache is None or self._session.cache is not cache:
            return None
        if isinstance(reply, Messages) and (page := page_before(reply, before)) is not None:
            self._paging.keep(id, page)
            self._meet(account, {stamped.item.by for stamped in page.items})
        return (await cache.holes([id])).get(id)

    def _meet(self, account: Account, authors: Iterable[UserId]) -> None:
        """Ask for the names of authors who are not known, so that they can be searched for."""
        for author in authors:
            if author not in account.people.users:
                self._people.user(author)

    async def _wait_for_quiet(self) -> None:
        """Wait while the user, or what the user waits for, needs the connection."""
        while True:
            since = time.monotonic() - self._paging.used_at
            if self._catching_up.busy:
                await asyncio.sleep(QUIET_SECONDS)
            elif since < QUIET_SECONDS:
                await asyncio.sleep(QUIET_SECONDS - since)
            else:
                return

    def _on(self, connection: Connection) -> bool:
        """Whether this connection is still the one that is up."""
        return self._session.online and self._session.connection is connection
