"""One heartbeat for all connections: pings, silence, and readers that stay slow."""

from __future__ import annotations

from typing import Final, Protocol

from protocol.errors import CloseCode

PING_SECONDS: Final = 20
LAG_SECONDS: Final = 60.0
SILENT_SECONDS: Final = 27.0
"""How long not even the kernel of a reader that lags may say nothing: see `liveness`."""
CROWD: Final = 100
"""From here on newcomers are spread: what thousands answer at once would hold up all others."""


class Living(Protocol):
    """A connection whose life signs are watched."""

    heard: bool
    """Whether anything came in since the last ping; set by the connection."""

    @property
    def lagging_since(self) -> float | None: ...

    @property
    def is_reading(self) -> bool: ...

    @property
    def silent_seconds(self) -> float:
        """Seconds since the peer's kernel said anything."""

    def ping(self) -> None: ...

    def drop(self) -> None:
        """Give up on a peer that does not answer."""

    def end(self, code: CloseCode, reason: str) -> None: ...


class Heartbeat:
    """Call `beat` once a second: every connection is pinged each 20 s, given up 20 s later.

    The connections stand in a ring of 20 places, so that a beat looks at a twentieth of them. A
    reader that lags gets no ping, since it could not be seen to answer: it has 60 s to drain, if
    its kernel at least is alive, which is looked at every 10 s.
    """

    def __init__(self) -> None:
        self._ring: list[dict[Living, None]] = [{} for _ in range(PING_SECONDS)]
        self._place = 0
        self._pinged: set[Living] = set()

    def add(self, living: Living) -> None:
        """Watch a connection; its first ping is due in 20 s, or sooner where many came at once."""
        living.heard = True
        place = self._ring[self._place]
        if len(place) >= CROWD:
            place = min(self._ring, key=len)
        place[living] = None

    def remove(self, living: Living) -> None:
        for place in self._ring:
            if place.pop(living, self) is None:
                break
        self._pinged.discard(living)

    def beat(self, now: float) -> None:
        """Look after the next place of the ring. `now` is in monotonic seconds."""
        self._place = (self._place + 1) % PING_SECONDS
        for living in list(self._ring[self._place - PING_SECONDS // 2]):
            if living.lagging_since is not None and living.silent_seconds >= SILENT_SECONDS:
                living.drop()
        for living in list(self._ring[self._place]):
            since = living.lagging_since
            if since is not None:
                self._pinged.discard(living)
                if living.silent_seconds >= SILENT_SECONDS:
                    living.drop()
                elif now - since >= LAG_SECONDS:
                    living.end(CloseCode.TOO_SLOW, "too slow")
            elif living in self._pinged and living.is_reading and not living.heard:
                living.drop()
            else:
                living.heard = False
                self._pinged.add(living)
                living.ping()
