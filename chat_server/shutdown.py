"""Going down in order: nothing new, everything acknowledged on disk, everybody told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from chat_server.gateway.lobby import Lobby
from chat_server.journal import Journal
from protocol.errors import CloseCode

RETRY_AFTER: Final = 2.0
ANSWER_SECONDS: Final = 4.0
CLOSE_SECONDS: Final = 2.0
POLL_SECONDS: Final = 0.05


class Shutdown:
    """Drains the server once, then calls `stop`.

    `bye` first; commands get `busy`; what is under way has four seconds to be answered and the
    closing handshakes two, then the rest is cut off.
    """

    def __init__(
        self,
        lobby: Lobby,
        journal: Journal,
        *,
        stop_listening: Callable[[], None],
        stop: Callable[[], None],
        now: Callable[[], float],
        call_later: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self._lobby = lobby
        self._journal = journal
        self._stop_listening = stop_listening
        self._stop = stop
        self._now = now
        self._call_later = call_later
        self.draining = False

    def begin(self) -> None:
        """Stop accepting, say `bye`, and close once everything is answered."""
        if self.draining:
            return
        self.draining = True
        self._stop_listening()
        for connection in self._lobby:
            connection.drain("restarting", RETRY_AFTER)
        self._wait(self._is_answered, self._close_all, self._now() + ANSWER_SECONDS)

    def _is_answered(self) -> bool:
        return self._journal.idle and all(connection.session.idle for connection in self._lobby)

    def _close_all(self) -> None:
        for connection in self._lobby:
            connection.end(CloseCode.RESTARTING, "restarting")
        self._wait(self._is_empty, self._stop, self._now() + CLOSE_SECONDS)

    def _is_empty(self) -> bool:
        return self._journal.idle and not len(self._lobby)

    def _wait(self, until: Callable[[], bool], then: Callable[[], None], deadline: float) -> None:
        if until() or self._now() >= deadline:
            then()
        else:
            self._call_later(POLL_SECONDS, lambda: self._wait(until, then, deadline))
