"""Transport: subprotocol, Origin, compression, the HTTP paths beside the socket."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from wire.client import Client, open_socket
from wire.conftest import People
from wire.server import Server


@pytest.mark.parametrize("offered", [["parlance.v1"], ["parlance.v9", "chat", "parlance.v1"]])
def test_the_subprotocol_that_both_know_is_picked(server: Server, offered: list[str]) -> None:
    with Client(server.url, subprotocols=offered) as client:
        assert client.socket.subprotocol == "parlance.v1"


@pytest.mark.parametrize("offered", [None, ["chat"], ["parlance.v2", "parlance"]])
def test_with_no_subprotocol_in_common_it_accepts_and_closes_4400(
    server: Server, offered: list[str] | None
) -> None:
    with open_socket(server.url, subprotocols=offered) as socket:
        with pytest.raises(ConnectionClosed) as end:
            socket.recv(timeout=10)
        assert end.value.rcvd is not None
        assert end.value.rcvd.code == 4400


def test_compression_is_off_though_offered(server: Server) -> None:
    with Client(server.url, compression="deflate") as client:
        assert client.socket.protocol.extensions == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost"])
def test_an_origin_that_is_not_listed_is_403(server: Server, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, open_socket(server.url, origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_an_origin_that_is_listed_is_let_in(
    own_server: Callable[..., tuple[Server, People]],
) -> None:
    server, _ = own_server("--origin", "https://chat.example.org")
    with Client(server.url, origin="https://chat.example.org") as client:
        assert client.hello["protocol"] == 1
    with pytest.raises(InvalidStatus), open_socket(server.url, origin="https://chat.example.com"):
        pass


def test_no_origin_is_accepted(server: Server) -> None:
    with Client(server.url) as client:
        assert "Origin" not in client.socket.request.headers  # type: ignore[union-attr]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_on_the_same_port(server: Server, path: str) -> None:
    with urllib.request.urlopen(server.http + path, timeout=10) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("path", ["/", "/chat", "/wss"])
def test_the_socket_is_at_ws_and_nowhere_else(server: Server, path: str) -> None:
    with pytest.raises(InvalidStatus), open_socket(server.url.removesuffix("/ws") + path):
        pass
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(server.http + path, timeout=10)
    assert missing.value.code == 404
    missing.value.close()
