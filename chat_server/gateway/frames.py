"""A server's WebSocket frames: one header in front of the payload, nothing masked."""

from __future__ import annotations

from typing import Final

import msgspec

from protocol.codec import encode

PING: Final = b"\x89\x00"

_SHORT: Final = [b"\x81" + bytes([size]) for size in range(126)]
"""The headers of frames under 126 bytes, by size: most replies are."""


def text_frame(payload: bytes) -> bytes:
    """Return the payload as one whole text frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return _SHORT[size] + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


def frame(message: msgspec.Struct) -> bytes:
    """Return the message as the bytes that go out."""
    payload = encode(message)
    size = len(payload)
    return _SHORT[size] + payload if size < 126 else text_frame(payload)
