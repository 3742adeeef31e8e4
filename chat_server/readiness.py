"""Whether the server should get traffic: its store takes writes, and it is not going down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Store(Protocol):
    """What knows whether the store takes writes."""

    @property
    def reason(self) -> str:
        """Why it does not; empty while it does."""


class Readiness:
    """Answers `/readyz`."""

    def __init__(self, store: Store, is_draining: Callable[[], bool]) -> None:
        self._store = store
        self._is_draining = is_draining

    def reason(self) -> str:
        """Return in plain words why the server is not ready; empty where it is."""
        return "the server is going down" if self._is_draining() else self._store.reason
