"""Whether the server should get traffic: its store takes writes, and it is not going down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

STANDING_SECONDS: Final = 2.0
"""How long a commit may take before the server counts as not ready."""


class Store(Protocol):
    """What knows whether the store takes writes."""

    @property
    def reason(self) -> str:
        """Why it does not; empty while it does."""


class Journal(Protocol):
    """What knows for how long a commit has been going on."""

    @property
    def standing(self) -> float:
        """Seconds since the commit in flight began; 0 where none is."""


class Readiness:
    """Answers `/readyz`."""

    def __init__(self, store: Store, journal: Journal, is_draining: Callable[[], bool]) -> None:
        self._store = store
        self._journal = journal
        self._is_draining = is_draining

    def reason(self) -> str:
        """Return in plain words why the server is not ready; empty where it is."""
        if self._is_draining():
            return "the server is going down"
        if not self._store.reason and self._journal.standing >= STANDING_SECONDS:
            return "the store does not answer"
        return self._store.reason
