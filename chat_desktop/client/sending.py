"""The outbox at work: what is on disk is sent in order, and again until the server has it."""

from __future__ import annotations

import asyncio
import secrets
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from chat_desktop.client.kept import now_ms
from chat_desktop.client.session import Session
from chat_desktop.core.keys import KeySource
from chat_desktop.core.outbox import Outgoing, Step
from chat_desktop.core.state import Account
from chat_desktop.network.failures import ConnectionFailed
from chat_desktop.storage.worker import CacheTrouble
from protocol import rules
from protocol.commands import Send
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Sent, ServerMessage
from protocol.scalars import GroupId, Key, Seq

if TYPE_CHECKING:
    from chat_desktop.network.connection import Connection

OVERDUE_SECONDS: Final = 30.0
"""A connection that leaves a send unanswered for so long is given up for a new one."""

NOT_WRITTEN: Final = "This message could not be written down."


class Sending:
    """Accepts messages and sees them through."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._keys = KeySource(now_ms, secrets.randbits)
        self._timers: dict[GroupId, asyncio.TimerHandle] = {}
        session.on_lost.append(self._lost)

    def send(self, group: GroupId, text: str, reply_to: Seq | None) -> Key:
        """Write a message down; it is shown once it is on disk, and sent when possible."""
        account, cache = self._session.signed_in(), self._session.cache
        if group not in account.groups or cache is None:
            raise Refusal(ErrorCode.NO_SUCH_GROUP)
        text = rules.text(text, self._session.limits)
        key = self._keys.next()
        entry = Outgoing(key, group, text, now_ms(), account.next_order(), reply_to)
        written = cache.put_outgoing_now(entry)
        written.add_done_callback(partial(self._written, account, entry))
        return key

    def send_again(self, group: GroupId, key: Key) -> None:
        """Send a failed message again, once that is written down."""
        account, cache = self._session.signed_in(), self._session.cache
        entry = account.outbox(group).get(key)
        if entry is None or entry.step is not Step.FAILED or cache is None:
            return
        waiting = replace(entry, step=Step.WAITING, problem=None, order=account.next_order())
        written = cache.put_outgoing_now(waiting)
        written.add_done_callback(partial(self._written_again, account, waiting))

    def discard(self, group: GroupId, key: Key) -> None:
        """Drop a failed message."""
        self._session.signed_in().discard(group, key)

    def kick(self, group: GroupId) -> None:
        """Send what is due, unless the group has yet to catch up."""
        session = self._session
        if session.account is None or not session.online:
            return
        connection, outbox = session.connection, session.account.outbox(group)
        if group not in session.account.behind:
            outbox.open()
        loop = asyncio.get_running_loop()
        asked: list[asyncio.Future[ServerMessage]] = []
        for entry in outbox.due(loop.time()):
            command = Send(
                id=1, group=group, key=entry.key, text=entry.text, reply_to=entry.reply_to
            )
            sent = connection.request(command)
            sent.add_done_callback(partial(self._answered, session.account, entry))
            asked.append(sent)
        if asked:
            loop.call_later(OVERDUE_SECONDS, _give_up, connection, asked)
        if outbox.retry_at is not None:
            self._cancel(group)
            self._timers[group] = loop.call_at(outbox.retry_at, self.kick, group)

    def _written(self, account: Account, entry: Outgoing, written: asyncio.Future[None]) -> None:
        if self._session.account is not account or written.cancelled():
            return
        if error := written.exception():
            # Whatever went wrong, what was typed stays in sight; a bug was logged by the cache.
            account.add_outgoing(_failed(entry, error))
            return
        account.add_outgoing(entry)
        self.kick(entry.group)

    def _written_again(
        self, account: Account, entry: Outgoing, written: asyncio.Future[None]
    ) -> None:
        if self._session.account is not account or written.cancelled():
            return
        present = account.outbox(entry.group).get(entry.key)
        if present is None or present.step is not Step.FAILED:
            return
        error = written.exception()
        account.add_outgoing(_failed(present, error) if error else entry)
        self.kick(entry.group)

    def _answered(
        self, account: Account, entry: Outgoing, answer: asyncio.Future[ServerMessage]
    ) -> None:
        if self._session.account is not account or answer.cancelled():
            return
        group, key = entry.group, entry.key
        try:
            reply = answer.result()
        except ConnectionFailed:
            return
        except Refusal as refusal:
            now = asyncio.get_running_loop().time()
            account.outbox(group).refused(
                key, refusal.code, refusal.message, refusal.retry_after, now
            )
            account.put_outgoing(group, key)
        else:
            if isinstance(reply, Sent):
                account.sent(group, key, reply.seq, reply.at)
        self.kick(group)

    def _lost(self) -> None:
        for group in list(self._timers):
            self._cancel(group)
        if self._session.account is not None:
            for outbox in self._session.account.outboxes.values():
                outbox.close()

    def _cancel(self, group: GroupId) -> None:
        if timer := self._timers.pop(group, None):
            timer.cancel()


def _give_up(connection: Connection, asked: list[asyncio.Future[ServerMessage]]) -> None:
    """End the connection if a send is still unanswered."""
    if not all(sent.done() for sent in asked):
        connection.fail()


def _failed(entry: Outgoing, error: BaseException) -> Outgoing:
    words = str(error) if isinstance(error, CacheTrouble) else NOT_WRITTEN
    return replace(entry, step=Step.FAILED, problem=words)
