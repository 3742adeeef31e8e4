"""The HTTP side of the port: two pages, and nothing that could be abused."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from server_process import ServerProcess

from chat_server.gateway.http import MAX_HEADER_BYTES, MAX_HEADERS


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path_factory.mktemp("server")) as process:
        yield process


def ask(server: ServerProcess, request: bytes) -> tuple[int, bytes]:
    """Send raw bytes; return (status, everything that came), reading to the end."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as peer:
        peer.sendall(request)
        answer = b""
        try:
            while data := peer.recv(65_536):
                answer += data
        except ConnectionResetError:
            pass
    return (int(answer.split()[1]) if answer.startswith(b"HTTP/") else 0), answer


def get(server: ServerProcess, path: str, *headers: str) -> tuple[int, bytes]:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", *headers, "", ""]
    return ask(server, "\r\n".join(lines).encode())


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_server_that_runs_is_alive_and_ready(server: ServerProcess, path: str) -> None:
    status, answer = get(server, path)
    assert status == 200
    assert b"connection: close" in answer.lower()


@pytest.mark.parametrize("path", ["/", "/x", "/ws/x", "/healthz/x", "/..%2f..%2fetc/passwd"])
def test_there_is_nothing_else(server: ServerProcess, path: str) -> None:
    assert get(server, path)[0] == 404


def test_the_websocket_wants_an_upgrade(server: ServerProcess) -> None:
    assert get(server, "/ws")[0] == 426
    assert get(server, "/ws?redirect=http://evil.example")[0] == 426


def test_a_foreign_page_may_not_even_ask(server: ServerProcess) -> None:
    assert get(server, "/ws", "Origin: https://evil.example")[0] == 403
    assert get(server, "/ws", "Origin: null")[0] == 403


@pytest.mark.parametrize(
    "handshake",
    [
        ["GET /ws HTTP/1.0", "Host: a"],
        ["GET /ws HTTP/1.1", "Host: a", "Host: b"],
        ["GET /ws HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"],
    ],
    ids=["version", "hosts", "body"],
)
def test_an_upgrade_needs_one_host_http_1_1_and_no_body(
    server: ServerProcess, handshake: list[str]
) -> None:
    upgrade = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    status, _ = ask(server, "\r\n".join([*handshake, *upgrade, key, "", ""]).encode())
    assert status in (400, 413)


def test_one_request_a_connection(server: ServerProcess) -> None:
    twice = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" * 2
    assert ask(server, twice)[1].count(b"HTTP/1.1 200") == 1


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123456789",
        b"POST /ws HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + b"x" * MAX_HEADER_BYTES + b"\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * (MAX_HEADERS + 9) + b"\r\n",
        b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
    ids=[
        "two lengths",
        "smuggling",
        "body",
        "large body",
        "chunks",
        "large header",
        "many",
        "uri",
        "junk",
    ],
)
def test_what_is_odd_is_refused(server: ServerProcess, request_: bytes) -> None:
    status, _ = ask(server, request_)
    assert status in (0, 400, 413)
    assert get(server, "/healthz")[0] == 200


@pytest.mark.waits(5)
def test_who_says_nothing_is_dropped(server: ServerProcess) -> None:
    assert ask(server, b"")[1] == b""


@pytest.mark.waits(5)
def test_who_drips_headers_is_dropped_in_the_end(server: ServerProcess) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=3) as peer:
        peer.sendall(b"GET /healthz HTTP/1.1\r\n")
        dripped = 0
        while dripped < 30:
            try:
                peer.sendall(b"X: y\r\n")
                if peer.recv(1) == b"":
                    break
            except TimeoutError:
                dripped += 3
            except OSError:
                break
        assert dripped < 30
