"""What an idle WebSocket keeps: counted, since nobody would notice that it grew."""

from __future__ import annotations

from sockets_in_memory import Server, frame
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure

from chat_server.gateway.lean import LeanSocket
from protocol.errors import CloseCode


def test_no_attribute_of_an_open_socket_needs_a_dictionary() -> None:
    server = Server(fast=True)
    assert vars(server.socket) == {}


def test_a_conversation_adds_none() -> None:
    server = Server(fast=False)
    for data in (frame(b"text"), frame(b"ping", head=0x89), frame(b"\x03\xe8", head=0x88)):
        server.socket.dataReceived(data)
    assert server.socket.state == server.socket.STATE_CLOSED
    assert vars(server.socket) == {}


def test_what_the_handshake_needed_is_gone() -> None:
    server = Server(fast=True)
    kept = [
        getattr(server.socket, name)
        for name in ("http_headers", "websocket_protocols", "_results", "_transport_details")
    ]
    assert kept == [None] * 4
    assert server.socket.is_closed is Server(fast=True).socket.is_closed
    assert isinstance(server.socket, LeanSocket)


def test_nothing_uses_what_is_gone() -> None:
    """An abrupt end and a timeout, after a message in pieces, a ping and a pong."""
    server = Server(fast=False)
    server.socket.dataReceived(frame(b"in ", head=0x01) + frame(b"pieces", head=0x80))
    server.socket.dataReceived(frame(b"", head=0x89) + frame(b"", head=0x8A))
    server.socket.close(CloseCode.SESSION_ENDED, "the end")
    server.socket.onCloseHandshakeTimeout()
    server.socket.connectionLost(Failure(ConnectionLost()))
    assert server.heard == [b"in pieces"]
    assert server.transport.aborted
    assert vars(server.socket) == {}
