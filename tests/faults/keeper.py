"""Everything else that is acknowledged: edits, reactions, deletions and groups, kept as well."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from faults.accounts import Talk, sign_up
from faults.member import Account
from faults.scenario import Broken
from faults.victim import Victim

PAUSE = 0.002


@dataclass(slots=True)
class _Promise:
    """What was acknowledged about a message: its newest text, "" once deleted, and a reaction."""

    text: str
    reacted: bool = False


@dataclass(slots=True)
class Keeper:
    """Sends, edits, reacts, deletes and makes groups, one by one, and notes what was answered.

    It goes on through whatever happens to the server. What was not answered may have happened or
    not, so it lets such a message be.
    """

    victim: Victim
    promised: dict[int, _Promise] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    _task: asyncio.Task[None] | None = None
    _account: Account | None = None
    _group: str = ""
    _number: int = 0

    async def begin(self) -> None:
        """Make an account and a group, and start."""
        self._account = await sign_up(self.victim.port, "keeper")
        async with Talk(self.victim.port, self._account) as talk:
            self._group = (await talk.ask("create_group", name="kept")).group_id
        self._task = asyncio.create_task(self._stay())

    async def end(self) -> int:
        """Stop, and return how many promises were kept; raises `Broken` for one that was not."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._account is None:
            raise Broken("the keeper was not begun")
        async with Talk(self.victim.port, self._account) as talk:
            groups = {view.id for view in talk.heard[-1].groups}
            if gone := self.groups - groups:
                raise Broken(f"{len(gone)} groups that were made are gone")
            before = max(self.promised, default=0) + 1
            while before > 1:
                page = await talk.ask("history", group=self._group, before=before, limit=100)
                for message in page.messages:
                    self._check(message.seq, message.text, bool(message.reactions))
                before = page.messages[0].seq if page.messages else 1
        if left := len(self.promised):
            raise Broken(f"{left} messages are gone that were edited or reacted to")
        return self._number

    def _check(self, seq: int, text: str, reacted: bool) -> None:
        promise = self.promised.pop(seq, None)
        if promise is None:
            return
        if promise.text != text:
            raise Broken(f"a message says {text!r}, and not {promise.text!r} as was acknowledged")
        if promise.reacted and promise.text and not reacted:
            raise Broken("a reaction is gone that was acknowledged")

    async def _stay(self) -> None:
        while True:
            try:
                async with Talk(self.victim.port, self._account) as talk:
                    while True:
                        await self._do_one(talk)
                        await asyncio.sleep(PAUSE)
            except (OSError, TimeoutError, Broken):
                await asyncio.sleep(0.05)

    async def _do_one(self, talk: Talk) -> None:
        """Do one of each; a promise is noted when it was answered, and dropped while it is not."""
        self._number += 1
        number = self._number
        sent = await talk.ask(
            "send", group=self._group, key=f"kept-{number:014d}", text=f"{number} as it was"
        )
        self.promised[sent.seq] = _Promise(f"{number} as it was")
        if number % 2:
            await self._change(talk, sent.seq, _Promise(f"{number} better"), "edit")
        if number % 3 == 0:
            text = self.promised[sent.seq].text
            await self._change(talk, sent.seq, _Promise(text, reacted=True), "react")
        if number % 5 == 0:
            await self._change(talk, sent.seq, _Promise(""), "delete")
        if number % 20 == 0:
            made = await talk.ask("create_group", name=f"made at {number}")
            self.groups.add(made.group_id)

    async def _change(self, talk: Talk, seq: int, promise: _Promise, command: str) -> None:
        del self.promised[seq]
        fields = {"edit": {"text": promise.text}, "react": {"emoji": "👍"}, "delete": {}}[command]
        await talk.ask(command, group=self._group, seq=seq, **fields)
        self.promised[seq] = promise
