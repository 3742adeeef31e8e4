"""TCP that sends at once: real sockets, and a reactor that only takes notes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.tcp import Port

from chat_server.gateway.tcp import MAX_ACCEPTS, EagerPort, EagerServer, listen


class Reactor:
    """Knows who wants to write."""

    def __init__(self) -> None:
        self.writers: set[object] = set()

    def addReader(self, reader: object) -> None: ...

    def removeReader(self, reader: object) -> None: ...

    def addWriter(self, writer: object) -> None:
        self.writers.add(writer)

    def removeWriter(self, writer: object) -> None:
        self.writers.discard(writer)


class PlainReactor(Reactor):
    """Listens as reactors do."""

    def listenTCP(self, port: int, factory: Any, backlog: int, interface: str) -> Port:
        reactor: Any = self
        plain = Port(port, factory, backlog, interface, reactor)
        plain.startListening()
        return plain


class Producer:
    """Remembers what the transport asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def pauseProducing(self) -> None:
        self.asked.append("pause")

    def resumeProducing(self) -> None:
        self.asked.append("resume")

    def stopProducing(self) -> None:
        self.asked.append("stop")


class Pair:
    """An accepted connection and the peer's end of it."""

    def __init__(self) -> None:
        ours, self.peer = socket.socketpair()
        ours.setblocking(False)
        self.ours = ours
        self.peer.settimeout(10)
        self.reactor = Reactor()
        make: Any = EagerServer
        self.transport: Any = make(ours, Protocol(), ("127.0.0.1", 1), None, 1, self.reactor)

    def read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            data += self.peer.recv(65_536)
        return data

    def drain(self, size: int) -> bytes:
        """Read while the reactor lets the transport write on."""
        data = b""
        while len(data) < size:
            if self.transport in self.reactor.writers:
                self.transport.doWrite()
            data += self.peer.recv(65_536)
        return data


@pytest.fixture
def pair() -> Iterator[Pair]:
    pair = Pair()
    yield pair
    pair.ours.close()
    pair.peer.close()


def test_a_write_is_sent_before_the_reactor_s_next_turn(pair: Pair) -> None:
    pair.transport.write(b"hello")
    assert pair.read(5) == b"hello"
    assert pair.reactor.writers == set()


def test_what_the_kernel_does_not_take_waits_and_keeps_its_order(pair: Pair) -> None:
    data = bytes(range(256)) * 40_000
    pair.transport.write(data)
    pair.transport.write(b"the end")
    assert pair.reactor.writers == {pair.transport}
    received = pair.drain(len(data) + 7)
    assert received == data + b"the end"
    if pair.transport in pair.reactor.writers:
        pair.transport.doWrite()
    assert pair.reactor.writers == set()
    pair.transport.write(b"again")
    assert pair.read(5) == b"again"
    assert pair.reactor.writers == set()


def test_a_producer_is_paused_by_what_waits_and_resumed_when_it_has_gone(pair: Pair) -> None:
    producer = Producer()
    pair.transport.registerProducer(producer, True)
    pair.transport.write(b"little")
    assert producer.asked == []
    pair.transport.write(bytes(10_000_000))
    assert producer.asked == ["pause"]
    pair.drain(10_000_006)
    if pair.transport in pair.reactor.writers:
        pair.transport.doWrite()
    assert producer.asked == ["pause", "resume"]


def test_a_broken_connection_is_left_to_the_reactor_to_find(pair: Pair) -> None:
    pair.peer.close()
    pair.transport.write(b"one")
    pair.transport.write(b"two")
    assert pair.reactor.writers == {pair.transport}


def test_after_the_end_nothing_is_sent_past_the_buffer(pair: Pair) -> None:
    pair.transport.disconnecting = True
    pair.transport.write(b"hello")
    assert pair.reactor.writers == {pair.transport}
    pair.peer.setblocking(False)
    with pytest.raises(BlockingIOError):
        pair.peer.recv(10)


def test_a_port_makes_such_connections() -> None:
    assert EagerPort.transport is EagerServer


@pytest.mark.parametrize("immediate", [True, False])
def test_the_short_cut_can_be_switched_off(immediate: bool) -> None:
    port = listen(
        PlainReactor(), 0, Factory(), backlog=5, interface="127.0.0.1", immediate=immediate
    )
    try:
        assert isinstance(port, EagerPort) is immediate
    finally:
        port.socket.close()


def test_of_many_that_wait_some_are_taken_in_each_turn() -> None:
    taken: list[Any] = []

    class Taking(Factory):
        def buildProtocol(self, addr: object) -> Protocol:
            taken.append(Protocol())
            return taken[-1]  # type: ignore[no-any-return]

    port: Any = listen(Reactor(), 0, Taking(), backlog=200, interface="127.0.0.1")
    waiting = [socket.create_connection(port.socket.getsockname()) for _ in range(3 * MAX_ACCEPTS)]
    try:
        for turn in (1, 2, 3):
            port.doRead()
            assert len(taken) == turn * MAX_ACCEPTS
    finally:
        for opened in (port, *waiting, *(protocol.transport.socket for protocol in taken)):
            getattr(opened, "socket", opened).close()
