"""A few in each turn of the reactor: what thousands want at once holds up nobody for long."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

MAX_A_TURN: Final = 20
"""About ten milliseconds of handshakes."""


class Turnstile:
    """Makes calls in the order in which they came, a few at once and the others turn by turn.

    `later(f)` calls f in the reactor's next turn.
    """

    def __init__(
        self, later: Callable[[Callable[[], None]], object], most: int = MAX_A_TURN
    ) -> None:
        self._later = later
        self._most = most
        self._waiting: deque[Callable[[], None]] = deque()
        self._passed = 0
        self._turning = False

    def pass_through(self, call: Callable[[], None]) -> None:
        """Make the call, now or in one of the next turns."""
        self._waiting.append(call)
        if len(self._waiting) == 1:
            self._go()

    def _go(self) -> None:
        while self._waiting and self._passed < self._most:
            self._passed += 1
            if not self._turning:
                self._turning = True
                self._later(self._turn)
            self._waiting.popleft()()

    def _turn(self) -> None:
        self._turning = False
        self._passed = 0
        self._go()
