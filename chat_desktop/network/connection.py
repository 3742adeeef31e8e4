"""One WebSocket to the server: frames in order, replies by id. Knows the `websockets` library."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable
from itertools import count
from time import perf_counter
from typing import Final

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI
from websockets.typing import Subprotocol

from chat_desktop.network import heartbeat
from chat_desktop.network.address import Address
from chat_desktop.network.failures import (
    FOREIGN,
    LOST,
    NO_ANSWER,
    OTHER,
    ConnectionFailed,
    Failure,
    Remedy,
    failure_of,
    failure_of_bye,
    failure_of_close,
    refusal_of,
)
from protocol.codec import decode_server_message, encode
from protocol.commands import Command, Signal
from protocol.errors import CloseCode, DecodeError
from protocol.replies import PROTOCOL_VERSION, SUBPROTOCOL, Bye, Error, Hello, ServerMessage

log = logging.getLogger(__name__)

OPEN_SECONDS: Final = 10.0
REPLY_SECONDS: Final = 20.0
CLOSE_SECONDS: Final = 1.0
TURN_SECONDS: Final = 0.004
"""What frames may take of one turn of the loop: those that lie here already go on in the next."""
MAX_FRAME: Final = 32 * 1024 * 1024
"""Bytes of a server's frame: a page of a hundred of the longest texts, escaped, fits."""


class Connection:
    """An open connection. `receive` gets every message in order, replies too, before the future
    of its request is done, so that what a reply says is applied before later pushes.
    """

    def __init__(self, socket: ClientConnection, receive: Callable[[ServerMessage], None]) -> None:
        self._socket = socket
        self._receive = receive
        self._ids = count(1)
        self._waiting: dict[int, asyncio.Future[ServerMessage]] = {}
        self._outgoing: asyncio.Queue[bytes] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())
        self._heart = asyncio.create_task(self._beat())
        self._bye: Bye | None = None
        self._gone = False
        self._overdue = False

    def request(self, command: Command) -> asyncio.Future[ServerMessage]:
        """Send a command, its id set here; the future gives the reply.

        The future raises `Refusal`, or `ConnectionFailed` when no reply can come any more.
        Requests take effect in the order made.
        """
        id = next(self._ids)
        reply: asyncio.Future[ServerMessage] = asyncio.get_running_loop().create_future()
        reply.add_done_callback(_look_at)
        if self._gone:
            reply.set_exception(ConnectionFailed(Failure(LOST)))
            return reply
        self._waiting[id] = reply
        self._outgoing.put_nowait(encode(msgspec.structs.replace(command, id=id)))
        return reply

    async def ask(self, command: Command) -> ServerMessage:
        """Send a command and wait for its reply for 20 s; raises as `request` does."""
        try:
            async with asyncio.timeout(REPLY_SECONDS):
                return await self.request(command)
        except TimeoutError:
            raise ConnectionFailed(Failure(NO_ANSWER)) from None

    def signal(self, signal: Signal) -> None:
        """Send a command that has no reply."""
        if not self._gone:
            self._outgoing.put_nowait(encode(signal))

    async def run(self) -> Failure:
        """Receive until the connection ends; return why it did."""
        taken = 0.0
        try:
            while True:
                frame = await self._socket.recv(decode=False)
                begun = perf_counter()
                self._take(frame)
                taken += perf_counter() - begun
                if taken > TURN_SECONDS:
                    taken = 0.0
                    await asyncio.sleep(0)
        except ConnectionClosed as closed:
            if self._overdue:
                return Failure(NO_ANSWER)
            failure = failure_of_close(closed.rcvd.code if closed.rcvd else None)
            if self._bye is not None and failure.remedy is Remedy.RETRY:
                failure = failure_of_bye(failure, self._bye)
            return failure
        except DecodeError as error:
            log.warning("the server sent what is no message: %s", error)
            return FOREIGN
        finally:
            self._end()
            self._socket.transport.abort()

    def fail(self) -> None:
        """End a connection that is open and yet dead: the server does not answer.

        No goodbye is said: it would wait behind what the server does not take.
        """
        self._overdue = True
        self._socket.transport.abort()

    def abort(self) -> None:
        """End at once and say no goodbye: the program is on its way out, and waits for nobody."""
        self._end()
        self._socket.transport.abort()

    async def close(self) -> None:
        """Say goodbye and end; what was asked and not answered fails."""
        self._end()
        try:
            async with asyncio.timeout(2 * CLOSE_SECONDS):
                await self._socket.close(CloseCode.NORMAL)
        except TimeoutError:
            # The goodbye waits behind what a dead connection does not take.
            self._socket.transport.abort()

    def _take(self, frame: bytes) -> None:
        message = decode_server_message(frame)
        if isinstance(message, Bye):
            self._bye = message
        self._receive(message)
        id: int | None = getattr(message, "id", None)
        if id is None or (waiting := self._waiting.pop(id, None)) is None or waiting.done():
            return
        if isinstance(message, Error):
            waiting.set_exception(refusal_of(message))
        else:
            waiting.set_result(message)

    async def _write(self) -> None:
        try:
            while True:
                await self._socket.send((await self._outgoing.get()).decode())
        except ConnectionClosed:
            log.debug("closed while something was to be sent")

    async def _beat(self) -> None:
        if await heartbeat.silence(self._socket):
            self.fail()

    def _end(self) -> None:
        self._gone = True
        self._writer.cancel()
        self._heart.cancel()
        waiting, self._waiting = self._waiting, {}
        for reply in waiting.values():
            if not reply.done():
                reply.set_exception(ConnectionFailed(Failure(LOST)))


async def open_connection(
    address: Address,
    receive: Callable[[ServerMessage], None],
    *,
    tls: ssl.SSLContext | None = None,
) -> tuple[Connection, Hello]:
    """Connect, and return the connection with the server's greeting.

    Raises `ConnectionFailed`. `tls` replaces the system's trusted certificates.
    """
    if address.secure and tls is None:
        tls = await asyncio.to_thread(ssl.create_default_context)
    try:
        socket = await connect(
            address.url,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            compression=None,
            open_timeout=OPEN_SECONDS,
            ping_interval=None,
            close_timeout=CLOSE_SECONDS,
            max_size=MAX_FRAME,
            proxy=None if address.loopback else True,
            ssl=tls if address.secure else None,
        )
    except (OSError, TimeoutError, InvalidHandshake, InvalidURI) as error:
        raise ConnectionFailed(failure_of(error)) from error
    try:
        hello = await _greeting(socket)
    except asyncio.CancelledError:
        socket.transport.abort()
        raise
    except BaseException:
        await socket.close()
        raise
    return Connection(socket, receive), hello


async def _greeting(socket: ClientConnection) -> Hello:
    try:
        async with asyncio.timeout(OPEN_SECONDS):
            frame = await socket.recv(decode=False)
        hello = decode_server_message(frame)
    except TimeoutError:
        raise ConnectionFailed(Failure(NO_ANSWER)) from None
    except ConnectionClosed as closed:
        failure = failure_of_close(closed.rcvd.code if closed.rcvd else None)
        raise ConnectionFailed(failure) from None
    except DecodeError:
        raise ConnectionFailed(FOREIGN) from None
    if not isinstance(hello, Hello):
        raise ConnectionFailed(FOREIGN)
    if hello.protocol != PROTOCOL_VERSION or socket.subprotocol != SUBPROTOCOL:
        raise ConnectionFailed(OTHER)
    return hello


def _look_at(reply: asyncio.Future[ServerMessage]) -> None:
    """Keep asyncio from complaining of a refusal that nobody waits for any more."""
    if not reply.cancelled():
        reply.exception()
