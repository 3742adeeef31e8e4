"""The HTTP side of the port: the upgrade to WebSocket, two health pages, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from autobahn.twisted.resource import WebSocketResource
from twisted.internet.interfaces import IReactorTime
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web.http import HTTPChannel
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET, Request, Site

from chat_server.gateway.turnstile import Turnstile

IDLE_SECONDS: Final = 5
REQUEST_SECONDS: Final = 10
MAX_HEADER_BYTES: Final = 8_192
MAX_HEADERS: Final = 64


class Channel(HTTPChannel):
    """One request at most, without a body, within ten seconds in all."""

    maxHeaders = MAX_HEADERS
    totalHeadersSize = MAX_HEADER_BYTES
    abortTimeout = 2
    transport: Any

    def connectionMade(self) -> None:
        super().connectionMade()
        self._deadline = self.callLater(REQUEST_SECONDS, self.forceAbortClient)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        self.upgraded()
        super().connectionLost(reason)

    def upgraded(self) -> None:
        """The connection is a WebSocket from here on, with deadlines of its own."""
        if self._deadline.active():
            self._deadline.cancel()

    def checkPersistence(self, request: Request, version: bytes) -> bool:
        request.responseHeaders.setRawHeaders(b"connection", [b"close"])
        return False

    def allHeadersReceived(self) -> None:
        # None is a body in chunks.
        if self.length != 0:
            self.transport.write(b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\n\r\n")
            self.loseConnection()
            return
        super().allHeadersReceived()


class Health(Resource):
    """A page that says that all is well, or why not: 200 or 503."""

    def __init__(self, why_not: Callable[[], str]) -> None:
        super().__init__()
        self._why_not = why_not

    def render_GET(self, request: Request) -> bytes:
        request.setHeader(b"content-type", b"text/plain; charset=utf-8")
        request.setHeader(b"cache-control", b"no-store")
        reason = self._why_not()
        if not reason:
            return b"ok\n"
        request.setResponseCode(503)
        return f"not ready: {reason}\n".encode()


class Upgrade(WebSocketResource):
    """Hands the connection over to the WebSocket, unless its Origin is not on the list.

    Native clients send no Origin. A browser's page from elsewhere gets 403, `null` too. `later(f)`
    calls f in the reactor's next turn: only so many handshakes are made in one.
    """

    isLeaf = False

    def __init__(
        self,
        factory: object,
        origins: tuple[str, ...],
        later: Callable[[Callable[[], None]], object],
    ) -> None:
        super().__init__(factory)
        self._turnstile = Turnstile(later)
        self._origins = frozenset(origin.lower().encode() for origin in origins)

    def render(self, request: Request) -> object:
        named = request.requestHeaders.getRawHeaders(b"origin", [])
        if any(origin.strip().lower() not in self._origins for origin in named):
            request.setResponseCode(403)
            return b"origin not allowed\n"
        hosts = request.requestHeaders.getRawHeaders(b"host", [])
        if request.clientproto != b"HTTP/1.1" or len(hosts) != 1:
            request.setResponseCode(400)
            return b"an upgrade needs HTTP/1.1 and one Host\n"
        self._turnstile.pass_through(lambda: self._hand_over(request))
        return NOT_DONE_YET

    def _hand_over(self, request: Request) -> None:
        channel: Any = request.channel
        if channel is None:
            # The peer went while it waited.
            return
        channel.transport.unregisterProducer()
        channel.upgraded()
        super().render(request)


class QuietSite(Site):
    """A site that keeps no access log: health checks would fill it."""

    protocol = Channel  # type: ignore[assignment]
    displayTracebacks = False
    noisy = False

    def log(self, request: object) -> None:
        """Write nothing; the WebSocket side logs what matters."""


def make_site(
    reactor: IReactorTime,
    upgrade: Upgrade,
    *,
    unready: Callable[[], str],
) -> Site:
    """Return what listens on the public port; `unready` says why not, empty where all is well."""
    root: Any = Resource()
    root.putChild(b"ws", upgrade)
    root.putChild(b"healthz", Health(lambda: ""))
    root.putChild(b"readyz", Health(unready))
    return QuietSite(root, timeout=IDLE_SECONDS, reactor=reactor)
