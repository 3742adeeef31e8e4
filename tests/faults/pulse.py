"""A steady pulse of messages from one connection to another, and how long each took."""

from __future__ import annotations

import asyncio

from faults.accounts import make_group, sign_up
from faults.scenario import Broken
from faults.victim import Victim
from faults.wire import Said, open_link


class Pulse:
    """Sends a message every so many seconds and times it from sending to receipt elsewhere.

    `begin` makes two accounts and, unless one is given, a group of their own; `seconds` are the
    times measured since the last `take`.
    """

    def __init__(self, victim: Victim, every: float = 0.02) -> None:
        self.seconds: list[float] = []
        self._victim = victim
        self._every = every
        self._sent: dict[str, float] = {}
        self._group = ""
        self._task: asyncio.Task[None] | None = None

    async def begin(self, name: str = "pulse") -> None:
        port = self._victim.port
        sender = await sign_up(port, f"{name}-from")
        reader = await sign_up(port, f"{name}-to")
        self._group = await make_group(port, sender, [reader], name)
        source = await open_link(port, lambda _: None, self._closed)
        sink = await open_link(port, self._hear, self._closed)
        for link, account in ((source, sender), (sink, reader)):
            link.listen()
            link.send(b'{"type":"authenticate","id":1,"token":"%b"}' % account.token.encode())
        await asyncio.sleep(0.2)
        self._source, self._sink = source, sink
        self._task = asyncio.create_task(self._beat())

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._source.cut()
        self._sink.cut()

    def take(self) -> float:
        """Return the 99th percentile in seconds of what was measured, and begin anew."""
        times, self.seconds = sorted(self.seconds), []
        if not times:
            raise Broken("the pulse stopped")
        return times[int(len(times) * 0.99)]

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        number = 1
        while True:
            number += 1
            key = f"pulse-{number:012d}"
            self._sent[key] = loop.time()
            self._source.send(
                b'{"type":"send","id":%d,"group":"%b","key":"%b","text":"tick"}'
                % (number, self._group.encode(), key.encode())
            )
            await asyncio.sleep(self._every)

    def _hear(self, said: Said) -> None:
        now = asyncio.get_running_loop().time()
        for event in said.events:
            if sent := self._sent.pop(event.key, None):
                self.seconds.append(now - sent)

    def _closed(self, code: int | None) -> None:
        pass
