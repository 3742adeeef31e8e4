"""Background work of a client: kept alive while it runs, its errors logged, ended together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from chat_desktop.core.ports import Offline
from protocol.errors import Refusal

log = logging.getLogger(__name__)


class Tasks:
    """Tasks that nobody awaits. Being offline or refused is no bug and ends them quietly."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run `work` in the background."""
        task = asyncio.create_task(self._run(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # Cancelled before its first step, the work was never awaited.
        task.add_done_callback(lambda _: work.close())
        return task

    async def end(self) -> None:
        """Cancel what runs and wait until it is gone."""
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (Offline, Refusal) as error:
            log.info("background work ended: %s", error)
        except Exception:
            log.exception("background work failed")
