"""Shows notifications one after the other by the first way that works; nothing waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from chat_desktop.system.bus import NoAnswer
from chat_desktop.system.notification import Notification, Way

END_SECONDS: Final = 0.5
"""The end of the program waits no longer for the desktop."""

_log = logging.getLogger(__name__)


class Presenting:
    """The ways in the order of preference. `otherwise` is called where none of them works."""

    def __init__(self, ways: Sequence[Way], otherwise: Callable[[], None]) -> None:
        self._ways, self._otherwise = list(ways), otherwise
        self._waiting: dict[str, Notification | None] = {}
        self._task: asyncio.Task[None] | None = None
        self._used: dict[str, Way] = {}
        self._absent: set[Way] = set()

    def show(self, tag: str, notification: Notification) -> None:
        """Show a notification soon, in the place of one with the same tag."""
        self._want(tag, notification)

    def close(self, tag: str) -> None:
        """Take a notification away, or do not even show it."""
        self._want(tag, None)

    async def stop(self) -> None:
        """Show nothing more, and leave nothing behind that a click would not lead anywhere from."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        with suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                for tag in list(self._used):
                    await self._close(tag)

    def _want(self, tag: str, notification: Notification | None) -> None:
        self._waiting[tag] = notification
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._work())

    async def _work(self) -> None:
        while self._waiting:
            tag = next(iter(self._waiting))
            notification = self._waiting.pop(tag)
            try:
                if notification is None:
                    await self._close(tag)
                else:
                    await self._show(tag, notification)
            except Exception:
                _log.exception("a notification could not be shown")

    async def _show(self, tag: str, notification: Notification) -> None:
        for way in self._ways:
            try:
                await way.show(tag, notification)
            except NoAnswer as trouble:
                if way not in self._absent:
                    self._absent.add(way)
                    _log.info("no notification by %s: %s", type(way).__name__, trouble)
            else:
                self._absent.discard(way)
                self._used[tag] = way
                return
        self._otherwise()

    async def _close(self, tag: str) -> None:
        way = self._used.pop(tag, None)
        if way is not None:
            try:
                await way.close(tag)
            except NoAnswer as trouble:
                _log.info("a notification stays: %s", trouble)
