"""The short way in: whole text frames of an open connection, past Autobahn's frame machine.

Leans on names that Autobahn keeps to itself (`data`, `current_frame`, `inside_message`,
`_dataReceived`), hence on the version in the lock. The tests hold it against Autobahn alone: any
bytes in any pieces have to give the same messages and the same answers.
"""

from __future__ import annotations

from typing import Final

from autobahn.websocket.xormasker import create_xor_masker  # type: ignore[attr-defined]

from chat_server.gateway.bounded import BoundedSocket

TEXT: Final = 0x81
PING_PONG: Final = frozenset({0x89, 0x8A})
MASKED: Final = 0x80
SHORT: Final = MASKED | 125
SIZE_IN_TWO_BYTES: Final = MASKED | 126
NVX_BYTES: Final = 1_024
"""From here on the setting up of Autobahn's native masker costs less than big integers do."""


class FastReceiver(BoundedSocket):
    """Autobahn's server protocol with a short way for what nearly all frames are.

    Taken are whole text frames, one or many in a chunk; a ping or pong goes to Autobahn alone.
    Everything else goes there with all that follows it, until Autobahn is between two messages
    again. What is not whole yet waits in Autobahn's own buffer, which either way goes on from:
    no byte can get lost between them.
    """

    is_fast = False
    """Turned on when the connection is open, and only where it is plain."""
    longest = 0
    """The limit of a frame's payload in bytes, 0 for none."""

    def take_text(self, payload: bytes) -> None:
        """Take a whole text, of which nobody has looked at the encoding."""
        raise NotImplementedError

    def dataReceived(self, data: bytes) -> None:
        if (
            not self.is_fast
            or self.current_frame is not None
            or self.inside_message
            or self.state != self.STATE_OPEN
        ):
            self._dataReceived(data)
            return
        if self.data:
            data = self.data + data
            self.data = b""
        at = self._take_frames(data)
        if at < len(data):
            self._dataReceived(data[at:])

    def _take_frames(self, data: bytes) -> int:
        """Take the frames at the beginning; return where what is left to Autobahn begins."""
        at, end, most = 0, len(data), self.longest
        while at + 1 < end:
            kind, size, start = data[at], data[at + 1], at + 6
            if kind != TEXT and kind not in PING_PONG:
                return at
            if MASKED <= size <= SHORT:
                size -= MASKED
            elif size == SIZE_IN_TWO_BYTES and kind == TEXT:
                start = at + 8
                size = data[at + 2] << 8 | data[at + 3] if at + 4 <= end else 126
                if size < 126:
                    return at
            else:
                return at
            if size > most > 0:
                return at
            stop = start + size
            if stop > end:
                break
            if kind == TEXT:
                self._was_unfinished = False
                self.take_text(unmasked(data[start:stop], data[start - 4 : start]))
            else:
                self._dataReceived(data[at:stop])
            at = stop
            if self.state != self.STATE_OPEN:
                return at
        if at < end:
            self.data = data[at:] if at else data
        return end


def unmasked(payload: bytes, mask: bytes) -> bytes:
    """Return the payload XORed with the four bytes of the mask."""
    size = len(payload)
    if size > NVX_BYTES:
        plain: bytes = create_xor_masker(mask, size).process(payload)
        return plain
    key = int.from_bytes((mask * (size // 4 + 1))[:size], "little")
    return (int.from_bytes(payload, "little") ^ key).to_bytes(size, "little")
