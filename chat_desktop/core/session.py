"""The connection's states as a table, and how long to wait before the next attempt."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from chat_desktop.core.rows import LinkState

FIRST_DELAY: Final = 0.25
GROWTH: Final = 1.7
LONGEST_DELAY: Final = 15.0
SPREAD: Final = 0.2
FATAL_DELAY: Final = 60.0
"""Seconds before trying again what only a person can mend, such as a bad certificate."""


class Happening(StrEnum):
    """What moves a session from state to state."""

    DIAL = "dial"
    GREETED = "greeted"
    WELCOMED = "welcomed"
    LOST = "lost"
    ENDED = "ended"


_S, _H = LinkState, Happening

TRANSITIONS: Final[dict[tuple[LinkState, Happening], LinkState]] = {
    (_S.SIGNED_OUT, _H.DIAL): _S.CONNECTING,
    (_S.OFFLINE, _H.DIAL): _S.CONNECTING,
    (_S.CONNECTING, _H.GREETED): _S.LOGGING_IN,
    (_S.LOGGING_IN, _H.WELCOMED): _S.ONLINE,
    (_S.CONNECTING, _H.LOST): _S.OFFLINE,
    (_S.LOGGING_IN, _H.LOST): _S.OFFLINE,
    (_S.ONLINE, _H.LOST): _S.OFFLINE,
    (_S.OFFLINE, _H.LOST): _S.OFFLINE,
    (_S.OFFLINE, _H.ENDED): _S.SIGNED_OUT,
    (_S.CONNECTING, _H.ENDED): _S.SIGNED_OUT,
    (_S.LOGGING_IN, _H.ENDED): _S.SIGNED_OUT,
    (_S.ONLINE, _H.ENDED): _S.SIGNED_OUT,
    (_S.SIGNED_OUT, _H.ENDED): _S.SIGNED_OUT,
}
"""Every legal step; any other is a bug of this program."""


def after(state: LinkState, happening: Happening) -> LinkState:
    """Return the state that follows; raises `KeyError` for a step that cannot be."""
    return TRANSITIONS[state, happening]


class Backoff:
    """Delays that grow from 0.25 s by 1.7 to 15 s, each spread by a fifth either way."""

    def __init__(self) -> None:
        self._delay = FIRST_DELAY

    def next(self, chance: float) -> float:
        """Return the next delay in seconds; `chance` is random, from 0 to 1."""
        delay = self._delay
        self._delay = min(LONGEST_DELAY, delay * GROWTH)
        return delay * (1 - SPREAD + 2 * SPREAD * chance)

    def reset(self) -> None:
        """Begin again: the last attempt succeeded."""
        self._delay = FIRST_DELAY
