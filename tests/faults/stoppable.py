"""Clients of the load in a process of their own, which can be stopped and go on."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from faults.ledger import Ledger
from faults.member import Account, Member
from faults.scenario import Broken

FINISH_SECONDS = 60.0
QUIET_TURNS = 10


class StoppableLoad:
    """A sending client for each account, elsewhere; `finish` returns what they know."""

    def __init__(self, folder: Path, port: int, accounts: list[Account], groups: list[str]) -> None:
        self._order = folder / "stoppable.order"
        self._result = folder / "stoppable.result"
        self._order.write_bytes(pickle.dumps((port, accounts, groups)))
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "faults.stoppable", str(self._order), str(self._result)),
            stdin=asyncio.subprocess.PIPE,
            env=dict(os.environ),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def signal(self, number: int) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    async def finish(self) -> Ledger:
        """Let them settle, and return their ledger."""
        if self._process is None or self._process.stdin is None:
            raise Broken("the clients were not started")
        self._process.stdin.close()
        async with asyncio.timeout(FINISH_SECONDS):
            code = await self._process.wait()
        if code:
            raise Broken(f"the clients' process ended with {code}")
        ledger = pickle.loads(self._result.read_bytes())
        if not isinstance(ledger, Ledger):
            raise Broken("the clients' process left no ledger")
        return ledger


async def _run(port: int, accounts: list[Account], groups: list[str]) -> Ledger:
    """Send until the standard input ends, then settle and read up."""
    ledger = Ledger()
    members = [
        Member(lambda: port, account, ledger, groups, tag=f"elsewhere-{number:04d}", window=5)
        for number, account in enumerate(accounts)
    ]
    for member in members:
        member.start()
        member.resume()
    await asyncio.to_thread(sys.stdin.read)
    for member in members:
        member.pause()
    quiet = 0
    while quiet < QUIET_TURNS:
        # The last events of the others may still be on their way.
        quiet = quiet + 1 if all(map(_is_done, members)) else 0
        await asyncio.sleep(0.05)
    for member in members:
        member.note_reading()
        await member.stop()
    return ledger


def _is_done(member: Member) -> bool:
    read = all(reading.caught_up for reading in member.readings.values())
    return read and member.settled and member.welcomed.is_set()


def main() -> None:
    """Carry out the order in the first file, and leave the ledger in the second."""
    order, result = map(Path, sys.argv[1:])
    ledger = asyncio.run(_run(*pickle.loads(order.read_bytes())))
    result.write_bytes(pickle.dumps(ledger))


if __name__ == "__main__":
    main()
