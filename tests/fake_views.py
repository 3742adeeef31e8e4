"""Messages, groups and events as the fake's readers see them, worked out anew each time."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from fake_tables import Tables

from protocol.events import Edited, Event, Message
from protocol.scalars import GroupId, UserId
from protocol.views import Group, MessageView, Reaction


def messages_of(tables: Tables, group: GroupId) -> list[Message]:
    """Return the group's messages as they were sent, oldest first."""
    return [event for event in tables.events[group].values() if isinstance(event, Message)]


def message_view(tables: Tables, group: GroupId, event: Message, reader: UserId) -> MessageView:
    """Return the message as it stands; of a deleted one only the tombstone."""
    view = MessageView(
        seq=event.seq,
        at=event.at,
        by=event.by,
        key=event.key,
        n=event.n,
        text=event.text,
        reply_to=event.reply_to,
        reactions=_reactions(tables.reactions[group, event.seq], reader),
    )
    amendment = tables.amendments[group].get(event.seq)
    if amendment is None:
        return view
    return msgspec.structs.replace(
        view,
        text=amendment.text,
        edited_at=amendment.edited_at,
        deleted=amendment.deleted,
    )


def group_view(tables: Tables, id: GroupId, reader: UserId) -> Group:
    """Return the group as the reader sees it."""
    row = tables.groups[id]
    members = tables.members[id]
    view = Group(
        id=id,
        name=row.name,
        topic=row.topic,
        visibility=row.visibility,
        head=row.head,
        n=row.n,
        members=len(members),
    )
    member = members.get(reader)
    if member is None:
        return view
    messages = messages_of(tables, id)
    return msgspec.structs.replace(
        view,
        role=member.role,
        read=member.read,
        read_n=member.read_n,
        last=message_view(tables, id, messages[-1], reader) if messages else None,
    )


def as_served(tables: Tables, group: GroupId, event: Event) -> Event:
    """Return the event as catch-up gives it: old texts are withheld."""
    if isinstance(event, Message):
        target, present = event.seq, None
    elif isinstance(event, Edited):
        target, present = event.target, event.seq
    else:
        return event
    amendment = tables.amendments[group].get(target)
    if amendment is None or amendment.event == present:
        return event
    return msgspec.structs.replace(event, text=None, gone=True)


def _reactions(stored: dict[tuple[str, UserId], int], reader: UserId) -> list[Reaction]:
    """Return the reactions counted by emoji, in the order in which the emojis came."""
    by_emoji: dict[str, set[UserId]] = {}
    ordered: Iterable[tuple[str, UserId]] = sorted(stored, key=lambda entry: stored[entry])
    for emoji, user in ordered:
        by_emoji.setdefault(emoji, set()).add(user)
    return [
        Reaction(emoji=emoji, count=len(users), mine=reader in users)
        for emoji, users in by_emoji.items()
    ]
