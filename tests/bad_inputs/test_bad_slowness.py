"""Peers that say little or nothing are dropped, and nobody waits for them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from bad_inputs.peer import HANDSHAKE, PING, TEXT, Peer, frame, lines
from server_process import ServerProcess
from wire.client import Client

LATE = 25.0
"""Seconds that nobody is borne with: 10, and what a busy machine may need besides."""

CLOSING = b"\x88"
"""How a close frame begins; all else that comes is ASCII, but for the heads of texts and pongs."""


def drop_time(server: ServerProcess, beginning: bytes, drip: bytes = b"") -> float:
    """Return how long the server bears with a peer that says little or nothing."""
    with Peer(server.port) as peer:
        began = time.monotonic()
        peer.send(beginning)
        peer.socket.settimeout(0.3)
        with suppress(ConnectionError):
            while time.monotonic() - began < LATE:
                with suppress(TimeoutError):
                    data = peer.socket.recv(65_536)
                    if not data or CLOSING in data:
                        break
                peer.send(drip)
        return time.monotonic() - began


PAGE = lines("GET /healthz HTTP/1.1", "Host: a")
UPGRADE = lines("GET /ws HTTP/1.1", *HANDSHAKE)
SLOW: dict[str, tuple[bytes, bytes]] = {
    "silent": (b"", b""),
    "half a request": (b"GET /ws HTTP/1.1\r\nHost: a\r\n", b""),
    "a header now and then": (b"GET /ws HTTP/1.1\r\n", b"X: y\r\n"),
    "a byte now and then": (b"", b"G"),
    "half an upgrade": (UPGRADE[:-2], b""),
    "bare LF": (PAGE.replace(b"\r", b""), b""),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), b""),
    "logged in never": (UPGRADE, b""),
    "pings and no log-in": (UPGRADE, frame(PING)),
    "half a frame": (UPGRADE, b"\x81"),
    "bad frames and no log-in": (UPGRADE, frame(TEXT, b'{"type":"profile","id":7}')),
    "asked and stays": (PAGE, b""),
}


@pytest.mark.waits(11)
def test_who_dawdles_is_dropped(server: ServerProcess) -> None:
    """By 10 s, and a moment for a busy machine; all of them beside each other."""
    with Client(server.url) as honest, ThreadPoolExecutor(len(SLOW)) as pool:
        honest.log_in("sign_up", username="honest", password="correct horse")
        dropped = {name: pool.submit(drop_time, server, *how) for name, how in SLOW.items()}
        while not all(future.done() for future in dropped.values()):
            assert honest.do("profile")["type"] == "profile"
            time.sleep(0.5)
        late = {
            name: future.result() for name, future in dropped.items() if future.result() >= LATE
        }
        assert late == {}
