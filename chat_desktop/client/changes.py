"""Telling the windows what changed: rows at once, everything else once per turn of the loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from chat_desktop.core.ports import (
    Change,
    GroupsChanged,
    MembersChanged,
    ReadMoved,
    TypingChanged,
    UsersChanged,
)

log = logging.getLogger(__name__)

_GATHERED = (GroupsChanged, MembersChanged, ReadMoved, TypingChanged, UsersChanged)


class Changes:
    """The listeners. A burst of frames makes one `GroupsChanged`, not one a frame."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Change], None]] = []
        self._gathered: dict[Change, None] = {}

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
            self._tell_all(change)
            return
        if not self._gathered:
            asyncio.get_running_loop().call_soon(self._flush)
        self._gathered[change] = None

    def _flush(self) -> None:
        gathered, self._gathered = self._gathered, {}
        for change in gathered:
            self._tell_all(change)

    def _tell_all(self, change: Change) -> None:
        for tell in list(self._listeners):
            try:
                tell(change)
            except Exception:
                log.exception("a listener failed at %r", change)
