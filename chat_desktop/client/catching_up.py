"""After each connection: the events that were missed, the open group's first, a few at a time."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from chat_desktop.client.sending import Sending
from chat_desktop.client.session import Session
from chat_desktop.core.outbox import TRANSIENT
from chat_desktop.core.ports import Offline
from protocol.commands import CatchUp
from protocol.errors import Refusal
from protocol.replies import Events, ServerMessage
from protocol.scalars import GroupId

if TYPE_CHECKING:
    from chat_desktop.network.connection import Connection

log = logging.getLogger(__name__)

AT_ONCE: Final = 3
PAUSE_SECONDS: Final = 1.0


class CatchingUp:
    """Fetches what groups lack, then lets their outboxes go."""

    def __init__(self, session: Session, sending: Sending) -> None:
        self._session = session
        self._sending = sending
        self._busy: set[GroupId] = set()
        self.open_group: GroupId | None = None
        session.on_welcome.append(self._welcomed)
        session.on_lost.append(self._busy.clear)
        session.on_message.append(self._heard)

    @property
    def busy(self) -> bool:
        """Whether missed events are being fetched."""
        return bool(self._busy)

    def _welcomed(self) -> None:
        account = self._session.signed_in()
        for group in list(account.outboxes.keys() | account.groups.keys()):
            self._sending.kick(group)
        self._begin()

    def _heard(self, _message: ServerMessage) -> None:
        account = self._session.account
        if account is not None and account.behind:
            self._begin()

    def _begin(self) -> None:
        account = self._session.signed_in()
        waiting = [id for id in account.behind if id in account.groups and id not in self._busy]
        waiting.sort(key=lambda id: (id != self.open_group, -account.groups[id].latest))
        for group in waiting[: AT_ONCE - len(self._busy)]:
            self._busy.add(group)
            self._session.tasks.spawn(self._catch_up(group))

    async def _catch_up(self, id: GroupId) -> None:
        connection = self._session.connection
        try:
            while self._on(connection) and await self._next_page(id, connection):
                pass
        except Offline:
            return
        except Refusal as refusal:
            log.info("no catching up in %s: %s", id, refusal)
        if not self._on(connection):
            return
        self._session.signed_in().behind.pop(id, None)
        self._busy.discard(id)
        self._sending.kick(id)
        self._begin()

    async def _next_page(self, id: GroupId, connection: Connection) -> bool:
        """Fetch the next events of a group; say whether more are missing."""
        account = self._session.signed_in()
        group = account.groups.get(id)
        if group is None or group.log.have >= account.behind.get(id, 0):
            return False
        have = group.log.have
        command = CatchUp(id=1, group=id, after=have, limit=self._session.limits.page)
        try:
            reply = await self._session.ask(command)
        except Refusal as refusal:
            if refusal.retry_after is None and refusal.code not in TRANSIENT:
                raise
            await asyncio.sleep(max(PAUSE_SECONDS, refusal.retry_after or 0))
            return True
        except Offline:
            if not self._on(connection):
                raise
            # The server is too slow to answer in time, but there: the group is not given up.
            await asyncio.sleep(PAUSE_SECONDS)
            return True
        if isinstance(reply, Events) and group.log.have == have:
            log.warning("catching up in %s after %d brought nothing", id, have)
            return False
        return True

    def _on(self, connection: Connection) -> bool:
        """Whether this connection is still the one that is up."""
        return self._session.online and self._session.connection is connection
