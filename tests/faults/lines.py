"""Lines from a client to its server that break: cut after a number of bytes, or gone dead."""

from __future__ import annotations

import asyncio
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

CHUNK = 16_384
RECEIVE_BUFFER = 8_192
"""Small, so that little has to be written until a dead line takes nothing any more."""


@dataclass(frozen=True, slots=True)
class Fate:
    """After how many bytes up, or down, a line is cut, with a RST or else a FIN."""

    up: int | None = None
    down: int | None = None
    reset: bool = False


@dataclass(slots=True)
class Line:
    """One connection. Once `dead`, nothing comes through it, and nobody is told.

    A dead line takes no more bytes; one that `swallows` takes all and loses them. `ended` says that
    the server has closed its end.
    """

    number: int
    fate: Fate
    dead: bool = False
    swallows: bool = False
    ended: bool = False
    cut: bool = False
    began: float = field(default_factory=time.monotonic)


class Lines:
    """A proxy in front of a server's port; `fate` says of each new line what becomes of it."""

    def __init__(self, target: Callable[[], int]) -> None:
        self.fate: Callable[[], Fate] = Fate
        self.lines: list[Line] = []
        self.url = ""
        self._target = target
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        listening = socket.create_server(("127.0.0.1", 0))
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        self._server = await asyncio.start_server(self._carry, sock=listening, limit=CHUNK)
        self.url = f"ws://127.0.0.1:{listening.getsockname()[1]}/ws"
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
        # What was closed is gone a turn of the loop later.
        await asyncio.sleep(0)

    def let_die(self, *, swallowing: bool = False) -> None:
        """Let every line that there is go dead; new ones work."""
        for line in self.lines:
            line.dead, line.swallows = True, swallowing

    @property
    def port(self) -> int:
        """Where to connect."""
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    @property
    def ended(self) -> int:
        """How many lines the server has ended by itself."""
        return sum(line.ended for line in self.lines)

    @property
    def cuts(self) -> int:
        """How many lines were cut by their fate."""
        return sum(line.cut for line in self.lines)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        line = Line(len(self.lines), self.fate())
        self.lines.append(line)
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self._target())
        except OSError:
            writer.close()
            return
        pumps = [
            asyncio.create_task(_pump(line, reader, to_server, line.fate.up)),
            asyncio.create_task(_pump(line, from_server, writer, line.fate.down)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
            line.ended = pumps[1].done()
            if line.dead:
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            # The rig is being taken down; a task that streams started must not end cancelled.
            return
        finally:
            for pump in pumps:
                pump.cancel()
            for end in (writer, to_server):
                if line.cut and line.fate.reset:
                    _reset(end)
                end.close()


async def _pump(
    line: Line, source: asyncio.StreamReader, sink: asyncio.StreamWriter, left: int | None
) -> None:
    """Carry bytes until the end, or until `left` have been carried; a dead line carries none."""
    try:
        while data := await source.read(CHUNK):
            if line.dead and not line.swallows:
                await asyncio.Event().wait()
            if line.dead:
                continue
            if left is not None and len(data) >= left:
                sink.write(data[:left])
                await sink.drain()
                line.cut = True
                return
            left = None if left is None else left - len(data)
            sink.write(data)
            await sink.drain()
        if line.dead and not line.swallows:
            await asyncio.Event().wait()
    except OSError:
        return


def _reset(writer: asyncio.StreamWriter) -> None:
    """Let closing be a RST."""
    raw = writer.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
