"""The event loop: qasync's, which other threads may tell things even when it has ended."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextvars import Context
from typing import Any, TypeVar

import qasync  # type: ignore[import-untyped]
from PySide6.QtWidgets import QApplication

Result = TypeVar("Result")


def run(app: QApplication, main: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end on a loop of its own; returns what it returns."""
    with asyncio.Runner(loop_factory=lambda: EventLoop(app)) as runner:
        return runner.run(main)


class EventLoop(qasync.QEventLoop):  # type: ignore[misc]
    """asyncio on Qt's loop; a thread that comes too late is told so, as asyncio itself does it.

    qasync would emit a signal of an object that is gone, and the program would crash at its end.
    """

    def __init__(self, app: QApplication) -> None:
        self._telling = threading.RLock()
        super().__init__(app, already_running=False)

    def call_soon_threadsafe(
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> None:
        """Call `callback` on the loop's thread. Raises `RuntimeError` when the loop is closed."""
        with self._telling:
            self._check_closed()
            super().call_soon_threadsafe(callback, *args, context=context)

    def close(self) -> None:
        """End the loop, once whoever tells it something at this moment has done so."""
        super().close()
        # Not before: closing waits for the executor's threads, and they tell of their results.
        with self._telling:
            pass
