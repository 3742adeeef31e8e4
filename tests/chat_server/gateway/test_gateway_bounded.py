"""What is no message is bounded too: pings, fragments, messages that never end."""

from __future__ import annotations

from typing import Any

import pytest
from autobahn.twisted.websocket import WebSocketServerFactory
from bad_inputs.peer import CLOSE, CONTINUATION, HANDSHAKE, PING, PONG, TEXT, frame
from twisted.internet.address import IPv4Address
from twisted.internet.task import Clock
from twisted.internet.testing import StringTransportWithDisconnection

from chat_server.gateway.bounded import (
    MAX_CONTROL_FRAMES,
    MAX_FRAGMENTS,
    MAX_LATE_FRAMES,
    BoundedSocket,
)
from protocol.errors import CloseCode


class Bounded(BoundedSocket):
    """Remembers its messages and breaches."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[bytes] = []
        self.breaches: list[CloseCode] = []

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: N803
        self.messages.append(payload)

    def breached(self, code: CloseCode, reason: str) -> None:
        self.breaches.append(code)


@pytest.fixture
def bounded() -> Bounded:
    """An open socket on a transport in memory."""
    make_factory: Any = WebSocketServerFactory
    factory = make_factory(reactor=Clock(), protocols=["parlance.v1"])
    factory.setProtocolOptions(failByDrop=False, openHandshakeTimeout=0, autoPingInterval=0)
    socket = Bounded()
    socket.factory = factory
    make_transport: Any = StringTransportWithDisconnection
    transport = make_transport(peerAddress=IPv4Address("TCP", "192.0.2.1", 9))
    transport.protocol = socket
    connect: Any = socket.makeConnection
    connect(transport)
    transport.registerProducer(socket, True)
    socket.dataReceived("\r\n".join(["GET / HTTP/1.1", *HANDSHAKE, "", ""]).encode())
    assert socket.state == socket.STATE_OPEN
    transport.clear()
    return socket


def sent(socket: Bounded) -> bytes:
    transport: Any = socket.transport
    data: bytes = transport.value()
    return data


@pytest.mark.parametrize("piece", [b"", b"x"])
def test_a_message_has_so_many_fragments_and_no_more(bounded: Bounded, piece: bytes) -> None:
    most = frame(TEXT, piece, fin=False) + frame(CONTINUATION, piece, fin=False) * (
        MAX_FRAGMENTS - 2
    )
    for _ in range(2):
        bounded.dataReceived(most + frame(CONTINUATION, piece))
    assert bounded.messages == [piece * MAX_FRAGMENTS] * 2
    bounded.dataReceived(most + frame(CONTINUATION, piece, fin=False))
    assert sent(bounded) == b""
    bounded.dataReceived(frame(CONTINUATION, piece, fin=False))
    assert sent(bounded)[2:4] == (1009).to_bytes(2, "big")


@pytest.mark.parametrize("kind", [PING, PONG])
def test_pings_and_pongs_are_counted_between_two_of_ours(bounded: Bounded, kind: int) -> None:
    for _ in range(3):
        bounded.dataReceived(frame(kind, b"x") * MAX_CONTROL_FRAMES)
        bounded.renew(is_reading=True)
    assert bounded.breaches == []
    bounded.dataReceived(frame(kind, b"x") * (MAX_CONTROL_FRAMES + 5))
    assert bounded.breaches == [CloseCode.TOO_MANY]


def test_pings_beyond_the_bound_are_not_answered(bounded: Bounded) -> None:
    bounded.dataReceived(frame(PING, b"x") * (MAX_CONTROL_FRAMES + 500))
    assert len(sent(bounded)) == MAX_CONTROL_FRAMES * 3


@pytest.mark.parametrize(
    "half", [frame(TEXT, b"ha", fin=False), frame(TEXT, b"ha", size=9)], ids=["message", "frame"]
)
def test_a_message_is_whole_by_the_second_renewal(bounded: Bounded, half: bytes) -> None:
    bounded.dataReceived(half)
    bounded.renew(is_reading=True)
    assert bounded.breaches == []
    bounded.renew(is_reading=True)
    assert bounded.breaches == [CloseCode.TOO_SLOW]


def test_another_message_has_its_own_time(bounded: Bounded) -> None:
    for _ in range(3):
        bounded.dataReceived(frame(TEXT, b"ha", fin=False))
        bounded.renew(is_reading=True)
        bounded.dataReceived(frame(CONTINUATION, b"lf"))
    assert bounded.breaches == []
    assert bounded.messages == [b"half"] * 3


def test_who_is_not_read_from_has_time(bounded: Bounded) -> None:
    bounded.dataReceived(frame(TEXT, b"ha", fin=False))
    for _ in range(3):
        bounded.renew(is_reading=False)
    assert bounded.breaches == []


@pytest.mark.parametrize("kind", [PING, PONG, TEXT])
def test_who_does_not_stop_after_our_goodbye_is_cut_off(bounded: Bounded, kind: int) -> None:
    bounded.sendCloseFrame(code=1000)
    bounded.dataReceived(frame(kind, b"x") * (MAX_LATE_FRAMES - 1))
    assert bounded.state == bounded.STATE_CLOSING
    bounded.dataReceived(frame(kind, b"x"))
    assert bounded.state == bounded.STATE_CLOSED


def test_our_goodbye_is_answered_behind_what_was_under_way(bounded: Bounded) -> None:
    bounded.sendCloseFrame(code=1000)
    bounded.dataReceived(frame(TEXT, b"x") * 5_000 + frame(CLOSE))
    assert bounded.wasClean
