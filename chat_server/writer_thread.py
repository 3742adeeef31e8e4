"""The one thread that writes to the database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

import structlog

T = TypeVar("T")

log = structlog.get_logger("writer")


class WriterThread:
    """Carries out calls, one after the other.

    An executor of one thread, with as little as can be between a call and its thread: a paced
    message waits for that twice.
    """

    def __init__(self, name: str) -> None:
        self._calls: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        # A program that fails before it comes to close this shall end all the same.
        self._thread = Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def put(self, call: Callable[[], object]) -> None:
        """Carry out a call that tells of its own failures."""
        self._calls.put(call)

    def submit(self, call: Callable[[], T]) -> Future[T]:
        """Carry out a call; return what will have its result or exception."""
        future: Future[T] = Future()

        def settle() -> None:
            try:
                result = call()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        self._calls.put(settle)
        return future

    def close(self) -> None:
        """Carry out what was asked for so far, then end."""
        self._calls.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            try:
                call()
            except Exception as error:
                log.error("call_failed", exc_info=error)
