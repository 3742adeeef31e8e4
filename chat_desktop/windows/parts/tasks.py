"""Tasks that windows start: a reference is kept until they end, and no error goes unseen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QCoreApplication

from chat_desktop.core.ports import Offline
from chat_desktop.translations.said import plain_words
from protocol.errors import Refusal

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)


async def next_turn() -> None:
    """Let the loop hear and draw what waits before there is more work."""
    await asyncio.sleep(0)


class Tasks:
    """The tasks of one window. `report` gets plain words for what the user should know.

    Known errors (`Refusal`, `Offline`) are told; anything else is a bug: logged with its trace
    and told as such.
    """

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[Any, Any, object]) -> asyncio.Task[None]:
        """Start `work` on the running loop and return its task."""
        task = asyncio.ensure_future(self._run(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        # Cancelled before its first step, the work was never awaited.
        task.add_done_callback(lambda _task: work.close())
        return task

    async def _run(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except (Refusal, Offline) as known:
            self._report(plain_words(known))
        except Exception:
            _log.exception("a task of the window failed")
            self._report(translate("Windows", "Something went wrong. The log has the details."))

    def cancel(self) -> None:
        """Cancel whatever still runs, when the window goes away."""
        for task in list(self._running):
            task.cancel()

    def when_ended(self, do: Callable[[], object]) -> None:
        """Do this when nothing runs any more: what was cancelled has to put things away first."""
        if not self._running:
            do()
        for task in self._running:
            task.add_done_callback(lambda _task: None if self._running else do())
