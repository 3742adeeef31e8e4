"""How a WebSocket ends: what was said arrives, and nobody can keep it from ending."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sockets_in_memory import Server, frame
from twisted.internet.error import ConnectionDone
from twisted.python.failure import Failure

from chat_server.gateway.websocket import CLOSE_SECONDS
from protocol.errors import CloseCode


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"\x03", 1002),  # half a code
        (b"\x00\x01", 1002),  # a code that nobody may send
        (b"\x03\xe8\xff", 1007),  # a reason that is no text
        (b"\x03\xe8fine", 1000),
        (b"", 1000),
    ],
)
def test_the_answer_to_a_close_is_not_overtaken_by_a_reset(body: bytes, code: int) -> None:
    server = Server(fast=True)
    server.socket.dataReceived(frame(body, head=0x88))
    answer = server.transport.value()
    assert (answer[0], int.from_bytes(answer[2:4], "big")) == (0x88, code)
    assert server.transport.disconnecting
    assert not server.transport.aborted


def test_a_peer_that_answers_our_close_is_not_reset() -> None:
    server = Server(fast=True)
    server.socket.close(CloseCode.SESSION_ENDED, "session ended")
    server.socket.dataReceived(frame(b"\x03\xe8", head=0x88))
    assert server.transport.disconnecting
    assert not server.transport.aborted


def test_what_a_peer_never_reads_does_not_keep_the_connection() -> None:
    server = Server(fast=True)
    server.socket.dataReceived(frame(b"\x03\xe8", head=0x88))
    server.reactor.advance(CLOSE_SECONDS - 1)
    assert not server.transport.aborted
    server.reactor.advance(1)
    assert server.transport.aborted


def test_after_the_end_no_timer_is_left() -> None:
    server = Server(fast=True)
    server.socket.dataReceived(frame(b"\x03\xe8", head=0x88))
    server.socket.connectionLost(Failure(ConnectionDone()))
    assert server.reactor.getDelayedCalls() == []


def test_who_does_not_answer_is_reset() -> None:
    server = Server(fast=True)
    server.socket.drop()
    assert server.transport.aborted


@pytest.mark.parametrize(
    "end",
    [
        lambda server: server.socket.close(CloseCode.SESSION_ENDED, "session ended"),
        lambda server: server.socket.dataReceived(frame(b"\x03\xe8", head=0x88)),
        lambda server: server.socket.dataReceived(b"\xff\xff\xff\xff"),
        lambda server: server.socket.drop(),
    ],
    ids=["by us", "by the peer", "by a broken frame", "without a goodbye"],
)
def test_the_chatter_hears_of_the_end_before_it(end: Callable[[Server], None]) -> None:
    server = Server(fast=True)
    chatter = server.chatters[0]
    said = b"\x81\x02ok"
    chatter.closing = lambda: server.socket.write(said)  # type: ignore[method-assign]
    end(server)
    assert server.transport.value().startswith(said)


def test_whoever_said_goodbye_is_not_pinged() -> None:
    server = Server(fast=True)
    server.socket.close(CloseCode.SESSION_ENDED, "session ended")
    server.transport.clear()
    server.socket.ping()
    assert server.transport.value() == b""
