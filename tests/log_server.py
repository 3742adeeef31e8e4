"""A scripted server that answers from one group's log, and notes all it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
from group_logs import GroupLog
from scripted_server import Peer

from protocol.commands import (
    CatchUp,
    ClientMessage,
    Focus,
    GetUsers,
    History,
    ListMembers,
    MarkRead,
    Send,
    Typing,
)
from protocol.events import Event, Message
from protocol.replies import Error, Events, Members, Messages, Ok, Sent, Users
from protocol.views import Group, Member, User


def user(id: str) -> User:
    return User(id=id, username=id, display_name=id.title(), active=True)


def group(log: GroupLog, id: str = "g", *, read: int = 0) -> Group:
    """Return the view of a group that has this log."""
    n = sum(isinstance(event, Message) for event in log.events)
    return Group(
        id=id,
        name="Tea",
        topic="",
        visibility="private",
        head=log.head,
        n=n,
        members=1,
        role="owner",
        read=read,
        read_n=0,
    )


def log_of(count: int) -> GroupLog:
    """Return a log of so many messages."""
    log = GroupLog()
    for _ in range(count):
        log.add(0, 1, 0)
    return log


@dataclass
class LogServer:
    """Answers like a server that has the group "g" alone. `refuse` is used up first."""

    log: GroupLog
    page: int = 100
    asked: list[ClientMessage] = field(default_factory=list)
    refuse: list[Error] = field(default_factory=list)
    peer: Peer | None = None

    async def __call__(self, peer: Peer) -> None:
        await peer.log_in(group(self.log))
        self.peer = peer
        while True:
            command = await peer.hear()
            self.asked.append(command)
            for message in self.answer(command):
                await peer.say(message)

    def of(self, *kinds: type[ClientMessage]) -> list[ClientMessage]:
        return [command for command in self.asked if isinstance(command, kinds)]

    async def live(self, *events: Event) -> None:
        """Push events that are in the log already."""
        assert self.peer is not None
        await self.peer.say(Events(group="g", events=list(events), head=self.log.head))

    def answer(self, command: ClientMessage) -> list[msgspec.Struct]:
        """Return what the server says to a command."""
        if self.refuse and isinstance(command, Send | CatchUp | History | MarkRead):
            error = self.refuse.pop(0)
            return [msgspec.structs.replace(error, id=command.id)]
        match command:
            case CatchUp():
                until = min(self.log.head, command.after + self.page)
                events = self.log.served(command.after, until, self.log.head)
                return [Events(id=command.id, group="g", events=events, head=self.log.head)]
            case History():
                return [self._history(command)]
            case Send():
                return self._send(command)
            case GetUsers():
                known = [user(id) for id in command.ids if id != "nobody"]
                return [Users(id=command.id, users=known)]
            case ListMembers():
                after = int(command.after or 0)
                member = Member(user=user(f"member{after}"), role="member", online=True)
                following = str(after + 1) if after < 2 else None
                return [Members(id=command.id, members=[member], next=following)]
            case Focus() | Typing():
                return []
            case _:
                return [Ok(id=command.id)]

    def _send(self, command: Send) -> list[msgspec.Struct]:
        n = sum(isinstance(event, Message) for event in self.log.events) + 1
        event = Message(
            seq=self.log.head + 1, at=1, by="me", key=command.key, n=n, text=command.text
        )
        self.log.events.append(event)
        return [
            Sent(id=command.id, group="g", seq=event.seq, at=1),
            Events(group="g", events=[event], head=event.seq),
        ]

    def _history(self, command: History) -> Messages:
        items = sorted(self.log.items(self.log.head).items())
        limit = min(self.page, command.limit or 50)
        more = False
        if command.after is not None:
            later = [item for seq, item in items if seq > command.after]
            found, more = later[:limit], len(later) > limit
        else:
            before = command.before or self.log.head + 1
            if command.around is not None:
                before = command.around + limit // 2
            if command.at is not None:
                first = next((seq for seq, item in items if item.at >= command.at), before)
                before = first + limit // 2
            earlier = [item for seq, item in items if seq < before]
            found, more = earlier[-limit:], len(earlier) > limit
        return Messages(id=command.id, group="g", messages=found, more=more, head=self.log.head)
