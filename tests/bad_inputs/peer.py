"""A peer that keeps no rule: bytes over TCP, frames whose headers lie, and what comes back."""

from __future__ import annotations

import json
import socket
import struct
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Self

CONTINUATION: Final = 0
TEXT: Final = 1
BINARY: Final = 2
CLOSE: Final = 8
PING: Final = 9
PONG: Final = 10
PATIENCE: Final = 15.0

HANDSHAKE: Final = (
    "Host: 127.0.0.1",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol: parlance.v1",
)


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    reserved: int = 0,
    masked: bool = True,
    size: int | None = None,
    form: int = 0,
) -> bytes:
    """Return a frame; `size` is what its header claims, `form` 2 or 8 how wide it says so."""
    length = len(payload) if size is None else size
    first = (0x80 if fin else 0) | reserved << 4 | opcode
    mask_bit = 0x80 if masked else 0
    if form == 8 or length > 65_535:
        head = struct.pack("!BBQ", first, mask_bit | 127, length)
    elif form == 2 or length > 125:
        head = struct.pack("!BBH", first, mask_bit | 126, length)
    else:
        head = struct.pack("!BB", first, mask_bit | length)
    if not masked:
        return head + payload
    mask = b"\x37\xfa\x21\x3d"
    stretched = (mask * (len(payload) // 4 + 1))[: len(payload)]
    mixed = int.from_bytes(payload, "big") ^ int.from_bytes(stretched, "big")
    return head + mask + mixed.to_bytes(len(payload), "big")


def lines(*parts: str) -> bytes:
    """Return the lines of a request's head and the blank one after them."""
    return "\r\n".join([*parts, "", ""]).encode("latin-1")


def close_frame(code: int, reason: bytes = b"") -> bytes:
    """Return a close frame, whatever its code."""
    return frame(CLOSE, struct.pack("!H", code) + reason)


class Peer:
    """A TCP connection to the server, a WebSocket after `upgrade`; a context manager."""

    def __init__(self, port: int, *, buffer: int = 0) -> None:
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(("127.0.0.1", port))
        self._received = b""
        self._last_id = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def push(self, data: bytes) -> bool:
        """Send as far as the server takes it; say whether it took everything."""
        try:
            self.socket.sendall(data)
        except OSError:
            return False
        return True

    def reset(self) -> None:
        """Vanish with an RST."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    # --- the WebSocket

    def upgrade(self, *headers: str) -> Self:
        """Become a WebSocket and take in `hello`."""
        self.send(lines("GET /ws HTTP/1.1", *HANDSHAKE, *headers))
        self.take_handshake()
        assert self.message()["type"] == "hello"
        return self

    def take_handshake(self) -> None:
        """Take in the server's half of the handshake."""
        while b"\r\n\r\n" not in self._received:
            self._fill()
        head, self._received = self._received.split(b"\r\n\r\n", 1)
        assert head.startswith(b"HTTP/1.1 101"), head

    def command(self, type: str, /, **fields: Any) -> int:
        """Send a command in a decent frame; return its id."""
        self._last_id += 1
        data = json.dumps({"type": type, "id": self._last_id, **fields})
        self.send(frame(TEXT, data.encode()))
        return self._last_id

    def do(self, type: str, /, **fields: Any) -> dict[str, Any]:
        """Return the reply, which is no refusal."""
        id = self.command(type, **fields)
        while (message := self.message()).get("id") != id:
            pass
        assert message["type"] != "error", message
        return message

    def is_usable(self) -> bool:
        """Say whether an honest command is still answered."""
        id = self.command("profile")
        while (message := self.message()).get("id") != id:
            pass
        return message["type"] == "profile" or message.get("code") == "not_logged_in"

    def message(self) -> dict[str, Any]:
        """Return the next text frame; pings and pongs are passed over."""
        opcode, payload = self.frame()
        while opcode in (PING, PONG):
            opcode, payload = self.frame()
        assert opcode == TEXT, (opcode, payload)
        message: dict[str, Any] = json.loads(payload)
        return message

    def frame(self) -> tuple[int, bytes]:
        """Return the next frame's opcode and payload; EOFError once the server is gone."""
        first, size = self._take(2)
        if size == 126:
            (size,) = struct.unpack("!H", self._take(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", self._take(8))
        return first & 0xF, self._take(size)

    def close_code(self) -> int:
        """Read on to the close frame and return its code; 1006 where none comes, 1005 if bare."""
        try:
            while True:
                opcode, payload = self.frame()
                if opcode == CLOSE:
                    return int(struct.unpack("!H", payload[:2])[0]) if payload else 1005
        except (EOFError, ConnectionError):
            return 1006

    # --- plain bytes

    def rest(self, seconds: float = PATIENCE) -> bytes:
        """Return whatever comes until the server closes; TimeoutError where it does not."""
        until = time.monotonic() + seconds
        with suppress(ConnectionError, EOFError):
            while True:
                self.socket.settimeout(max(0.01, until - time.monotonic()))
                self._fill()
        taken, self._received = self._received, b""
        return taken

    def drain(self) -> None:
        """Throw away what has come by now."""
        self.socket.setblocking(False)
        with suppress(BlockingIOError):
            while self.socket.recv(262_144):
                pass
        self.socket.settimeout(PATIENCE)
        self._received = b""

    def _take(self, size: int) -> bytes:
        while len(self._received) < size:
            self._fill()
        taken, self._received = self._received[:size], self._received[size:]
        return taken

    def _fill(self) -> None:
        data = self.socket.recv(262_144)
        if not data:
            raise EOFError
        self._received += data
