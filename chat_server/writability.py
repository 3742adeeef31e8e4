"""Whether the store takes writes: the server's read-only state, entered and left by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import structlog

from chat_server.core.trouble import StorageTrouble
from protocol.errors import ErrorCode, Refusal

LEAST_SECONDS: Final = 2.0
"""How long the server is read-only at least.

So whoever has several messages on the way hears that the first was refused before a later one
could be taken, and overtake it.
"""

PROBE_SECONDS: Final = 1.0

Probe: TypeAlias = Callable[[Callable[[StorageTrouble | None], None]], None]
"""Tries a write away from the reactor and calls back on it with what is wrong, None if nothing."""

log = structlog.get_logger("storage")


class Writability:
    """What is wrong with the store, if anything, and when it is over.

    After `storage_full`, or a commit whose outcome is unknown, the server is read-only: `closed`
    is true and whoever wants to write is refused at once. Behind a lock (`busy`) writes are still
    tried, since it may pass any moment. In both, the store is probed until it takes a write.
    `doubted` is called when the store is well again after a commit of unknown outcome.
    """

    def __init__(
        self,
        *,
        probe: Probe,
        later: Callable[[float, Callable[[], None]], object],
        now: Callable[[], float],
        doubted: Callable[[], None],
    ) -> None:
        self._probe = probe
        self._later = later
        self._now = now
        self._doubted = doubted
        self._code = ErrorCode.BUSY
        self._since = 0.0
        self._closed_since = 0.0
        self._probing = False
        self._in_doubt = False
        self.reason = ""
        """What is wrong, in plain words; empty while the store takes writes."""
        self.closed = False
        """Whether the server is read-only."""

    def refusal(self) -> Refusal:
        """Return what a write is refused with while the server is read-only."""
        return StorageTrouble(self._code, self.reason)

    def failed(self, trouble: StorageTrouble) -> None:
        """The store refused a batch, or a probe."""
        closing = not self.closed and (trouble.code is ErrorCode.STORAGE_FULL or trouble.unknown)
        if closing or not self.reason:
            log.error(
                "storage_trouble",
                reason=trouble.reason,
                read_only=closing,
                cause=str(trouble.__cause__ or ""),
            )
        if not self.reason:
            self._since = self._now()
        if closing:
            self.closed, self._code, self._closed_since = True, trouble.code, self._now()
        self.reason = trouble.reason
        self._in_doubt |= trouble.unknown
        if not self._probing:
            self._probing = True
            self._later(LEAST_SECONDS, self._try)

    def succeeded(self) -> None:
        """The store took a write."""
        if not self.reason:
            return
        log.warning("storage_recovered", after=round(self._now() - self._since, 1))
        self.reason, self.closed = "", False
        if self._in_doubt:
            self._in_doubt = False
            self._doubted()

    def _try(self) -> None:
        if self.reason:
            self._probe(self._probed)
        else:
            self._probing = False

    def _probed(self, trouble: StorageTrouble | None) -> None:
        if trouble is not None:
            self.failed(trouble)
        elif not self.closed or self._now() - self._closed_since >= LEAST_SECONDS:
            self._probing = False
            self.succeeded()
            return
        self._later(PROBE_SECONDS, self._try)
