"""Whether the server should get traffic: its store takes writes, and it is not going down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Writes(Protocol):
    """What knows whether the last write was stored."""

    healthy: bool


class Readiness:
    """Answers `/readyz`.

    After a write that failed, nobody may send any more, so that asking has to find out whether
    writes succeed again: `probe(then)` tries one away from the reactor and says how it went.
    """

    def __init__(
        self,
        writes: Writes,
        probe: Callable[[Callable[[bool], None]], None],
        is_draining: Callable[[], bool],
    ) -> None:
        self._writes = writes
        self._probe = probe
        self._is_draining = is_draining
        self._probing = False

    def check(self) -> bool:
        """Say whether the server is ready; a failed store is tried again for the next time."""
        if self._is_draining():
            return False
        if not self._writes.healthy and not self._probing:
            self._probing = True
            self._probe(self._probed)
        return self._writes.healthy

    def _probed(self, succeeded: bool) -> None:
        self._probing = False
        self._writes.healthy = succeeded
