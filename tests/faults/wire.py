"""A lean WebSocket client: raw frames on asyncio, many in one write, good manners or bad."""

from __future__ import annotations

import asyncio
import base64
import os
import random
from collections.abc import Callable, Iterable

import msgspec

from protocol.replies import SUBPROTOCOL

TEXT, CLOSE, PING, PONG = 0x81, 0x88, 0x89, 0x8A
CONNECT_SECONDS = 20.0


class Entry(msgspec.Struct, gc=False):
    """An event, or a message, as far as the rig looks at it."""

    seq: int
    by: str
    kind: str
    key: str = ""
    n: int = 0
    at: int = 0
    text: str = ""
    reactions: list[msgspec.Raw] = []


class View(msgspec.Struct, gc=False):
    """A group as its member sees it."""

    id: str
    head: int
    n: int


class Person(msgspec.Struct, gc=False):
    """A user."""

    id: str


class Said(msgspec.Struct):
    """Whatever the server says: every field that the rig needs of any type of frame."""

    type: str
    id: int = 0
    group: str | View = ""
    user: str | Person = ""
    seq: int = 0
    head: int = 0
    events: list[Entry] = []
    messages: list[Entry] = []
    heads: dict[str, int] = {}
    groups: list[View] = []
    token: str = ""
    epoch: str = ""
    code: str = ""
    message: str = ""
    retry_after: float | None = None

    @property
    def group_id(self) -> str:
        return self.group if isinstance(self.group, str) else self.group.id


_decode = msgspec.json.Decoder(Said).decode


def masked(opcode: int, payload: bytes, mask: bytes) -> bytes:
    """Return one whole frame as a client sends it; `opcode` has the FIN bit."""
    size = len(payload)
    if size < 126:
        header = bytes((opcode, 0x80 | size))
    elif size < 65_536:
        header = bytes((opcode, 0xFE)) + size.to_bytes(2, "big")
    else:
        header = bytes((opcode, 0xFF)) + size.to_bytes(8, "big")
    stream = (mask * (size // 4 + 1))[:size]
    hidden = int.from_bytes(payload, "little") ^ int.from_bytes(stream, "little")
    return header + mask + hidden.to_bytes(size, "little")


class Link(asyncio.Protocol):
    """One connection. `hear` gets what the server says, `closed` the close code, None without.

    Nothing is heard before `listen`, so that whoever hears knows the link by then.
    """

    def __init__(self, hear: Callable[[Said], None], closed: Callable[[int | None], None]) -> None:
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport | None = None
        self._hear = hear
        self._closed = closed
        self._rest = b""
        self._listening = False
        self._code: int | None = None
        self._mask = random.randbytes(4)

    # --- asyncio's calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.set_write_buffer_limits(high=1 << 22)
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        data = self._rest + data if self._rest else data
        if not self.opened.done():
            head, end, rest = data.partition(b"\r\n\r\n")
            if not end:
                self._rest = data
                return
            if b" 101 " not in head.split(b"\r\n")[0]:
                self.opened.set_exception(ConnectionError(head[:80].decode("latin-1")))
                return
            self.opened.set_result(None)
            data = rest
        self._rest = self._take_frames(data) if self._listening else data

    def connection_lost(self, error: Exception | None) -> None:
        self.transport = None
        if not self.opened.done():
            self.opened.set_exception(error or ConnectionError("closed before it was open"))
        self._closed(self._code)

    # --- ours

    def listen(self) -> None:
        """Hear what the server says, from the first frame on."""
        self._listening = True
        self._rest = self._take_frames(self._rest)

    def send(self, payload: bytes) -> None:
        """Send one text; after the end it goes nowhere."""
        self.send_all((payload,))

    def send_all(self, payloads: Iterable[bytes]) -> None:
        """Send texts in one write."""
        if self.transport is not None:
            mask = self._mask
            self.transport.write(b"".join([masked(TEXT, text, mask) for text in payloads]))

    def send_raw(self, data: bytes) -> None:
        """Send bytes that need not be a frame."""
        if self.transport is not None:
            self.transport.write(data)

    def cut(self) -> None:
        """End the connection without a word."""
        if self.transport is not None:
            self.transport.abort()

    def _take_frames(self, data: bytes) -> bytes:
        """Hear every whole frame; return what is left over."""
        at = 0
        total = len(data)
        while total - at >= 2:
            size = data[at + 1]
            start = at + 2
            if size == 126:
                start += 2
                size = int.from_bytes(data[at + 2 : start], "big")
            elif size == 127:
                start += 8
                size = int.from_bytes(data[at + 2 : start], "big")
            end = start + size
            if total < max(start, end):
                break
            opcode = data[at]
            at = end
            if opcode == TEXT:
                self._hear(_decode(data[start:end]))
            else:
                self._control(opcode, data[start:end])
        return data[at:]

    def _control(self, opcode: int, payload: bytes) -> None:
        if opcode == PING:
            self.send_raw(masked(PONG, payload, self._mask))
        elif opcode == CLOSE:
            self._code = int.from_bytes(payload[:2], "big") if payload else None
            self.send_raw(masked(CLOSE, payload[:2], self._mask))
            if self.transport is not None:
                self.transport.close()


async def open_link(
    port: int, hear: Callable[[Said], None], closed: Callable[[int | None], None]
) -> Link:
    """Connect to a server on this machine; raises OSError. Nothing is said yet."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(CONNECT_SECONDS):
        _, link = await loop.create_connection(lambda: Link(hear, closed), "127.0.0.1", port)
        await link.opened
    return link
