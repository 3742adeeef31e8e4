"""The people around an account: profiles, the members of open groups, and who is writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from chat_desktop.core.cache import CacheWrites, SavedUser
from chat_desktop.core.company import Company, Typing
from chat_desktop.core.ports import Change, MembersChanged, TypingChanged, UsersChanged
from protocol.events import Event, Message
from protocol.scalars import GroupId, UserId
from protocol.views import Member, User

STALE_MS: Final = 3_600_000
"""After an hour a profile is asked for again: its changes may have been dropped on the way."""


class People:
    """Everybody this device has heard of, oneself too. `companies` are groups once opened."""

    def __init__(
        self,
        me: User,
        users: Iterable[SavedUser],
        cache: CacheWrites,
        tell: Callable[[Change], None],
    ) -> None:
        self._cache = cache
        self._tell = tell
        self._typing: dict[GroupId, Typing] = {}
        self.me = me
        self.users: dict[UserId, SavedUser] = {saved.user.id: saved for saved in users}
        self.companies: dict[GroupId, Company] = {}

    def unknown(self, ids: Iterable[UserId], now: int) -> set[UserId]:
        """Return those of `ids` that nothing recent is known of."""
        return {
            id
            for id in ids
            if (known := self.users.get(id)) is None or now - known.fetched > STALE_MS
        }

    def learn(self, users: Iterable[User], now: int, *, public: bool = False) -> None:
        """Take profiles over; `public` ones lack what only oneself may see."""
        fresh = [SavedUser(self._with_private(u) if public else u, now) for u in users]
        changed = frozenset(
            s.user.id
            for s in fresh
            if (old := self.users.get(s.user.id)) is None or old.user != s.user
        )
        self.users |= {saved.user.id: saved for saved in fresh}
        if fresh:
            self._cache.put_users(fresh)
        for saved in fresh:
            if saved.user.id == self.me.id:
                self.me = saved.user
            for id, company in self.companies.items():
                if company.set_user(saved.user):
                    self._tell(MembersChanged(id))
        if changed:
            self._tell(UsersChanged(changed))

    def _with_private(self, user: User) -> User:
        if user.id != self.me.id:
            return user
        mine = self.me
        return msgspec.structs.replace(
            user, email=mine.email, country=mine.country, superuser=mine.superuser
        )

    def take_members(self, id: GroupId, members: Iterable[Member], *, last: bool) -> None:
        """Take a page of a group's members, the `last` one or one before."""
        if company := self.companies.get(id):
            company.add_page(members, last=last)
            self._tell(MembersChanged(id))

    def take_more_members(self, id: GroupId, members: Iterable[Member], rest: str | None) -> None:
        """Take members that were asked for after the first ones."""
        if company := self.companies.get(id):
            company.extend(members, rest)
            self._tell(MembersChanged(id))

    def presence(self, user: UserId, online: bool) -> None:
        """Somebody came or went."""
        for id, company in self.companies.items():
            if company.set_online(user, online):
                self._tell(MembersChanged(id))

    def follow(self, id: GroupId, events: Sequence[Event], ready: Sequence[Event]) -> None:
        """Follow a group's `events`: who comes, goes and rises by those that are in order."""
        if company := self.companies.get(id):
            known = {user: saved.user for user, saved in self.users.items()}
            if company.apply(ready, known):
                self._tell(MembersChanged(id))
        typing = self._typing.get(id)
        if typing and [e for e in events if isinstance(e, Message) and typing.stop(e.by)]:
            self._tell(TypingChanged(id))

    def leave(self, id: GroupId) -> None:
        """Forget the company of a group."""
        self.companies.pop(id, None)
        self._typing.pop(id, None)

    def who_types(self, id: GroupId) -> tuple[UserId, ...]:
        """Return who is writing in a group."""
        typing = self._typing.get(id)
        return typing.users if typing else ()

    def start_typing(self, id: GroupId, user: UserId, now: float) -> None:
        """Somebody writes in a group; `now` is in seconds, as in `expire_typing`."""
        if user != self.me.id and self._typing.setdefault(id, Typing()).start(user, now):
            self._tell(TypingChanged(id))

    def expire_typing(self, now: float) -> float | None:
        """Forget who stopped writing; return when to ask again."""
        for id, typing in self._typing.items():
            if typing.expire(now):
                self._tell(TypingChanged(id))
        return min(
            (t.ends_at for t in self._typing.values() if t.ends_at is not None), default=None
        )
