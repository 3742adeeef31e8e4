"""The server's WebSocket without a network: handshake done, and every byte in and out at hand."""

from __future__ import annotations

from typing import Any

from twisted.internet.testing import MemoryReactorClock, StringTransport

from chat_server.gateway.heartbeat import Heartbeat
from chat_server.gateway.websocket import ChatFactory, ChatSocket
from protocol.errors import CloseCode

FRAME_BYTES = 2_000
HANDSHAKE = (
    b"GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    b"Sec-WebSocket-Protocol: parlance.v1\r\n\r\n"
)


class Handle:
    """A socket whose options nobody reads."""

    def setsockopt(self, *_: object) -> None: ...


class Transport(StringTransport):
    """A transport that remembers how it was ended."""

    aborted = False

    def getHandle(self) -> Handle:
        return Handle()

    def setTcpNoDelay(self, on: bool) -> None: ...

    def abortConnection(self) -> None:
        self.aborted = True


class Listening:
    """A chatter that writes down what it hears, and hangs up on `bye`."""

    lagging_since: float | None = None

    def __init__(self, socket: ChatSocket) -> None:
        self.socket = socket
        self.heard: list[bytes | None] = []
        self.ended: list[CloseCode] = []

    def opened(self) -> None: ...

    def received_text(self, payload: bytes) -> None:
        self.heard.append(payload)
        if payload == b"bye":
            self.socket.close(CloseCode.SESSION_ENDED, "bye")

    def received_binary(self) -> None:
        self.heard.append(None)

    def paused(self) -> None: ...

    def resumed(self) -> None: ...

    def closing(self) -> None: ...

    def lost(self) -> None: ...

    def end(self, code: CloseCode, reason: str) -> None:
        self.ended.append(code)


class Server:
    """One socket after its handshake, by the short way or without."""

    def __init__(self, *, fast: bool) -> None:
        self.chatters: list[Listening] = []
        make_reactor: Any = MemoryReactorClock
        self.reactor = make_reactor()
        factory: Any = ChatFactory(
            reactor=self.reactor,
            frame_bytes=FRAME_BYTES,
            origins=(),
            heartbeat=Heartbeat(),
            admit=self._admit,
            proxies=0,
            fast_receive=fast,
        )
        self.socket: Any = factory.buildProtocol(None)
        make: Any = Transport
        self.transport: Any = make()
        self.socket.makeConnection(self.transport)
        self.socket.dataReceived(HANDSHAKE)
        assert b"101 Switching Protocols" in self.transport.value()
        assert self.socket.is_fast is fast
        self.transport.clear()
        self.heard = self.chatters[0].heard

    def _admit(self, socket: ChatSocket, _: str) -> Listening:
        self.chatters.append(Listening(socket))
        return self.chatters[-1]

    def what_it_did(self) -> tuple[object, ...]:
        """Return everything that anybody could see of it."""
        transport = self.transport
        ended = (transport.disconnecting, transport.aborted)
        return (*self.heard, transport.value(), ended, self.socket.state, self.socket.failedByMe)


def frame(
    payload: bytes,
    *,
    head: int = 0x81,
    mask: bytes | None = b"abcd",
    size: int | None = None,
    width: int | None = None,
) -> bytes:
    """Return a frame; `size` may lie, `width` says in how many bytes it is written."""
    size = len(payload) if size is None else size
    least = 0 if size < 126 else 2 if size < 65_536 else 8
    width = max(least, width or 0)
    first = size if width == 0 else {2: 126, 8: 127}[width]
    start = bytes([head, first | (0 if mask is None else 0x80)]) + (
        size.to_bytes(width, "big") if width else b""
    )
    if mask is None:
        return start + payload
    return start + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
