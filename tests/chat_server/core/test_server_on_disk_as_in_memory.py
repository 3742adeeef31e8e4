"""Any commands in any order: the store on disk and the one in memory give the same answers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from dialogue import Dialogue
from hypothesis import settings
from hypothesis.stateful import invariant
from interleavings import USERS, AnyInterleaving
from stores import opened

from chat_server.core.batch import apply_batch
from chat_server.core.cache import GroupCache
from chat_server.core.jobs import Job, LoggedIn, Result
from chat_server.core.ports import Reader
from protocol import commands
from protocol.errors import Refusal
from protocol.views import User


class TwoStores(Dialogue):
    """A dialogue with two servers at once, which must not differ in anything they say."""

    def __init__(self, engine: str, folder: Path, stack: ExitStack) -> None:
        super().__init__()
        self.on_disk = stack.enter_context(opened(engine, folder))
        self._other_cache = GroupCache(capacity=1)

    def batch(self, *jobs: Job) -> list[Result]:
        results = super().batch(*jobs)
        others = apply_batch(self.on_disk.store, self._other_cache, jobs, self.now)
        assert comparable(others) == comparable(results)
        return results


class OnDiskAsInMemory(AnyInterleaving):
    """The interleavings without injected failures, which the two stores do not share."""

    engine = "peewee"

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()

    def new_dialogue(self) -> Dialogue:
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.both = TwoStores(self.engine, Path(folder), self.stack)
        return self.both

    def teardown(self) -> None:
        self.stack.close()

    def say(
        self,
        said: Any,
        failure: str | None,
        resumed: bool = False,
    ) -> None:
        super().say(said, None, resumed)

    @invariant()
    def both_read_the_same(self) -> None:
        fake, real = self.both.store.reader, self.both.on_disk.reader
        for user in USERS:
            assert self.pages(real, user) == self.pages(fake, user)

    def pages(self, reader: Reader, user: str) -> list[Any]:
        """Return everything that the user can read."""
        asked: list[Any] = [reader.list_groups(user, commands.ListGroups(id=1))]
        for id in self.created:
            readings: list[tuple[Callable[..., Any], commands.Command]] = [
                (reader.history, commands.History(id=1, group=id, limit=7, all=True)),
                (reader.history, commands.History(id=1, group=id, limit=3, before=9)),
                (reader.history, commands.History(id=1, group=id, limit=3, after=4)),
                (reader.catch_up, commands.CatchUp(id=1, group=id, after=1)),
                (reader.members, commands.ListMembers(id=1, group=id)),
                (reader.admin_messages, commands.AdminMessages(id=1, group=id)),
            ]
            for read, command in readings:
                try:
                    asked.append(read(user, command))
                except Refusal as refusal:
                    asked.append(refusal.code)
        profiles: list[User] = [reader.profile(user, other, None) for other in USERS]
        return [*asked, *profiles]


def comparable(results: Sequence[Result]) -> list[Any]:
    """Return the results so that they compare: what exceptions say, and users in one order."""
    return [_comparable(result) for result in results]


def _comparable(result: Result) -> Any:
    if isinstance(result, Exception):
        return type(result), str(result), getattr(result, "code", None)
    if isinstance(result, LoggedIn):
        users = sorted(result.snapshot.users, key=lambda user: user.id)
        return replace(result, snapshot=replace(result.snapshot, users=users))
    return result


class OnPostgresqlAsInMemory(OnDiskAsInMemory):
    """The same on the other engine."""

    engine = "postgresql"


TestOnDiskAsInMemory = OnDiskAsInMemory.TestCase
TestOnDiskAsInMemory.settings = settings(max_examples=30, stateful_step_count=15, deadline=None)
TestOnPostgresqlAsInMemory = OnPostgresqlAsInMemory.TestCase
TestOnPostgresqlAsInMemory.settings = settings(
    max_examples=8, stateful_step_count=15, deadline=None
)
