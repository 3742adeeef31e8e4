"""The echo server is the production socket: its options and short cuts, and what it says back."""

from __future__ import annotations

import pytest
from conformance.echo_server import EchoSocket
from conformance.run_suite import echoing
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from chat_server.gateway.websocket import ChatSocket


@pytest.mark.parametrize("cuts", ["on", "off"])
def test_text_and_binary_come_back(cuts: str) -> None:
    flags = ("--fast-receive", cuts, "--immediate-send", cuts, "--frame-bytes", "1000")
    with echoing(*flags) as url, connect(url, compression="deflate") as client:
        assert client.protocol.extensions == []
        for message in ("hello", "", "é" * 300, b"\x00\xff", b""):
            client.send(message)
            assert client.recv(timeout=10) == message
        client.send("x" * 1001)
        with pytest.raises(ConnectionClosed) as closed:
            client.recv(timeout=10)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009


def test_it_is_the_production_class_but_for_what_the_suite_needs() -> None:
    own = {name for name in vars(EchoSocket) if not name.startswith(("__", "_abc_"))}
    assert issubclass(EchoSocket, ChatSocket)
    assert own == {"max_fragments", "onConnect", "onMessage"}
