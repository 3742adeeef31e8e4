"""Searching what is on this device, and what is known of how much that is."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time
from typing import Final

from chat_desktop.client.session import Session
from chat_desktop.core.messages import page_around
from chat_desktop.core.ports import CoverageChanged
from chat_desktop.core.search import Coverage, Hit, SearchPage, parse_query
from chat_desktop.core.search_plan import plan_search
from chat_desktop.core.state import Account
from chat_desktop.storage.reader import CacheReader, IndexDamaged
from protocol.commands import History
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Events, Messages, ServerMessage
from protocol.scalars import GroupId, Seq
from protocol.views import MessageView

GATHER_SECONDS: Final = 0.4
"""Changes of the coverage are gathered for so long."""

INDEXING_SECONDS: Final = 2.0
"""While messages are put in the index, the coverage is counted again after so long."""

FIRST_YEAR: Final = 1971
LAST_YEAR: Final = 2900
"""Some systems know no other times, and nobody wrote messages then."""

AROUND_ROWS: Final = 50


class Searching:
    """Reads queries, lets the local copy answer them, and counts what that covers.

    Of each group it keeps how many messages are missing: this stands still while new ones come.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._account: Account | None = None
        self._missing: dict[GroupId, int] = {}
        self._changed: set[GroupId] = set()
        self._counting: asyncio.Task[None] | None = None
        session.on_welcome.append(self._welcomed)
        session.on_message.append(self._heard)

    async def search(
        self, text: str, group: GroupId | None, before: Hit | None, limit: int
    ) -> SearchPage:
        """Return the newest hits, or those after `before`."""
        account, reader = self._ready()
        plan = plan_search(
            parse_query(text),
            {id: state.view.name for id, state in account.groups.items()},
            [saved.user for saved in account.people.users.values()],
            account.me.id,
            start_of,
            group=group,
            before=before,
            limit=limit,
        )
        if plan is None:
            return SearchPage()
        try:
            return await reader.search(plan)
        except IndexDamaged:
            if (cache := self._session.cache) is not None:
                cache.renew_index()
                self.grown(*account.groups)
            raise

    def coverage(self, group: GroupId | None) -> Coverage:
        """Return how far a search covers a group, or all of them."""
        account = self._session.account
        if account is None:
            return Coverage(0, 0)
        self._follow(account)
        states = [s for id, s in account.groups.items() if group in (None, id)]
        unknown = [state.id for state in states if state.id not in self._missing]
        if unknown:
            self.grown(*unknown)
        total = sum(state.view.n for state in states)
        missing = sum(min(s.view.n, self._missing.get(s.id, s.view.n)) for s in states)
        return Coverage(total - missing, total)

    def grown(self, *groups: GroupId) -> None:
        """Count again soon what is here of these groups."""
        self._changed.update(groups)
        if self._changed and (self._counting is None or self._counting.done()):
            self._counting = self._session.tasks.spawn(self._count())

    def kept(self, id: GroupId) -> None:
        """Something of a group was written down: count again where something was missing."""
        if self._missing.get(id, self._counting is not None):
            self.grown(id)

    async def seq_at(self, id: GroupId, at: int) -> Seq | None:
        """Return the first message at or after a time, from the server where it is not here."""
        account, reader = self._ready()
        if id not in account.groups:
            raise Refusal(ErrorCode.NO_SUCH_GROUP)
        await self._written()
        found = await reader.seq_at(id, at)
        if found.known:
            return found.seq
        limit = min(AROUND_ROWS, self._session.limits.page)
        reply = await self._session.ask(History(id=1, group=id, at=at, limit=limit, all=True))
        if not isinstance(reply, Messages):
            return None
        if (page := page_around(reply)) is not None:
            account.save_page(id, page)
            self.kept(id)
        items = (item for item in reply.messages if isinstance(item, MessageView))
        return next((item.seq for item in items if item.at >= at), None)

    async def storage_bytes(self) -> int:
        """Return how much disk the local copy takes."""
        return self._ready()[1].size()

    async def clear_cache(self) -> None:
        """Forget all messages on this device."""
        account, _ = self._ready()
        if (cache := self._session.cache) is not None:
            await cache.clear()
        self.grown(*account.groups)

    def _welcomed(self) -> None:
        """What was missed meanwhile is missing; nobody may care yet."""
        if self._missing:
            self.grown(*self._session.signed_in().groups)

    def _heard(self, message: ServerMessage) -> None:
        """Count again where something came that had been missing."""
        if isinstance(message, Events):
            self.kept(message.group)

    async def _count(self) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        while self._changed:
            account, reader = self._ready()
            self._follow(account)
            counted, self._changed = self._changed, set()
            await self._written()
            have, indexing = await reader.covered(list(counted))
            for id, count in have.items():
                if (state := account.groups.get(id)) is not None:
                    self._missing[id] = max(0, state.view.n - count)
            self._session.changes.tell(CoverageChanged())
            if indexing:
                self._changed |= account.groups.keys()
            await asyncio.sleep(INDEXING_SECONDS if indexing else GATHER_SECONDS)

    async def _written(self) -> None:
        """Wait until what came before is committed, and can be read beside the writer."""
        if (cache := self._session.cache) is not None:
            await cache.settled()

    def _follow(self, account: Account) -> None:
        """Begin anew for another account."""
        if account is not self._account:
            self._account = account
            self._missing.clear()

    def _ready(self) -> tuple[Account, CacheReader]:
        account, cache = self._session.signed_in(), self._session.cache
        if cache is None:
            raise Refusal(ErrorCode.NOT_LOGGED_IN)
        return account, CacheReader(cache.path)


def start_of(day: date) -> int:
    """Return when a day begins where this device is, in milliseconds since 1970."""
    year = min(max(day.year, FIRST_YEAR), LAST_YEAR)
    known = day if day.year == year else date(year, 1, 1)
    return int(datetime.combine(known, time.min).astimezone().timestamp() * 1000)
