"""The lean client's frames: whole, split anywhere, long, and controls in between."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from faults.wire import CLOSE, PING, PONG, TEXT, Link, Said, masked

UPGRADED = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"


class Transport(asyncio.Transport):
    """Takes what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.closed = False

    def write(self, data: Any) -> None:
        self.written += data

    def close(self) -> None:
        self.closed = True

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass


def frame(opcode: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes((opcode, size)) + payload
    if size < 65_536:
        return bytes((opcode, 126)) + size.to_bytes(2, "big") + payload
    return bytes((opcode, 127)) + size.to_bytes(8, "big") + payload


def said(number: int, filler: int = 0) -> bytes:
    return b'{"type":"sent","id":%d,"message":"%b"}' % (number, b"x" * filler)


def link() -> tuple[Link, Transport, list[Said]]:
    heard: list[Said] = []
    link = Link(heard.append, lambda code: None)
    transport = Transport()
    link.connection_made(transport)
    transport.written = b""
    return link, transport, heard


@pytest.mark.parametrize("step", [1, 7, 1_000, 1_000_000])
async def test_frames_are_heard_however_they_are_split(step: int) -> None:
    ours, _, heard = link()
    ours.listen()
    stream = UPGRADED + b"".join(frame(TEXT, said(n, n * 20_000)) for n in range(1, 6))
    for start in range(0, len(stream), step):
        ours.data_received(stream[start : start + step])
    assert [message.id for message in heard] == [1, 2, 3, 4, 5]
    assert ours.opened.done()


async def test_nothing_is_heard_before_somebody_listens() -> None:
    ours, _, heard = link()
    ours.data_received(UPGRADED + frame(TEXT, said(1)))
    ours.data_received(frame(TEXT, said(2)))
    assert heard == []
    ours.listen()
    assert [message.id for message in heard] == [1, 2]


async def test_a_refused_upgrade_is_an_error() -> None:
    ours, _, _ = link()
    ours.data_received(b"HTTP/1.1 403 Forbidden\r\n\r\n")
    with pytest.raises(ConnectionError, match="403"):
        await ours.opened


async def test_pings_are_answered_and_a_close_is_echoed() -> None:
    ours, transport, heard = link()
    ours.listen()
    ours.data_received(UPGRADED + frame(PING, b"") + frame(TEXT, said(1)))
    assert transport.written[0] == PONG
    ours.data_received(frame(CLOSE, (4408).to_bytes(2, "big") + b"too slow"))
    assert transport.closed
    assert len(heard) == 1


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_what_is_masked_can_be_read(size: int) -> None:
    payload = bytes(n % 251 for n in range(size))
    data = masked(TEXT, payload, b"abcd")
    hidden = data[-size:] if size else b""
    assert bytes(byte ^ b"abcd"[place % 4] for place, byte in enumerate(hidden)) == payload
    assert data[0] == TEXT
    assert data[1] & 0x80
    assert len(data) - size == 6 + {126: 2, 127: 8}.get(data[1] & 0x7F, 0)
