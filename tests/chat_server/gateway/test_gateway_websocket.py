"""The real socket: options, limits, origins, subprotocols, hostile frames."""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from server_process import ServerProcess
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from chat_server.gateway.websocket import forwarded_for, with_port

PARLANCE = Subprotocol("parlance.v1")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    folder = tmp_path_factory.mktemp("server")
    with ServerProcess(folder, "--origin", "https://chat.example.org") as process:
        yield process


@contextmanager
def talk(server: ServerProcess, **options: Any) -> Iterator[ClientConnection]:
    """A connection after `hello`."""
    options = {"subprotocols": [PARLANCE], "compression": None, "max_size": None, **options}
    with connect(server.url, **options) as client:
        yield client


def hello(client: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(client.recv(timeout=10))
    return message


def close_code(client: ClientConnection) -> int:
    """Read to the end and return the server's close code."""
    try:
        while True:
            client.recv(timeout=10)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd is not None else 1006


def raw_frame(opcode: int, payload: bytes, *, fin: bool = True, size: int | None = None) -> bytes:
    """Return a masked frame whose header may lie about the size."""
    mask = os.urandom(4)
    length = len(payload) if size is None else size
    head = bytes([opcode | (0x80 if fin else 0)])
    if length < 126:
        head += bytes([0x80 | length])
    elif length < 65_536:
        head += bytes([0xFE]) + struct.pack("!H", length)
    else:
        head += bytes([0xFF]) + struct.pack("!Q", length)
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


def send_raw(client: ClientConnection, data: bytes) -> None:
    client.socket.sendall(data)


def sockets_of(server: ServerProcess) -> list[socket.socket]:
    """Return copies of the server's accepted sockets, as the kernel shows them."""
    found = []
    for entry in Path(f"/proc/{server.pid}/fd").iterdir():
        if os.readlink(entry).startswith("socket:"):
            pidfd = os.pidfd_open(server.pid)
            found.append((pidfd, int(entry.name)))
    return [socket.socket(fileno=fd) for fd in map(_copy, found) if fd is not None]


def _copy(where: tuple[int, int]) -> int | None:
    """Duplicate another process's descriptor (pidfd_getfd), None where that is not allowed."""
    import ctypes

    pidfd, number = where
    libc = ctypes.CDLL(None, use_errno=True)
    copied = libc.syscall(438, pidfd, number, 0)
    os.close(pidfd)
    return None if copied < 0 else int(copied)


def test_the_subprotocol_is_chosen_and_nothing_is_compressed(server: ServerProcess) -> None:
    offered = [Subprotocol("parlance.v9"), PARLANCE]
    with talk(server, subprotocols=offered, compression="deflate") as client:
        assert client.subprotocol == PARLANCE
        assert client.protocol.extensions == []
        assert hello(client)["type"] == "hello"


@pytest.mark.parametrize("offered", [None, [Subprotocol("parlance.v9")]])
def test_who_speaks_no_common_protocol_is_accepted_and_closed(
    server: ServerProcess, offered: list[Subprotocol] | None
) -> None:
    with talk(server, subprotocols=offered) as client:
        assert close_code(client) == 4400


@pytest.mark.parametrize(
    ("origin", "admitted"),
    [
        ("https://chat.example.org", True),
        ("HTTPS://chat.example.org", True),
        ("https://chat.example.org.evil.example", False),
        ("https://chat.example.org:444", False),
        ("http://chat.example.org", False),
        ("null", False),
        ("", False),
    ],
)
def test_an_origin_has_to_be_on_the_list(
    server: ServerProcess, origin: str, admitted: bool
) -> None:
    if admitted:
        with talk(server, origin=Origin(origin)) as client:
            assert hello(client)["type"] == "hello"
        return
    with (
        pytest.raises(InvalidStatus) as refused,
        talk(server, additional_headers={"Origin": origin}),
    ):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="looks into the process by pidfd")
def test_nagle_is_off_on_the_socket_itself(server: ServerProcess) -> None:
    with talk(server) as client:
        hello(client)
        mine = client.socket.getsockname()
        copies = sockets_of(server)
        try:
            (found,) = [copy for copy in copies if _peer(copy) == mine] or pytest.skip(
                "the kernel shows no other process's sockets"
            )
            assert found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert found.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) >= 131_072
        finally:
            for copy in copies:
                copy.close()


def _peer(copy: socket.socket) -> Any:
    try:
        return copy.getpeername()
    except OSError:
        return None


def test_a_frame_over_the_limit_closes_1009(server: ServerProcess) -> None:
    with talk(server) as client:
        limit = hello(client)["limits"]["frame_bytes"]
        client.send("x" * limit)
        assert json.loads(client.recv(timeout=10))["code"] == "bad_request"
        client.send("x" * (limit + 1))
        assert close_code(client) == 1009


def test_fragments_count_against_the_limit_together(server: ServerProcess) -> None:
    with talk(server) as client:
        limit = hello(client)["limits"]["frame_bytes"]
        send_raw(client, raw_frame(1, b"x" * 1000, fin=False))
        for _ in range(limit // 1000):
            send_raw(client, raw_frame(0, b"x" * 1000, fin=False))
        assert close_code(client) == 1009


def test_a_frame_that_claims_to_be_huge_closes_at_once(server: ServerProcess) -> None:
    with talk(server) as client:
        hello(client)
        send_raw(client, raw_frame(1, b"x", size=2**62))
        assert close_code(client) == 1009


def test_bytes_that_are_no_text_close_1007(server: ServerProcess) -> None:
    for payload in (b"\xff\xfe", b'{"type":"' + b"\xed\xa0\x80" + b'"}', b"\xf0\x9f"):
        with talk(server) as client:
            hello(client)
            send_raw(client, raw_frame(1, payload))
            assert close_code(client) == 1007


def test_a_text_in_fragments_is_one_command(server: ServerProcess) -> None:
    with talk(server) as client:
        hello(client)
        client.send(['{"type":"list', '_groups",', '"id":4}'])
        reply = json.loads(client.recv(timeout=10))
        assert (reply["id"], reply["code"]) == (4, "not_logged_in")


def test_a_binary_frame_is_a_bad_request(server: ServerProcess) -> None:
    with talk(server) as client:
        hello(client)
        client.send(b"{}")
        assert json.loads(client.recv(timeout=10))["code"] == "bad_request"


@pytest.mark.parametrize(
    "data",
    [
        b"\x81\x02{}",  # not masked
        raw_frame(0x41, b"{}"),  # a reserved bit
        raw_frame(3, b"{}"),  # a reserved opcode
        raw_frame(0, b"{}"),  # a continuation of nothing
        raw_frame(9, b"x" * 126),  # a ping that is too long
    ],
    ids=["unmasked", "reserved bit", "opcode", "continuation", "ping"],
)
def test_a_breach_of_the_websocket_protocol_closes_1002(server: ServerProcess, data: bytes) -> None:
    with talk(server) as client:
        hello(client)
        send_raw(client, data)
        assert close_code(client) == 1002


def test_a_ping_is_answered(server: ServerProcess) -> None:
    with talk(server) as client:
        hello(client)
        assert client.ping(b"there?").wait(timeout=10)


def test_who_says_goodbye_gets_an_answer(server: ServerProcess) -> None:
    with talk(server) as client:
        hello(client)
        client.close(1000)
        assert client.close_code == 1000


def test_connections_of_one_address_are_capped(tmp_path: Path) -> None:
    flags = ("--address-connections", "2")
    with ServerProcess(tmp_path, *flags, rate_limits=True) as small, talk(small) as first:
        hello(first)
        with talk(small) as second:
            hello(second)
            with talk(small) as third:
                assert close_code(third) == 4429
        with talk(small) as again:
            hello(again)


def test_behind_a_proxy_the_address_is_the_one_it_names(tmp_path: Path) -> None:
    flags = ("--address-connections", "1", "--proxies", "1")
    with ServerProcess(tmp_path, *flags, rate_limits=True) as proxied:
        one = {"additional_headers": {"X-Forwarded-For": "10.9.9.9, 192.0.2.1"}}
        two = {"additional_headers": {"X-Forwarded-For": "10.9.9.9, 192.0.2.2"}}
        with talk(proxied, **one) as first, talk(proxied, **two) as second:
            hello(first)
            hello(second)
            with talk(proxied, **one) as third:
                assert close_code(third) == 4429


@pytest.mark.parametrize(
    ("header", "proxies", "address"),
    [
        ("", 1, ""),
        ("192.0.2.1", 0, ""),
        ("192.0.2.1", 1, "192.0.2.1"),
        ("10.0.0.1, 192.0.2.1", 1, "192.0.2.1"),
        ("10.0.0.1, 192.0.2.1, 10.1.1.1", 2, "192.0.2.1"),
        ("192.0.2.1", 2, ""),
    ],
)
def test_only_our_own_proxies_are_believed(header: str, proxies: int, address: str) -> None:
    assert forwarded_for(header, proxies) == address


def test_origins_are_compared_with_their_ports() -> None:
    assert with_port("https://chat.example.org") == "https://chat.example.org:443"
    assert with_port("http://localhost:8000") == "http://localhost:8000"
