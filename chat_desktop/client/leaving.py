"""What is still to be done when the user leaves: it is waited for a moment, then given up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

from chat_desktop.core.ports import Offline
from protocol.errors import Refusal

log = logging.getLogger(__name__)

LEAVING_SECONDS: Final = 1.0


class Leaving:
    """Work that nobody awaits and that leaving does not cut short; `tell` hears what failed."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[Any, Any, object]) -> None:
        """Do it in the background."""
        task = asyncio.ensure_future(self._run(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self) -> None:
        """Wait until all is done, for `LEAVING_SECONDS` at most."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=LEAVING_SECONDS)
            for task in late:
                task.cancel()

    async def _run(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except (Refusal, Offline) as known:
            self._tell(str(known))
        except Exception:
            log.exception("work for the user failed")
