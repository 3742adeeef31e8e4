"""Malformed at the HTTP level: refused or closed soon, never a trace, never a second request."""

from __future__ import annotations

import re
import time

import pytest
from bad_inputs.peer import CLOSE, HANDSHAKE, TEXT, Peer, frame, lines
from server_process import ServerProcess

HOST = "Host: a"
PAGE = "GET /healthz HTTP/1.1"


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]


def asked(server: ServerProcess, data: bytes) -> list[int]:
    """Send the bytes; return the status of each answer, having seen the server close."""
    with Peer(server.port) as peer:
        peer.push(data)
        answer = peer.rest()
    assert b"Traceback" not in answer
    assert b".py" not in answer
    return statuses(answer)


LONG = "x" * 1_000_000
ODD: dict[str, bytes] = {
    "two lengths": lines(PAGE, HOST, "Content-Length: 1", "Content-Length: 2") + b"xy",
    "two lengths in one": lines(PAGE, HOST, "Content-Length: 1, 2") + b"xy",
    "length and chunks": lines(PAGE, HOST, "Content-Length: 3", "Transfer-Encoding: chunked")
    + b"0\r\n\r\n",
    "chunks": lines("POST /healthz HTTP/1.1", HOST, "Transfer-Encoding: chunked")
    + b"5\r\nhello\r\n0\r\n\r\n",
    "chunks of sorts": lines(PAGE, HOST, "Transfer-Encoding: xchunked"),
    "chunks twice": lines(PAGE, HOST, "Transfer-Encoding: chunked, chunked"),
    "negative length": lines(PAGE, HOST, "Content-Length: -1"),
    "signed length": lines(PAGE, HOST, "Content-Length: +1") + b"x",
    "length in hex": lines(PAGE, HOST, "Content-Length: 0x1") + b"x",
    "endless length": lines(PAGE, HOST, "Content-Length: " + "9" * 100),
    "bare CR in a header": f"{PAGE}\r\n{HOST}\r\nX: a\rContent-Length: 9\r\n\r\n".encode(),
    "LF in a header": f"{PAGE}\r\n{HOST}\r\nX: a\nContent-Length: 9\r\n\r\n".encode(),
    "NUL in a header": lines(PAGE, HOST, "X: a\x00b"),
    "space before the colon": lines(PAGE, HOST, "Content-Length : 9"),
    "no colon": lines(PAGE, HOST, "nonsense"),
    "no name": lines(PAGE, HOST, ": a"),
    "1 MB header": lines(PAGE, HOST, "X: " + LONG),
    "1 MB header name": lines(PAGE, HOST, LONG + ": x"),
    "10,000 headers": lines(PAGE, HOST, *(f"X{number}: y" for number in range(10_000))),
    "1 MB path": lines(f"GET /{LONG} HTTP/1.1", HOST),
    "1 MB without a line": LONG.encode(),
    "1 MB method": lines(f"{LONG} / HTTP/1.1", HOST),
    "HTTP/3.0": lines("GET /healthz HTTP/3.0", HOST),
    "HTTP/0.9": b"GET /healthz\r\n\r\n",
    "HTTP/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
    "HTTP/1.10": lines("GET /healthz HTTP/1.10", HOST),
    "no version": lines("GET /healthz XTTP", HOST),
    "nonsense": b"nonsense\r\n\r\n",
    "bytes": bytes(range(256)) * 20 + b"\r\n\r\n",
    "SSH": b"SSH-2.0-OpenSSH_9.9\r\n",
    **{
        f"method {method}": lines(f"{method} /healthz HTTP/1.1", HOST)
        for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "get", "(")
    },
    "CONNECT elsewhere": lines("CONNECT example.org:443 HTTP/1.1", "Host: example.org:443"),
    **{
        f"path {path}": lines(f"GET {path} HTTP/1.1", HOST)
        for path in (
            *("/..%2f..%2fetc%2fpasswd", "/../../etc/passwd", "//etc/passwd", "/ws/../healthz"),
            *("/%00", "/healthz%00.html", "/%ff%fe", "/healthz%0d%0aX:%20y", "*", "/%"),
            *("/ws%2f", "/\\..\\windows", "/.git/config", "/.env", "/server-status"),
            *("http://example.org/", "file:///etc/passwd"),
        )
    },
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_refused_or_closed(server: ServerProcess, name: str) -> None:
    began = time.monotonic()
    answered = asked(server, ODD[name])
    assert len(answered) <= 1, "one request a connection"
    # 501 is for methods that there are not at all.
    assert all(400 <= status < 500 or status == 501 for status in answered), answered
    assert time.monotonic() - began < 30
    assert asked(server, lines(PAGE, HOST)) == [200]


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("GET /healthz HTTP/1.0", 200),
        ("HEAD /healthz HTTP/1.1", 200),
        ("GET /healthz?x=y#z HTTP/1.1", 200),
        ("GET http://example.org/healthz HTTP/1.1", 200),
        ("GET HTTP://127.0.0.1:1/etc HTTP/1.1", 404),
    ],
)
def test_what_is_merely_unusual_is_answered(
    server: ServerProcess, request_line: str, status: int
) -> None:
    assert asked(server, lines(request_line, HOST)) in ([status], [404])


@pytest.mark.parametrize("times", [2, 500])
def test_pipelined_requests_are_one_and_then_the_end(server: ServerProcess, times: int) -> None:
    assert asked(server, lines(PAGE, HOST) * times) == [200]


# --- the upgrade


def without(name: str, *instead: str) -> bytes:
    """Return the handshake with the headers of this name left out or replaced."""
    kept = [one for one in HANDSHAKE if not one.lower().startswith(name.lower() + ":")]
    return lines("GET /ws HTTP/1.1", *kept, *instead)


NO_UPGRADE: dict[str, bytes] = {
    "no Upgrade": without("Upgrade"),
    "Upgrade to another": without("Upgrade", "Upgrade: h2c"),
    "no Connection": without("Connection"),
    "Connection close": without("Connection", "Connection: close"),
    "no version": without("Sec-WebSocket-Version"),
    "no key": without("Sec-WebSocket-Key"),
    "no Host": without("Host"),
    "two Hosts": without("Host", "Host: a", "Host: b"),
    **{
        f"version {version}": without("Sec-WebSocket-Version", f"Sec-WebSocket-Version: {version}")
        for version in ("", "0", "8", "12", "14", "-13", "13, 8", "x", "9" * 5_000)
    },
    **{
        f"key {key[:9]}": without("Sec-WebSocket-Key", f"Sec-WebSocket-Key: {key}")
        for key in ("", "x", "dGhlIHNhbXBsZSBub25jZQ=", "!" * 24, "x" * 5_000, "é" * 24)
    },
    "two keys": without("none", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
    "two versions": without("none", "Sec-WebSocket-Version: 13"),
    "bad extension": without("none", "Sec-WebSocket-Extensions: permessage-deflate; =;;"),
    "bad window": without(
        "none", "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99"
    ),
    "protocol twice": without("none", "Sec-WebSocket-Protocol: parlance.v1"),
    "POST": lines("POST /ws HTTP/1.1", *HANDSHAKE),
    "HTTP/1.0": lines("GET /ws HTTP/1.0", *HANDSHAKE),
    "a body": lines("GET /ws HTTP/1.1", *HANDSHAKE, "Content-Length: 5") + b"hello",
    "chunks": lines("GET /ws HTTP/1.1", *HANDSHAKE, "Transfer-Encoding: chunked") + b"0\r\n\r\n",
}


@pytest.mark.parametrize("name", NO_UPGRADE)
def test_a_wrong_handshake_is_refused(server: ServerProcess, name: str) -> None:
    answered = asked(server, NO_UPGRADE[name])
    assert all(400 <= status < 500 for status in answered), answered
    assert len(answered) <= 1


@pytest.mark.parametrize(
    "headers",
    [
        ["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"],
        ["Sec-WebSocket-Extensions: permessage-bzip2, x-webkit-deflate-frame"],
        ["Cookie: " + "token=x; " * 500],
        ["X-Forwarded-For: 1.2.3.4, \x1b[31m"],
        ["X: a", " Content-Length: 9"],
        [f"X{number}: y" for number in range(50)],
        ["User-Agent: \x1b[31mred'\"\\ level=error event=forged"],
    ],
)
def test_an_odd_handshake_is_a_plain_websocket(server: ServerProcess, headers: list[str]) -> None:
    with Peer(server.port) as peer:
        peer.send(lines("GET /ws HTTP/1.1", *HANDSHAKE, *headers))
        peer.take_handshake()
        peer.send(frame(TEXT, b'{"type":"profile","id":77}') + frame(CLOSE))
        assert peer.message()["type"] == "hello"
        assert peer.message()["code"] == "not_logged_in"
        assert peer.close_code() in (1000, 1005)


@pytest.mark.parametrize(
    "origin",
    [
        *("null", "", "https://evil.example", "http://127.0.0.1", "http://localhost:8420"),
        *("http://127.0.0.1.evil.example", "file://", "https://[::1", "javascript:", "a b", "*"),
        *("http://user@127.0.0.1:1", "ws://127.0.0.1", "https://xn--nxasmq6b", "\xff", "x" * 5_000),
    ],
)
def test_an_origin_nobody_listed_is_403(server: ServerProcess, origin: str) -> None:
    upgrade = lines("GET /ws HTTP/1.1", *HANDSHAKE, f"Origin: {origin}")
    assert asked(server, upgrade) == [403]
