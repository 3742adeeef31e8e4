"""The short way in: whole text frames of an open connection, past Autobahn's frame machine.

Leans on names that Autobahn keeps to itself (`data`, `current_frame`, `inside_message`,
`_dataReceived`), hence on the version in the lock. The tests hold it against Autobahn alone: any
bytes in any pieces have to give the same messages and the same answers.
"""

from __future__ import annotations

from abc import abstractmethod
from struct import Struct
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

_HEAD: Final = Struct(">BBH").unpack_from
_REPEATS: Final[dict[int, tuple[int, int]]] = {}
"""The numbers of `_repeat`, by size: about a megabyte once there was a frame of every size."""


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

    @abstractmethod
    def take_text(self, payload: bytes) -> None:
        """Take a whole text, of which nobody has looked at the encoding."""

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
        kind: int
        size: int
        more: int
        while at + 4 <= end:
            kind, size, more = _HEAD(data, at)
            if size == SIZE_IN_TWO_BYTES and kind == TEXT and more >= 126:
                start, size = at + 8, more
            elif MASKED <= size <= SHORT and (kind == TEXT or kind in PING_PONG):
                start, size = at + 6, size - MASKED
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
        if at + 2 <= end < at + 4 and not _is_usual(data[at], data[at + 1]):
            return at
        if at < end:
            self.data = data[at:] if at else data
        return end


def _is_usual(kind: int, size: int) -> bool:
    """Say whether a frame that begins with these two bytes may be one of those taken here."""
    if kind == TEXT and size == SIZE_IN_TWO_BYTES:
        return True
    return MASKED <= size <= SHORT and (kind == TEXT or kind in PING_PONG)


def unmasked(payload: bytes, mask: bytes) -> bytes:
    """Return the payload XORed with the four bytes of the mask."""
    size = len(payload)
    if size > NVX_BYTES:
        plain: bytes = create_xor_masker(mask, size).process(payload)
        return plain
    repeat, cut = _REPEATS.get(size) or _repeat(size)
    key = int.from_bytes(mask, "little") * repeat & cut
    return (int.from_bytes(payload, "little") ^ key).to_bytes(size, "little")


def _repeat(size: int) -> tuple[int, int]:
    """Return what four bytes are multiplied with to repeat them, and what cuts them to `size`."""
    repeat = sum(1 << 32 * index for index in range(-(-size // 4)))
    _REPEATS[size] = numbers = repeat, (1 << 8 * size) - 1
    return numbers
