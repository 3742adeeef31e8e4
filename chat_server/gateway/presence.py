"""Who looks at which group, and what they see of others: coming, going, typing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from chat_server.core.outcome import ConnectionId
from chat_server.gateway.frames import frame
from chat_server.gateway.outbox import Outbox
from protocol.replies import Presence as PresenceNow
from protocol.replies import TypingNow
from protocol.scalars import GroupId, UserId


class Onlooker(Protocol):
    """A connection that may look at a group."""

    @property
    def id(self) -> ConnectionId: ...

    @property
    def outbox(self) -> Outbox: ...


class Presence:
    """The onlookers of each group. Nothing here is logged, and all of it may be lost."""

    def __init__(self, most_members: int) -> None:
        self._most_members = most_members
        self._focus: dict[ConnectionId, GroupId] = {}
        self._onlookers: dict[GroupId, dict[ConnectionId, Onlooker]] = {}

    def is_shown(self, members: int) -> bool:
        """Say whether a group of so many members is small enough."""
        return members < self._most_members

    def look(self, onlooker: Onlooker, group: GroupId | None) -> None:
        """Turn a connection to a group, or to none."""
        before = self._focus.pop(onlooker.id, None)
        if before is not None:
            self._onlookers[before].pop(onlooker.id, None)
            if not self._onlookers[before]:
                del self._onlookers[before]
        if group is not None:
            self._focus[onlooker.id] = group
            self._onlookers.setdefault(group, {})[onlooker.id] = onlooker

    def look_away(self, onlooker: Onlooker, group: GroupId) -> None:
        """End a connection's look at this group, if it is the one it looks at."""
        if self._focus.get(onlooker.id) == group:
            self.look(onlooker, None)

    def came(self, user: UserId, groups: Iterable[GroupId]) -> None:
        """Tell those who look at one of the groups that the user is connected."""
        self._show(groups, frame(PresenceNow(user=user, online=True)))

    def went(self, user: UserId, groups: Iterable[GroupId], at: int) -> None:
        """Tell them that the user's last connection ended at `at` (milliseconds)."""
        self._show(groups, frame(PresenceNow(user=user, online=False, last_seen=at)))

    def types(self, user: UserId, group: GroupId, own: Iterable[ConnectionId]) -> None:
        """Tell those who look at the group, save the user's `own` connections."""
        data = frame(TypingNow(group=group, user=user))
        spared = set(own)
        for id, onlooker in self._onlookers.get(group, {}).items():
            if id not in spared:
                onlooker.outbox.hint(data)

    def _show(self, groups: Iterable[GroupId], data: bytes) -> None:
        """Tell each onlooker once; one looks at one group at a time."""
        for group in groups:
            for onlooker in self._onlookers.get(group, {}).values():
                onlooker.outbox.hint(data)
