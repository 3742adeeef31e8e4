"""A load of clients on a victim: set up, kept going through whatever happens, then judged."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from faults.accounts import make_group, read_log, sign_up
from faults.ledger import Ledger
from faults.member import Account, Member
from faults.scenario import Broken, Tally
from faults.verify import judge
from faults.victim import Victim, until

SETTLE_SECONDS = 60.0


class Load:
    """Senders and readers of one or more groups; `begin` makes their accounts and connects them.

    Every sender reads too. `members` are all of them, the senders first; `groups` the groups'
    ids, `owner` the account that made them.
    """

    def __init__(
        self,
        victim: Victim,
        *,
        senders: int = 8,
        readers: int = 2,
        groups: int = 1,
        window: int = 10,
        name: str = "u",
        port: Callable[[], int] | None = None,
    ) -> None:
        self.victim = victim
        self.ledger = Ledger()
        self.members: list[Member] = []
        self.groups: list[str] = []
        self.accounts: list[Account] = []
        self._senders = senders
        self._readers = readers
        self._group_count = groups
        self._window = window
        self._name = name
        self._port = port or (lambda: victim.port)

    @property
    def owner(self) -> Account:
        return self.accounts[0]

    @property
    def acknowledged(self) -> int:
        return len(self.ledger.acks)

    async def begin(self) -> None:
        """Make accounts and groups, connect everybody and begin to send."""
        port = self.victim.port
        for number in range(self._senders + self._readers):
            self.accounts.append(await sign_up(port, f"{self._name}{number}"))
        for number in range(self._group_count):
            group = await make_group(port, self.owner, self.accounts[1:], f"g{number}")
            self.groups.append(group)
        for number, account in enumerate(self.accounts):
            window = self._window if number < self._senders else 0
            self.add(account, window=window)
        await self.all_in()
        self.resume()

    def add(self, account: Account, *, window: int = 0, tag: str = "", keys: str = "") -> Member:
        """Put another client of an account into the load and connect it."""
        member = Member(
            self._port,
            account,
            self.ledger,
            self.groups,
            tag=tag or f"{self._name}-{len(self.members):04d}",
            window=window,
            keys=keys,
        )
        self.members.append(member)
        member.start()
        return member

    async def all_in(self, seconds: float = 30.0) -> None:
        """Wait until everybody is logged in."""
        await until(
            lambda: all(member.welcomed.is_set() for member in self.members),
            "everybody is logged in again",
            seconds,
        )

    def resume(self) -> None:
        for member in self.members:
            member.resume()

    def pause(self) -> None:
        for member in self.members:
            member.pause()

    async def more(self, count: int, seconds: float = 60.0) -> None:
        """Wait until so many messages more are acknowledged."""
        goal = self.acknowledged + count
        await until(
            lambda: self.acknowledged >= goal, f"{count} messages more are acknowledged", seconds
        )

    async def settle(self) -> None:
        """Send nothing new, and wait until everything sent is acknowledged, or refused for good."""
        self.pause()
        await until(
            lambda: all(member.settled and member.welcomed.is_set() for member in self.members),
            "everything that was sent is answered",
            SETTLE_SECONDS,
        )

    async def verdict(self, *, unknown_commits: bool = False) -> Tally:
        """Settle, read the whole log with a fresh client, stop everybody, and judge."""
        await self.settle()
        logs = {group: await read_log(self.victim.port, self.owner, group) for group in self.groups}
        await self._read_up({group: log[-1].seq for group, log in logs.items()})
        await self.end()
        return judge(self.ledger, logs, unknown_commits=unknown_commits)

    async def end(self) -> None:
        """Stop everybody."""
        for member in self.members:
            member.note_reading()
        await asyncio.gather(*(member.stop() for member in self.members))

    async def _read_up(self, heads: dict[str, int], seconds: float = 20.0) -> None:
        """Give every reader time to get to the end; who does not is counted as a loss."""
        until_then = time.monotonic() + seconds
        while time.monotonic() < until_then and any(
            reading.have < heads.get(group, 0)
            for member in self.members
            for group, reading in member.readings.items()
        ):
            await asyncio.sleep(0.01)

    def expect_refusals(self, *codes: str) -> None:
        """Raise `Broken` where anything was refused for another reason."""
        others = {code: n for code, n in self.ledger.refusals.items() if code not in codes}
        if others:
            raise Broken(f"unexpected refusals: {others}")
