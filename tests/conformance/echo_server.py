"""The server's WebSocket with an echo behind it, for the public conformance suite.

The protocol class, its options, the HTTP side and the port are those of production. Three things
differ, because the suite's client asks for them: any subprotocol or none will do, binary messages
come back too, and the limits are arguments.
"""

from __future__ import annotations

import argparse
from typing import Any, Final

from autobahn.websocket.types import ConnectionRequest

from chat_server.gateway.frames import text_frame
from chat_server.gateway.heartbeat import Heartbeat
from chat_server.gateway.http import Upgrade, make_site
from chat_server.gateway.tcp import listen
from chat_server.gateway.websocket import ChatFactory, ChatSocket
from protocol.errors import CloseCode

SUITE_FRAME_BYTES: Final = 16 * 1024 * 1024
SUITE_FRAGMENTS: Final = 100_000
BACKLOG: Final = 128


class Echo:
    """A chatter that says what it hears; like the codec it closes over what is no UTF-8."""

    def __init__(self, socket: ChatSocket) -> None:
        self.lagging_since: float | None = None
        self._socket = socket

    def received_text(self, payload: bytes) -> None:
        try:
            payload.decode()
        except UnicodeDecodeError:
            self._socket.close(CloseCode.INVALID_TEXT, "not UTF-8")
        else:
            self._socket.write(text_frame(payload))

    def opened(self) -> None: ...

    def received_binary(self) -> None: ...

    def paused(self) -> None: ...

    def resumed(self) -> None: ...

    def closing(self) -> None: ...

    def lost(self) -> None: ...

    def end(self, code: CloseCode, reason: str) -> None:
        self._socket.close(code, reason)


class EchoSocket(ChatSocket):
    """The production socket, for whoever speaks no subprotocol, with binary messages sent back."""

    max_fragments = SUITE_FRAGMENTS

    def onConnect(self, request: ConnectionRequest) -> str | None:
        chosen = super().onConnect(request)
        self._speaks = True
        return chosen

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: N803
        if isBinary and self.state == self.STATE_OPEN:
            send: Any = self.sendMessage
            send(payload, isBinary=True)
        else:
            super().onMessage(payload, isBinary)


def echo_port(
    reactor: Any, port: int, *, frame_bytes: int, fast_receive: bool, immediate_send: bool
) -> Any:
    """Listen on loopback; return the listening port."""
    factory = ChatFactory(
        reactor=reactor,
        frame_bytes=frame_bytes,
        origins=(),
        heartbeat=Heartbeat(),
        admit=lambda socket, _: Echo(socket),
        proxies=0,
        fast_receive=fast_receive,
    )
    factory.protocol = EchoSocket
    site = make_site(
        reactor, Upgrade(factory, (), lambda call: reactor.callLater(0, call)), unready=lambda: ""
    )
    return listen(
        reactor, port, site, backlog=BACKLOG, interface="127.0.0.1", immediate=immediate_send
    )


def main() -> None:
    """Serve until a signal ends it; the first line printed says where."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--frame-bytes", type=int, default=SUITE_FRAME_BYTES)
    parser.add_argument("--fast-receive", choices=("on", "off"), default="on")
    parser.add_argument("--immediate-send", choices=("on", "off"), default="on")
    options = parser.parse_args()
    from twisted.internet import reactor as installed

    reactor: Any = installed
    port = echo_port(
        reactor,
        options.port,
        frame_bytes=options.frame_bytes,
        fast_receive=options.fast_receive == "on",
        immediate_send=options.immediate_send == "on",
    )
    print(f"echoing on ws://127.0.0.1:{port.getHost().port}/ws", flush=True)
    reactor.run()


if __name__ == "__main__":
    main()
