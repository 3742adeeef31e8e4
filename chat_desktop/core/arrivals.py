"""Which events of a group's log are news to its reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chat_desktop.core.mentions import is_mentioned
from chat_desktop.core.ports import Arrived
from protocol.events import Event, Message
from protocol.scalars import GroupId
from protocol.views import User


def arrivals(group: GroupId, events: Iterable[Event], *, read: int, me: User) -> Iterator[Arrived]:
    """Say for each message of somebody else after the read mark that it arrived.

    `events` are the log's next ones, so that none is said twice. Those whose text is gone are
    left out: they were taken back or stand edited somewhere below.
    """
    for event in events:
        if not isinstance(event, Message) or event.text is None:
            continue
        if event.seq > read and event.by != me.id:
            mention = is_mentioned(event.text, me.username)
            yield Arrived(group, event.seq, event.by, event.text, mention)
