"""The WebSocket itself: Autobahn, with every limit set."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, Final, Protocol, TypeAlias
from urllib.parse import urlsplit

from autobahn.twisted.websocket import WebSocketServerFactory
from autobahn.websocket.types import ConnectionRequest
from twisted.internet.interfaces import IPushProducer
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from zope.interface import implementer

from chat_server.gateway.frames import PING
from chat_server.gateway.heartbeat import Heartbeat
from chat_server.gateway.lean import LeanSocket
from chat_server.gateway.liveness import silent_seconds
from protocol.errors import CloseCode
from protocol.replies import SUBPROTOCOL

BUFFER_BYTES: Final = 65_536
SEND_BUFFER_BYTES: Final = 131_072
HANDSHAKE_SECONDS: Final = 5
CLOSE_SECONDS: Final = 5
SLOW_CLOSE_SECONDS: Final = 20


class Chatter(Protocol):
    """What a WebSocket talks to; `gateway.connection.Connection` is one."""

    lagging_since: float | None

    def opened(self) -> None: ...

    def received_text(self, payload: bytes) -> None: ...

    def received_binary(self) -> None: ...

    def paused(self) -> None: ...

    def resumed(self) -> None: ...

    def closing(self) -> None: ...

    def lost(self) -> None: ...

    def end(self, code: CloseCode, reason: str) -> None: ...


Admit: TypeAlias = Callable[["ChatSocket", str], Chatter | None]
"""Makes the chatter of a new socket at an address; None where there are too many."""


@implementer(IPushProducer)
class ChatSocket(LeanSocket):
    """One WebSocket. Whole frames go straight to the transport, past Autobahn's encoder."""

    __slots__ = ("_address", "_chatter", "_patience", "_speaks", "heard", "is_reading")

    # Autobahn reads this option before it copies the factory's, and hides the failure.
    tcpNoDelay = True

    factory: ChatFactory
    transport: Any

    def __init__(self) -> None:
        super().__init__()
        self.heard = True
        self.is_reading = True
        self._chatter: Chatter | None = None
        self._speaks = False
        self._address = ""
        self._patience: Any = None

    # --- life

    def onConnect(self, request: ConnectionRequest) -> str | None:
        self._address = forwarded_for(
            request.headers.get("x-forwarded-for", ""), self.factory.proxies
        ) or str(self.transport.getPeer().host)
        self._speaks = SUBPROTOCOL in request.protocols
        return SUBPROTOCOL if self._speaks else None

    def onOpen(self) -> None:
        details = self._transport_details
        self.is_fast = self.factory.fast_receive and details is not None and not details.is_secure
        self.longest = self.factory.maxFramePayloadSize
        self.free_handshake()
        self._bound_buffers()
        if not self._speaks:
            self.close(CloseCode.NOT_THIS_PROTOCOL, f"speak {SUBPROTOCOL}")
            return
        self._chatter = self.factory.admit(self, self._address)
        if self._chatter is None:
            self.close(CloseCode.TOO_MANY, "too many connections from this address")
            return
        self.factory.heartbeat.add(self)
        self._chatter.opened()

    def onClose(self, wasClean: bool, code: int | None, reason: str | None) -> None:
        self.factory.heartbeat.remove(self)
        chatter, self._chatter = self._chatter, None
        if chatter is not None:
            chatter.lost()

    # --- incoming

    def dataReceived(self, data: bytes) -> None:
        self.heard = True
        super().dataReceived(data)

    def take_text(self, payload: bytes) -> None:
        if self._chatter is not None:
            self._chatter.received_text(payload)

    def onMessageEnd(self) -> None:
        """Take a whole message, without the futures that Autobahn would make for observers."""
        parts, self.message_data = self.message_data, []
        if not self.failedByMe:
            self.onMessage(parts[0] if len(parts) == 1 else b"".join(parts), self.message_is_binary)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        if self._chatter is None or self.state != self.STATE_OPEN:
            return
        if isBinary:
            self._chatter.received_binary()
        else:
            self._chatter.received_text(payload)

    # --- outgoing

    @property
    def write(self) -> Callable[[bytes], None]:
        """What sends whole frames, as long as the chatter has not heard of the `closing`.

        It is the transport's: to look at this object costs a write of two hundred a microsecond.
        """
        write: Callable[[bytes], None] = self.transport.write
        return write

    def sendCloseFrame(
        self, code: int | None = None, reasonUtf8: bytes | None = None, isReply: bool = False
    ) -> None:
        self._say_goodbye()
        super().sendCloseFrame(code, reasonUtf8, isReply)

    def _say_goodbye(self) -> None:
        if self._chatter is not None:
            self._chatter.closing()

    def close(self, code: CloseCode, reason: str) -> None:
        """Begin the closing handshake; a reader who was slow gets longer to find out."""
        if code is CloseCode.TOO_SLOW:
            self.closeHandshakeTimeout = SLOW_CLOSE_SECONDS
        self.resume_reading()
        self.sendCloseFrame(code=int(code), reasonUtf8=reason.encode())

    def dropConnection(self, abort: bool = False) -> None:
        """End the connection; after both said goodbye without a reset, which could overtake ours.

        What is still to be written has five seconds then: a peer may never read it.
        """
        self._say_goodbye()
        abort = abort and not self.wasClean
        if self.state != self.STATE_CLOSED and not abort:
            self._patience = self.factory.reactor.callLater(
                CLOSE_SECONDS, self.transport.abortConnection
            )
        super().dropConnection(abort)

    def ping(self) -> None:
        self.renew(is_reading=self.is_reading)
        if self.state == self.STATE_OPEN:
            self.write(PING)

    def drop(self) -> None:
        self.dropConnection(abort=True)

    def end(self, code: CloseCode, reason: str) -> None:
        if self._chatter is not None:
            self._chatter.end(code, reason)

    def breached(self, code: CloseCode, reason: str) -> None:
        self.end(code, reason)

    # --- back-pressure

    @property
    def lagging_since(self) -> float | None:
        return self._chatter.lagging_since if self._chatter is not None else None

    @property
    def silent_seconds(self) -> float:
        return silent_seconds(self.transport.getHandle())

    def pauseProducing(self) -> None:
        """The transport holds more than its bound."""
        if self._chatter is not None:
            self._chatter.paused()

    def resumeProducing(self) -> None:
        """The transport has drained."""
        if self._chatter is not None:
            self._chatter.resumed()

    def stopProducing(self) -> None:
        """The transport is gone; `onClose` follows."""

    def pause_reading(self) -> None:
        self.is_reading = False
        self.transport.pauseProducing()

    def resume_reading(self) -> None:
        if not self.is_reading:
            self.is_reading = True
            self.heard = True
            self.transport.resumeProducing()

    def _bound_buffers(self) -> None:
        self.transport.bufferSize = BUFFER_BYTES
        self.transport.getHandle().setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES
        )
        self.transport.registerProducer(self, True)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        if self._patience is not None and self._patience.active():
            self._patience.cancel()
        self._connectionLost(reason)


class ChatFactory(WebSocketServerFactory):
    """Makes the sockets; `origins` are the only Origin headers that are let in."""

    protocol = ChatSocket  # type: ignore[assignment]
    noisy = False

    def __init__(
        self,
        *,
        reactor: object,
        frame_bytes: int,
        origins: tuple[str, ...],
        heartbeat: Heartbeat,
        admit: Admit,
        proxies: int,
        fast_receive: bool = True,
    ) -> None:
        super().__init__(reactor=reactor, server="Parlance", protocols=[SUBPROTOCOL])
        self.heartbeat = heartbeat
        self.admit = admit
        self.proxies = proxies
        self.fast_receive = fast_receive
        self.setProtocolOptions(
            versions=[13],
            webStatus=False,
            # The codec looks at every text anyhow and closes with 1007.
            utf8validateIncoming=False,
            requireMaskedClientFrames=True,
            maxFramePayloadSize=frame_bytes,
            maxMessagePayloadSize=frame_bytes,
            autoFragmentSize=0,
            failByDrop=False,
            echoCloseCodeReason=False,
            openHandshakeTimeout=HANDSHAKE_SECONDS,
            closeHandshakeTimeout=CLOSE_SECONDS,
            tcpNoDelay=True,
            perMessageCompressionAccept=_refuse_compression,
            autoPingInterval=0,
            autoPingTimeout=0,
            allowedOrigins=[with_port(origin) for origin in origins],
            allowNullOrigin=False,
            maxConnections=0,
            serveFlashSocketPolicy=False,
            trustXForwardedFor=0,
        )


def _refuse_compression(_: object) -> None:
    """Accept no offer: compression would cost ten times the memory of a connection."""


def with_port(origin: str) -> str:
    """Return an origin in the form in which Autobahn compares them: the port always named."""
    parts = urlsplit(origin)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def forwarded_for(header: str, proxies: int) -> str:
    """Return the address that the outermost of our own `proxies` saw, "" where there is none."""
    addresses = [address.strip() for address in header.split(",") if address.strip()]
    return addresses[-proxies] if 0 < proxies <= len(addresses) else ""
