"""The server's rules with connections: what each device hears, in what order, and what it loses."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any

import msgspec
from dialogue import Dialogue

from chat_server.core.jobs import LoggedIn, Mutation, Perform, Resume
from chat_server.core.outcome import Actor, Outcome, Publish, Subscribe, Tell, Unsubscribe
from protocol.commands import CatchUp, History
from protocol.errors import Refusal
from protocol.events import Message
from protocol.replies import Error, Events, GroupGone, Lagged, Welcome
from protocol.scalars import GroupId, Seq, UserId
from protocol.views import MessageView

Frame = msgspec.Struct


@dataclass
class Line:
    """One connection as the server has it: what is on its way, and what a slow reader missed."""

    actor: Actor
    pushes: deque[Frame] = field(default_factory=deque)
    replies: list[Frame] = field(default_factory=list)
    slow: bool = False
    missed: dict[GroupId, Seq] = field(default_factory=dict)

    def live(self, events: Events) -> None:
        """Push live events, unless the reader does not keep up."""
        if self.slow:
            self.missed[events.group] = events.head
        else:
            self.pushes.append(events)

    def recover(self) -> None:
        """The reader keeps up again, and is told what it missed."""
        self.slow = False
        if self.missed:
            self.pushes.append(Lagged(heads=dict(self.missed)))
            self.missed.clear()


class ModelServer:
    """Everything is committed one command at a time; frames wait until a test delivers them."""

    def __init__(self, *names: str) -> None:
        self.talk = Dialogue()
        self.people = [self.talk.person(name) for name in names]
        self.lines: dict[int, Line] = {}
        self.inside: set[tuple[UserId, GroupId]] = set()

    # --- connections

    def connect(self, person: Actor, connection: int) -> Welcome:
        """Let a device in; what is told from now on waits in its line."""
        [result] = self.talk.batch(Resume(person.token_hash, connection))
        assert isinstance(result, LoggedIn), result
        self.lines[connection] = Line(result.actor)
        snapshot = result.snapshot
        return Welcome(
            id=1,
            token="token",
            epoch=snapshot.epoch,
            user=snapshot.user,
            groups=snapshot.groups,
            users=snapshot.users,
        )

    def disconnect(self, connection: int) -> None:
        """Lose a connection with all that was on its way to it."""
        del self.lines[connection]

    # --- commands

    def do(self, who: Actor, command: Mutation, *, fresh: str = "") -> Frame | None:
        """Carry a command out and tell everybody; return the reply, an error where refused."""
        [result] = self.talk.batch(Perform(who, command, fresh))
        if isinstance(result, Refusal):
            return Error(
                id=command.id,
                code=result.code,
                message=result.message,
                retry_after=result.retry_after,
            )
        assert isinstance(result, Outcome), result
        for effect in result.effects:
            self._carry_out(effect)
        reply = result.reply
        return reply if reply is None else msgspec.structs.replace(reply, id=command.id)

    def ask(self, connection: int, command: Mutation | CatchUp | History) -> None:
        """Carry out a device's command; the reply waits in its line."""
        line = self.lines[connection]
        reply: Frame | None
        if isinstance(command, CatchUp | History):
            reader: Any = self.talk.store.reader
            read = reader.catch_up if isinstance(command, CatchUp) else reader.history
            try:
                reply = read(line.actor.user, command)
            except Refusal as refusal:
                reply = Error(id=command.id, code=refusal.code, message=refusal.message)
        else:
            reply = self.do(line.actor, command)
        if reply is not None:
            line.replies.append(reply)

    def _carry_out(self, effect: Any) -> None:
        match effect:
            case Publish(group, event):
                for line in self.lines.values():
                    if (line.actor.user, group) in self.inside:
                        line.live(Events(group=group, events=[event], head=event.seq))
            case Subscribe(user, group):
                self.inside.add((user, group))
            case Unsubscribe(user, group):
                self.inside.discard((user, group))
                for line in self._lines_of(user):
                    line.missed.pop(group, None)
                    line.pushes.append(GroupGone(group=group))
            case Tell(user, message, but):
                for line in self._lines_of(user):
                    if line.actor.connection != but:
                        line.pushes.append(message)

    def _lines_of(self, user: UserId) -> list[Line]:
        return [line for line in self.lines.values() if line.actor.user == user]

    # --- what is true

    def messages(self, group: GroupId) -> list[Seq]:
        """Return the seqs of all messages of a group."""
        return [event.seq for event in self.talk.log(group) if isinstance(event, Message)]

    def items(self, person: Actor, group: GroupId) -> dict[Seq, Any]:
        """Return the whole timeline as it stands, by seq."""
        page = self.talk.store.reader.history(
            person.user, History(id=1, group=group, limit=10_000, all=True)
        )
        assert not page.more or len(page.messages) >= 100, "a test's group is small"
        return {item.seq: item for item in page.messages}


def is_message(item: Any) -> bool:
    return isinstance(item, MessageView)
