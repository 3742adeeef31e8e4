"""Reads beside the journal: any thread, each command in a moment of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import Final

from chat_server.core.model import UserRecord
from chat_server.core.profiles import own_profile, public_profile
from chat_server.core.trouble import LOCKED_RETRY
from chat_server.storage import administration, directory, people, timeline
from chat_server.storage.connection import Connection
from protocol.commands import (
    AdminGroups,
    AdminMessages,
    AdminUsers,
    CatchUp,
    History,
    ListGroups,
    ListMembers,
)
from protocol.errors import ErrorCode, Refusal
from protocol.replies import (
    AdminGroupPage,
    AdminMessagePage,
    AdminUserPage,
    Events,
    Groups,
    Members,
    Messages,
)
from protocol.rules import fold
from protocol.scalars import UserId
from protocol.views import Limits, User

READERS: Final = 4
_WAIT: Final = 5.0


class PeeweeReader:
    """`core.ports.Reader`: call it from as many threads as it has connections.

    Every command runs in one read transaction, so that what it checks and what it returns belong
    to the same moment, and so does `head`. Made by `opening.open_reader`. Refuses with `busy`
    when no connection gets free within 5 s, and once it is closed.
    """

    def __init__(
        self, connect: Callable[[], Connection], limits: Limits, connections: int = READERS
    ) -> None:
        self._limits = limits
        self._size = connections
        self._idle: LifoQueue[Connection | None] = LifoQueue()
        for _ in range(connections):
            self._idle.put(connect())

    def close(self) -> None:
        """Close every connection, waiting for commands that run."""
        open_ = [self._idle.get() for _ in range(self._size)]
        for connection in open_:
            if connection is not None:
                connection.close()
            self._idle.put(None)

    @contextmanager
    def _moment(self) -> Iterator[Connection]:
        try:
            connection = self._idle.get(timeout=_WAIT)
        except Empty:
            raise Refusal(ErrorCode.BUSY, retry_after=LOCKED_RETRY) from None
        try:
            if connection is None:
                raise Refusal(ErrorCode.BUSY, retry_after=LOCKED_RETRY)
            with connection.transaction():
                yield connection
        finally:
            self._idle.put(connection)

    def account(self, login: str) -> UserRecord | None:
        with self._moment() as db:
            return people.find_by_login(db, login)

    def profile(self, reader: UserId, user: UserId | None, username: str | None) -> User:
        with self._moment() as db:
            if username is not None:
                record = people.find_by_name(db, fold(username))
            else:
                record = people.find_user(db, reader if user is None else user)
        if record is None:
            raise Refusal(ErrorCode.NO_SUCH_USER)
        return own_profile(record) if record.id == reader else public_profile(record)

    def users(self, ids: Sequence[UserId]) -> list[User]:
        with self._moment() as db:
            return [public_profile(record) for record in people.find_users(db, ids).values()]

    def list_groups(self, reader: UserId, command: ListGroups) -> Groups:
        with self._moment() as db:
            return directory.list_groups(db, reader, command, self._limits)

    def members(self, reader: UserId, command: ListMembers) -> Members:
        with self._moment() as db:
            return directory.members(db, reader, command, self._limits)

    def history(self, reader: UserId, command: History) -> Messages:
        with self._moment() as db:
            return timeline.history(db, reader, command, self._limits)

    def catch_up(self, reader: UserId, command: CatchUp) -> Events:
        with self._moment() as db:
            return timeline.catch_up(db, reader, command, self._limits)

    def admin_users(self, reader: UserId, command: AdminUsers) -> AdminUserPage:
        with self._moment() as db:
            return administration.users(db, reader, command, self._limits)

    def admin_groups(self, reader: UserId, command: AdminGroups) -> AdminGroupPage:
        with self._moment() as db:
            return administration.groups(db, reader, command, self._limits)

    def admin_messages(self, reader: UserId, command: AdminMessages) -> AdminMessagePage:
        with self._moment() as db:
            return administration.messages(db, reader, command, self._limits)
