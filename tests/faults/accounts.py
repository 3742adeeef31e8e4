"""Accounts and groups for a run, and whatever else is asked of a server command by command."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

import msgspec
from faults.member import PAGE, Account
from faults.scenario import Broken
from faults.wire import Entry, Link, Said, open_link

PASSWORD = "correct horse"
ANSWER_SECONDS = 30.0
PAGES_AT_ONCE = 8


class Talk:
    """A connection that asks one thing after another; an async context manager.

    Entering connects; with an account it is logged in. `heard` is whatever came, in its order.
    """

    def __init__(self, port: int, account: Account | None = None) -> None:
        self.heard: list[Said] = []
        self.close_code: int | None = None
        self._port = port
        self._account = account
        self._id = 0
        self._asked: dict[int, asyncio.Future[Said]] = {}
        self._link: Link | None = None

    async def __aenter__(self) -> Self:
        self._link = await open_link(self._port, self._hear, self._closed)
        self._link.listen()
        if self._account is not None:
            await self.ask("authenticate", token=self._account.token)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._link is not None:
            self._link.cut()

    def tell(self, type: str, **fields: object) -> asyncio.Future[Said]:
        """Send a command at once; return what gets the reply, which may be an `error`."""
        if self._link is None:
            raise Broken(f"{type}: the connection is closed")
        self._id += 1
        answer: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        self._asked[self._id] = answer
        self._link.send(msgspec.json.encode({"type": type, "id": self._id, **fields}))
        return answer

    async def ask(self, type: str, **fields: object) -> Said:
        """Return the reply; raises `Broken` where the command is refused, or no reply comes."""
        answer = self.tell(type, **fields)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                said = await answer
        except TimeoutError:
            raise Broken(f"{type} was not answered in {ANSWER_SECONDS:.0f} s") from None
        if said.type == "error":
            raise Broken(f"{type} was refused with {said.code}: {said.message}")
        return said

    def _hear(self, said: Said) -> None:
        self.heard.append(said)
        answer = self._asked.pop(said.id, None)
        if answer is not None and not answer.done():
            answer.set_result(said)

    def _closed(self, code: int | None) -> None:
        self.close_code = code
        self._link = None
        for answer in self._asked.values():
            if not answer.done():
                answer.set_exception(Broken(f"the connection was closed with {code}"))


async def sign_up(port: int, name: str) -> Account:
    """Make an account and return it, logged in for good."""
    async with Talk(port) as talk:
        said = await talk.ask("sign_up", username=name, password=PASSWORD)
        assert not isinstance(said.user, str)
        return Account(name, said.user.id, said.token)


async def make_group(port: int, owner: Account, members: list[Account], name: str) -> str:
    """Make a public group that the owner and all members are in; return its id."""
    async with Talk(port, owner) as talk:
        said = await talk.ask("create_group", name=name, visibility="public")
    group = said.group_id
    for member in members:
        async with Talk(port, member) as talk:
            await talk.ask("join_group", group=group)
    return group


async def read_log(port: int, reader: Account, group: str) -> list[Entry]:
    """Return a group's whole log, page by page, as a new client of a member reads it.

    Raises `Broken` where `history` shows other messages than `catch_up`.
    """
    async with Talk(port, reader) as talk:
        log: list[Entry] = []
        head = 1
        while (last := log[-1].seq if log else 0) < head:
            pages = await asyncio.gather(
                *(
                    talk.ask("catch_up", group=group, after=last + PAGE * place, limit=PAGE)
                    for place in range(PAGES_AT_ONCE if log else 1)
                )
            )
            head = pages[0].head
            for place, page in enumerate(pages):
                # A page may be shorter than asked for; the ones behind it are asked for again.
                if place and log[-1].seq < last + PAGE * place:
                    break
                log += page.events
            if not log or log[-1].seq == last:
                raise Broken("catch_up ends before the head")
        newest = await talk.ask("history", group=group, limit=PAGE)
    shown = [(message.seq, message.key) for message in newest.messages]
    messages = [(event.seq, event.key) for event in log if event.kind == "message"]
    if shown and shown != [pair for pair in messages if pair[0] >= shown[0][0]]:
        raise Broken("history shows other messages than catch_up")
    return log
