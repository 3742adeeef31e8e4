"""What a group's log adds up to, found by replaying it: the rules' mirror image."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from chat_server.core.model import GroupState, Member, MessageState
from protocol.events import (
    Changed,
    Closed,
    Deleted,
    Edited,
    Event,
    Joined,
    Left,
    Message,
    Reacted,
    Removed,
    RoleSet,
    Unknown,
    Unreacted,
)
from protocol.scalars import Seq, UserId


@dataclass(slots=True)
class Projection:
    """A group, its messages as they stand now, and who reacted to them with which emoji.

    It begins with a group that has no log yet, under its first name, topic and visibility. Read
    marks are those that the log knows of: `mark_read` is no event.
    """

    group: GroupState
    messages: dict[Seq, MessageState] = field(default_factory=dict)
    reactions: dict[Seq, dict[str, set[UserId]]] = field(default_factory=dict)

    def replay(self, events: Iterable[Event]) -> None:
        """Apply the events that follow `head`; raise `ValueError` where one is missing."""
        for event in events:
            if event.seq != self.group.head + 1:
                raise ValueError(f"event {event.seq} does not follow {self.group.head}")
            self._apply(event)
            self.group.head = event.seq

    def _apply(self, event: Event) -> None:
        match event:
            case Message():
                self._add_message(event)
            case Edited():
                old = self.messages[event.target]
                self.messages[event.target] = replace(old, text=event.text, edited_at=event.at)
            case Deleted():
                old = self.messages[event.target]
                self.messages[event.target] = replace(old, text=None, edited_at=None, deleted=True)
                self.reactions.pop(event.target, None)
            case Reacted():
                emojis = self.reactions.setdefault(event.target, {})
                emojis.setdefault(event.emoji, set()).add(event.by)
            case Unreacted():
                self._take_reaction(event)
            case Unknown():
                pass
            case _:
                replay_membership(self.group, event)

    def _add_message(self, event: Message) -> None:
        self.group.n = event.n
        self.messages[event.seq] = MessageState(
            seq=event.seq, by=event.by, at=event.at, n=event.n, text=event.text
        )
        author = self.group.members[event.by]
        author.read = event.seq
        author.read_n = event.n

    def _take_reaction(self, event: Unreacted) -> None:
        emojis = self.reactions.get(event.target, {})
        users = emojis.get(event.emoji, set())
        users.discard(event.by)
        if not users:
            emojis.pop(event.emoji, None)
        if not emojis:
            self.reactions.pop(event.target, None)


def replay_membership(
    group: GroupState, event: Joined | Left | Removed | RoleSet | Changed | Closed
) -> None:
    """Apply an event that is about the group itself. Who joins first is the owner."""
    match event:
        case Joined():
            group.members[event.user] = Member(
                role="owner" if event.seq == 1 else "member",
                joined=event.seq,
                read=event.seq,
                read_n=group.n,
            )
            group.removed.discard(event.user)
        case Left():
            del group.members[event.user]
        case Removed():
            del group.members[event.user]
            group.removed.add(event.user)
        case RoleSet():
            group.members[event.user].role = event.role
        case Changed():
            group.name = event.name if event.name is not None else group.name
            group.topic = event.topic if event.topic is not None else group.topic
            group.visibility = event.visibility or group.visibility
        case Closed():
            group.closed = True
            group.members.clear()
