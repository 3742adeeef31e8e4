"""A WebSocket server that does what a test says, for what a real server does seldom or never."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from protocol.codec import decode_command, encode
from protocol.commands import ClientMessage
from protocol.replies import SUBPROTOCOL, Hello, Welcome
from protocol.views import DEFAULT_LIMITS, Group, User

ME = User(id="me", username="me", display_name="Me", active=True)
HELLO = Hello(server="scripted", version="0", protocol=1, limits=DEFAULT_LIMITS)

Script = Callable[["Peer"], Awaitable[None]]


class Peer:
    """One connection, seen from the server."""

    def __init__(self, socket: ServerConnection, number: int) -> None:
        self._socket = socket
        self.number = number

    async def say(self, *messages: msgspec.Struct) -> None:
        for message in messages:
            await self._socket.send(encode(message).decode())

    async def say_raw(self, frame: str | bytes) -> None:
        await self._socket.send(frame)

    async def hear(self) -> ClientMessage:
        return decode_command(await self._socket.recv(decode=False))

    async def close(self, code: int, reason: str = "") -> None:
        await self._socket.close(code, reason)

    async def go_deaf(self) -> None:
        """Take nothing any more, as if nobody were there, until the script is cancelled."""
        self._socket.transport.pause_reading()
        try:
            await asyncio.Event().wait()
        finally:
            self._socket.transport.abort()

    async def stay(self) -> None:
        """Hear and ignore everything until the client goes."""
        while True:
            await self._socket.recv()

    async def log_in(self, *groups: Group, epoch: str = "e", token: str = "t") -> ClientMessage:
        """Greet, and welcome whoever comes; return how they logged in."""
        await self.say(HELLO)
        command = await self.hear()
        id = getattr(command, "id", 1)
        await self.say(
            Welcome(id=id, token=token, epoch=epoch, user=ME, groups=list(groups), users=[])
        )
        return command


async def _play(script: Script, socket: ServerConnection, number: int) -> None:
    await script(Peer(socket, number))


@asynccontextmanager
async def scripted(
    *scripts: Script, subprotocols: Sequence[str] | None = (SUBPROTOCOL,)
) -> AsyncIterator[str]:
    """Yield the address of a server that gives each new connection the next script.

    The last script goes on for all later connections. A script that fails, other than by its
    client going away, fails the test.
    """
    failures: list[BaseException] = []
    met: set[asyncio.Task[None]] = set()
    count = 0

    async def meet(socket: ServerConnection) -> None:
        nonlocal count
        count += 1
        playing = asyncio.create_task(_play(scripts[min(count, len(scripts)) - 1], socket, count))
        met.add(playing)
        try:
            await playing
        except (ConnectionClosed, asyncio.CancelledError):
            return
        except Exception as error:
            failures.append(error)

    offered = [Subprotocol(name) for name in subprotocols] if subprotocols else None
    async with serve(meet, "127.0.0.1", 0, subprotocols=offered, close_timeout=0.2) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"ws://127.0.0.1:{port}/ws"
        for playing in met:
            playing.cancel()
    assert failures == []
