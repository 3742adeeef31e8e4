"""Telling the windows what changed: rows at once, all else gathered, turn by turn of the loop."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from time import perf_counter
from typing import Final

from chat_desktop.core.ports import (
    Change,
    GroupsChanged,
    MembersChanged,
    ReadMoved,
    TypingChanged,
    UsersChanged,
)

TURN_SECONDS: Final = 0.004
"""What listeners may take of one turn; who has not heard by then hears in the next."""

REST: Final = 2.0
"""So many times as long as the telling took, what comes next is gathered: of a burst in many groups
the windows hear a few times, and most of the time is left to what arrives and is drawn."""
LEAST_REST: Final = 0.002

log = logging.getLogger(__name__)

_GATHERED = (GroupsChanged, MembersChanged, ReadMoved, TypingChanged, UsersChanged)


class Changes:
    """The listeners. A burst of frames makes one `GroupsChanged`, not one a frame."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Change], None]] = []
        self._gathered: dict[Change, None] = {}
        self._to_tell: deque[tuple[Callable[[Change], None], Change]] = deque()
        self._took = self._rest_until = 0.0

    def listen(self, tell: Callable[[Change], None]) -> Callable[[], None]:
        """Call `tell` for each change from now on; returns what ends it."""
        self._listeners.append(tell)

        def end() -> None:
            if tell in self._listeners:
                self._listeners.remove(tell)

        return end

    def tell(self, change: Change) -> None:
        """Tell the listeners, at once or at the end of this turn of the loop."""
        if not isinstance(change, _GATHERED):
            for tell in list(self._listeners):
                self._tell(tell, change)
            return
        if not self._gathered and not self._to_tell:
            self._plan()
        self._gathered[change] = None

    def _plan(self) -> None:
        rest = self._rest_until - perf_counter()
        loop = asyncio.get_running_loop()
        if rest > LEAST_REST:
            loop.call_later(rest, self._flush)
        else:
            loop.call_soon(self._flush)

    def _flush(self) -> None:
        """Tell what was gathered, to as many listeners as one turn has time for."""
        if not self._to_tell:
            gathered, self._gathered = self._gathered, {}
            self._to_tell.extend((tell, change) for change in gathered for tell in self._listeners)
        begun = now = perf_counter()
        while self._to_tell and now - begun <= TURN_SECONDS:
            tell, change = self._to_tell.popleft()
            if tell in self._listeners:
                self._tell(tell, change)
            now = perf_counter()
        self._took += now - begun
        if self._to_tell:
            asyncio.get_running_loop().call_soon(self._flush)
            return
        self._rest_until, self._took = now + REST * self._took, 0.0
        if self._gathered:
            self._plan()

    @staticmethod
    def _tell(tell: Callable[[Change], None], change: Change) -> None:
        try:
            tell(change)
        except Exception:
            log.exception("a listener failed at %r", change)
