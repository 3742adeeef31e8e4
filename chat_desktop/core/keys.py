"""Keys of messages: UUIDv7, so that they ascend with time and never meet."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from protocol.scalars import Key


class KeySource:
    """Makes keys that ascend even within one millisecond and when the clock steps back.

    `now` gives milliseconds since 1970, `random_bits` that many random bits.
    """

    def __init__(self, now: Callable[[], int], random_bits: Callable[[int], int]) -> None:
        self._now = now
        self._random_bits = random_bits
        self._last = 0

    def next(self) -> Key:
        """Return a new key: 36 characters, greater than every one before."""
        time = max(0, self._now()) & ((1 << 48) - 1)
        stamp = (time << 12) | (self._random_bits(11))
        if stamp <= self._last:
            stamp = self._last + 1
        self._last = stamp
        bits = (stamp >> 12) << 80
        bits |= 0x7 << 76
        bits |= (stamp & 0xFFF) << 64
        bits |= 0b10 << 62
        bits |= self._random_bits(62)
        return str(UUID(int=bits))
