"""A TCP proxy that can turn into a black hole: sockets stay open, and nothing comes through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

CHUNK = 65_536


class Proxy:
    """Forwards connections to a port, until `swallow` is set; an async context manager.

    `server_ended` counts connections that the server has ended by itself.
    """

    def __init__(self, target: Callable[[], int]) -> None:
        self.port = 0
        self.swallow = False
        self.server_ended = 0
        self._target = target
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            to_server = await asyncio.open_connection("127.0.0.1", self._target())
        except OSError:
            writer.close()
            return
        up = asyncio.create_task(self._pump(reader, to_server[1]))
        down = asyncio.create_task(self._pump(to_server[0], writer))
        self._tasks.update((up, down))
        try:
            await asyncio.wait((up, down), return_when=asyncio.FIRST_COMPLETED)
            if down.done():
                self.server_ended += 1
            if self.swallow:
                await asyncio.Event().wait()
        finally:
            for pump in (up, down):
                pump.cancel()
                self._tasks.discard(pump)
            writer.close()
            to_server[1].close()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """Carry bytes until the end; as a black hole read them, and say nothing of the end."""
        while True:
            try:
                data = await source.read(CHUNK)
                if not data:
                    return
                if not self.swallow:
                    sink.write(data)
                    await sink.drain()
            except OSError:
                return
