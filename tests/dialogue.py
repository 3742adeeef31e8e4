"""The server's rules as a dialogue: people say commands, the test sees what comes of them."""

from __future__ import annotations

from collections.abc import Sequence

from fakes import FakeStore

from chat_server.core.batch import apply_batch
from chat_server.core.cache import GroupCache
from chat_server.core.jobs import (
    CreateAccount,
    Job,
    LoggedIn,
    Mutation,
    OpenSession,
    Perform,
    Register,
    Result,
)
from chat_server.core.model import GroupState
from chat_server.core.outcome import Actor, Effect, Outcome, Publish, Tell
from chat_server.core.tokens import hash_token
from protocol.commands import AddMember, CatchUp, CreateGroup, JoinGroup, Send, SignUp
from protocol.errors import ErrorCode, Refusal
from protocol.events import Event
from protocol.replies import GroupView, Profile, Sent
from protocol.scalars import GroupId, Seq, UserId, Visibility
from protocol.views import Group


class Dialogue:
    """A store, its journal's memory, and people. Every command is a batch unless `batch` is used.

    After each batch the memory is compared with the store: whatever is remembered of a group must
    be what the tables say.
    """

    def __init__(self) -> None:
        self.store = FakeStore()
        self.cache = GroupCache()
        self.now = 1_000
        self._made = 0

    # --- saying things

    def batch(self, *jobs: Job) -> list[Result]:
        """Apply the jobs as one batch."""
        self.now += 1
        results = apply_batch(self.store, self.cache, jobs, self.now)
        assert len(results) == len(jobs)
        self.check_memory()
        return results

    def say(
        self,
        actor: Actor,
        command: Mutation,
        *,
        fresh: str = "",
        password_hash: str = "",
        verified_hash: str = "",
    ) -> Outcome:
        """Say a command; return its outcome, or raise what it was refused with."""
        [result] = self.batch(Perform(actor, command, fresh, password_hash, verified_hash))
        if isinstance(result, Exception):
            raise result
        assert isinstance(result, Outcome)
        return result

    def refused(self, actor: Actor, command: Mutation) -> ErrorCode:
        """Say a command that must be refused and change nothing; return the code."""
        before = self.all_events()
        try:
            outcome = self.say(actor, command)
        except Refusal as refusal:
            assert self.all_events() == before
            return refusal.code
        raise AssertionError(f"not refused: {outcome}")

    # --- people, groups and messages to talk about

    def person(self, name: str) -> Actor:
        """Sign somebody up; their token is `NAME-1`, their password's hash `hash-NAME`."""
        command = SignUp(id=1, username=name, password="long enough")
        token_hash = hash_token(f"{name}-1")
        return self.log_in(Register(command, f"hash-{name}", token_hash, self._fresh_number()))

    def superuser(self, name: str) -> Actor:
        """Make a superuser at the command line and log them in, as `person` does."""
        command = SignUp(id=1, username=name, password="long enough")
        [result] = self.batch(CreateAccount(command, f"hash-{name}", superuser=True))
        assert isinstance(result, Outcome)
        assert isinstance(result.reply, Profile)
        return self.device(name, result.reply.user.id, number=1)

    def device(self, name: str, user: UserId, number: int = 2) -> Actor:
        """Log somebody in once more, with token `NAME-NUMBER`."""
        return self.log_in(
            OpenSession(
                user, f"hash-{name}", "", hash_token(f"{name}-{number}"), self._fresh_number()
            )
        )

    def log_in(self, job: Job) -> Actor:
        [result] = self.batch(job)
        if isinstance(result, Exception):
            raise result
        assert isinstance(result, LoggedIn)
        return result.actor

    def group(self, owner: Actor, *members: Actor, visibility: Visibility = "public") -> GroupId:
        """Make a group named "tea" with these members, who came in this order."""
        id = f"group-{self._fresh_number()}"
        self.say(owner, CreateGroup(id=1, name="tea", visibility=visibility), fresh=id)
        for member in members:
            if visibility == "public":
                self.say(member, JoinGroup(id=1, group=id))
            else:
                self.say(owner, AddMember(id=1, group=id, user=member.user))
        return id

    def message(self, author: Actor, group: GroupId, text: str = "hello") -> Seq:
        """Send a message; return its seq."""
        reply = self.say(author, self.send(group, text)).reply
        assert isinstance(reply, Sent)
        return reply.seq

    def send(self, group: GroupId, text: str = "hello", key: str = "", id: int = 1) -> Send:
        """Return a `send` with a key of its own, unless one is given."""
        return Send(id=id, group=group, key=key or f"key-{self._fresh_number():013}", text=text)

    def _fresh_number(self) -> int:
        self._made += 1
        return self._made

    # --- looking

    def log(self, group: GroupId) -> list[Event]:
        """Return the whole log as it was written."""
        return list(self.store.tables.events[group].values())

    def last(self, group: GroupId) -> Event:
        return self.log(group)[-1]

    def all_events(self) -> dict[GroupId, list[Event]]:
        return {id: self.log(id) for id in self.store.tables.groups}

    def state(self, group: GroupId) -> GroupState:
        """Return the group as the tables have it."""
        with self.store.transaction():
            return self.store.load_groups([group])[group]

    def view(self, actor: Actor, group: GroupId) -> Group:
        """Return the group as the actor's next `welcome` would have it."""
        with self.store.transaction():
            return self.store.group_view(self.store.load_groups([group])[group], actor.user)

    def caught_up(self, actor: Actor, group: GroupId) -> list[Event]:
        """Return the log as `catch_up` gives it."""
        page = self.store.reader.catch_up(actor.user, CatchUp(id=1, group=group, after=0))
        assert len(page.events) == page.head
        return page.events

    def check_memory(self) -> None:
        with self.store.transaction():
            for id, stored in self.store.load_groups(self.store.tables.groups).items():
                remembered = self.cache.take(id)
                if remembered is not None:
                    assert remembered == stored
                    assert list(remembered.members) == list(stored.members)


def published(outcome: Outcome) -> list[Event]:
    """Return the events that everybody subscribed gets, in order."""
    return [effect.event for effect in outcome.effects if isinstance(effect, Publish)]


def told_views(effects: Sequence[Effect]) -> dict[UserId, Group]:
    """Return the `group` pushes among the effects, by reader."""
    return {
        effect.user: effect.message.group
        for effect in effects
        if isinstance(effect, Tell) and isinstance(effect.message, GroupView)
    }
