"""People around the open group: names, members, presence, typing, and how far one has read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

from chat_desktop.client.kept import now_ms
from chat_desktop.client.session import Session
from chat_desktop.core.company import Company
from protocol.commands import Focus, GetUsers, ListMembers, MarkRead, Typing
from protocol.errors import Refusal
from protocol.events import Joined
from protocol.replies import Events, Members, ServerMessage, TypingNow, Users
from protocol.scalars import GroupId, Seq, UserId
from protocol.views import Member, User

GATHER_SECONDS: Final = 0.02
MARK_SECONDS: Final = 0.3
TYPING_EVERY: Final = 3.0
USERS_AT_ONCE: Final = 100
MOST_MEMBERS: Final = 5_000
KEPT: Final = 8
"""Of how many groups the members stay known after another one was opened."""

Work = Callable[[], Coroutine[Any, Any, None]]


class People:
    """Asks for names in bulk, follows the open group's members, tells marks and typing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._wanted: set[UserId] = set()
        self._asked: set[UserId] = set()
        self._typed: dict[GroupId, float] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._open: GroupId | None = None
        self._loading_more: set[GroupId] = set()
        session.on_welcome.append(self._welcomed)
        session.on_message.append(self._heard)

    def close(self) -> None:
        """Forget what was planned."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    # --- names

    def user(self, id: UserId) -> User | None:
        """Return what is known of a user; what is unknown or old is asked for."""
        account = self._session.account
        if account is None:
            return None
        if id not in self._asked and account.people.unknown([id], now_ms()):
            self._wanted.add(id)
            self._later("users", GATHER_SECONDS, self._ask_users)
        known = account.people.users.get(id)
        return known.user if known else None

    def known(self) -> Sequence[User]:
        """Return everybody who is known."""
        account = self._session.account
        return [saved.user for saved in account.people.users.values()] if account else []

    async def _ask_users(self) -> None:
        while self._wanted and self._session.online:
            ids = sorted(self._wanted)[:USERS_AT_ONCE]
            self._wanted.difference_update(ids)
            self._asked.update(ids)
            reply = await self._session.ask(GetUsers(id=1, ids=ids))
            if isinstance(reply, Users):
                self._asked.difference_update(user.id for user in reply.users)

    # --- members

    def members(self, group: GroupId) -> Sequence[Member] | None:
        """Return the members with presence, None while they load."""
        account = self._session.account
        company = account.people.companies.get(group) if account else None
        return company.members if company and company.ready else None

    def look_at(self, group: GroupId | None) -> None:
        """This group is open now: its presence and members are wanted."""
        self._open = group
        self._session.signal(Focus(group=group))
        self.load_members()

    def load_members(self) -> None:
        """Load the open group's members anew."""
        if self._open is not None and self._session.online:
            self._later("members", 0, self._load_members)

    async def _load_members(self) -> None:
        account, group = self._session.signed_in(), self._open
        if group is None or group not in account.groups:
            return
        companies = account.people.companies
        company = companies.pop(group) if group in companies else Company()
        companies[group] = company
        while len(companies) > KEPT:
            del companies[next(iter(companies))]
        company.begin()
        after, count = None, 0
        while True:
            command = ListMembers(id=1, group=group, after=after, limit=self._session.limits.page)
            reply = await self._session.ask(command)
            if not isinstance(reply, Members) or account.people.companies.get(group) is not company:
                return
            after, count = reply.next, count + len(reply.members)
            last = after is None or not reply.members or count >= MOST_MEMBERS
            if last:
                company.rest = after if reply.members else None
            account.people.take_members(group, reply.members, last=last)
            if last:
                return

    def more_members(self, group: GroupId) -> bool:
        """Return whether the group has members that were not loaded yet."""
        account = self._session.account
        company = account.people.companies.get(group) if account else None
        return company is not None and company.rest is not None

    async def load_more_members(self, group: GroupId) -> None:
        """Load one page more of a large group's members."""
        people = self._session.signed_in().people
        company = people.companies.get(group)
        if company is None or company.rest is None or group in self._loading_more:
            return
        self._loading_more.add(group)
        try:
            page = self._session.limits.page
            command = ListMembers(id=1, group=group, after=company.rest, limit=page)
            reply = await self._session.ask(command)
        finally:
            self._loading_more.discard(group)
        if isinstance(reply, Members) and people.companies.get(group) is company:
            people.take_more_members(group, reply.members, reply.next)

    # --- reading and typing

    def mark_read(self, group: GroupId, seq: Seq) -> None:
        """Move the read mark here at once, and on the server soon."""
        account = self._session.account
        if account is not None:
            account.mark_read(group, seq)
            self._later("marks", MARK_SECONDS, self._tell_marks)

    async def _tell_marks(self) -> None:
        account = self._session.signed_in()
        for group, seq in account.untold_marks().items():
            try:
                await self._session.ask(MarkRead(id=1, group=group, seq=seq))
            except Refusal as refusal:
                if refusal.retry_after is not None:
                    self._later("marks", max(1.0, refusal.retry_after), self._tell_marks)
                    return
            account.told_mark(group, seq)

    def typing(self, group: GroupId) -> None:
        """Tell the others that the user writes, at most every 3 s."""
        now = time.monotonic()
        if now - self._typed.get(group, -TYPING_EVERY) >= TYPING_EVERY:
            self._typed[group] = now
            self._session.signal(Typing(group=group))

    def stopped_typing(self, group: GroupId) -> None:
        """The message is on its way: the next key is news again."""
        self._typed.pop(group, None)

    # --- within

    def _welcomed(self) -> None:
        self._asked.clear()
        if self._open is not None:
            self.look_at(self._open)
        if self._wanted:
            self._later("users", GATHER_SECONDS, self._ask_users)
        self._later("marks", MARK_SECONDS, self._tell_marks)

    def _heard(self, message: ServerMessage) -> None:
        if isinstance(message, TypingNow):
            self._expire_typing()
        elif isinstance(message, Events) and message.group == self._open:
            account = self._session.signed_in()
            joined = [e.user for e in message.events if isinstance(e, Joined)]
            if account.people.unknown(joined, now_ms()):
                self.load_members()

    def _expire_typing(self) -> None:
        if timer := self._timers.pop("typing", None):
            timer.cancel()
        account = self._session.account
        until = account.people.expire_typing(time.monotonic()) if account else None
        if until is not None:
            delay = max(0.0, until - time.monotonic()) + GATHER_SECONDS
            loop = asyncio.get_running_loop()
            self._timers["typing"] = loop.call_later(delay, self._expire_typing)

    def _later(self, what: str, delay: float, work: Work) -> None:
        """Do `work` after `delay`, once for however often it is asked for till then."""
        if what not in self._timers:
            loop = asyncio.get_running_loop()
            self._timers[what] = loop.call_later(delay, self._begin, what, work)

    def _begin(self, what: str, work: Work) -> None:
        self._timers.pop(what, None)
        if self._session.online:
            self._session.tasks.spawn(work())
