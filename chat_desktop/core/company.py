"""The people of a group: who is in it, who is connected, who is writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from protocol.events import Event, Joined, Left, Removed, RoleSet
from protocol.scalars import UserId
from protocol.views import Member, User

TYPING_SECONDS: Final = 6.0


class Typing:
    """Who is writing in one group; everybody stops after 6 s. Time is passed in, in seconds."""

    def __init__(self) -> None:
        self._until: dict[UserId, float] = {}

    @property
    def users(self) -> tuple[UserId, ...]:
        """Who is writing, longest first."""
        return tuple(self._until)

    @property
    def ends_at(self) -> float | None:
        """When the next one stops."""
        return min(self._until.values(), default=None)

    def start(self, user: UserId, now: float) -> bool:
        """Somebody writes; say whether that is news."""
        new = user not in self._until
        self._until[user] = now + TYPING_SECONDS
        return new

    def stop(self, user: UserId) -> bool:
        """Somebody said what they wrote; say whether that is news."""
        return self._until.pop(user, None) is not None

    def expire(self, now: float) -> bool:
        """Forget who stopped; say whether anybody did."""
        writing = {user: until for user, until in self._until.items() if until > now}
        expired = len(writing) < len(self._until)
        self._until = writing
        return expired


class Company:
    """The members of one group while it is open: loaded page by page, then kept by events.

    A page has no place in the log, so events that come while pages are on their way are applied
    to them once more; all of it is in order, so the newest state wins.
    """

    def __init__(self) -> None:
        self._members: dict[UserId, Member] = {}
        self._coming: dict[UserId, Member] = {}
        self._meanwhile: list[Event] = []
        self._users: dict[UserId, User] = {}
        self.ready = False
        self.rest: str | None = None
        """Where the list goes on at the server; None where all of it is here."""

    @property
    def members(self) -> Sequence[Member]:
        """The members in the server's order."""
        return list(self._members.values())

    def begin(self) -> None:
        """Load anew; what is known stays until the pages are there."""
        self._coming = {}
        self._meanwhile = []

    def add_page(self, members: Iterable[Member], *, last: bool) -> None:
        """Take a page of members; after the `last` those who are not on any are gone."""
        self._coming |= {member.user.id: member for member in members}
        if last or not self.ready:
            self._members = dict(self._coming)
            self._apply(self._meanwhile)
            self.ready = True

    def extend(self, members: Iterable[Member], rest: str | None) -> None:
        """Take members from beyond those that were loaded at first, and where more are."""
        for member in members:
            self._members.setdefault(member.user.id, member)
        self._apply(self._meanwhile)
        self.rest = rest

    def apply(self, events: Iterable[Event], users: Mapping[UserId, User]) -> bool:
        """Follow who comes, goes and rises; say whether anything changed.

        Who joined and is not among `users` is left out: the members are to be loaded again.
        """
        ours = [e for e in events if isinstance(e, Joined | Left | Removed | RoleSet)]
        self._users |= {e.user: users[e.user] for e in ours if e.user in users}
        self._meanwhile += ours
        self._apply(ours)
        return bool(ours)

    def set_online(self, user: UserId, online: bool) -> bool:
        """Somebody came or went; say whether they are a member."""
        return self._change(user, online=online)

    def set_user(self, user: User) -> bool:
        """A profile changed; say whether it is a member's."""
        return self._change(user.id, user=user)

    def _apply(self, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, Left | Removed):
                self._members.pop(event.user, None)
            elif isinstance(event, RoleSet):
                self._change(event.user, role=event.role)
            elif isinstance(event, Joined) and event.user in self._users:
                member = Member(user=self._users[event.user], role="member", online=False)
                self._members.setdefault(event.user, member)

    def _change(self, id: UserId, /, **fields: Any) -> bool:
        changed = False
        for members in (self._members, self._coming):
            if id in members:
                members[id] = msgspec.structs.replace(members[id], **fields)
                changed = True
        return changed
