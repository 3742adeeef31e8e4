"""A watchdog over the reactor: what keeps it from turning for over 200 ms is named in the log.

It knows of the reactor's turns by standing between it and its epoll, which leans on a name that
Twisted keeps to itself, hence on the version in the lock; on another reactor there is no watchdog.
"""

from __future__ import annotations

import select
import sys
import threading
import time
from collections.abc import Callable
from pathlib import PurePath
from types import FrameType
from typing import Any, Final

import structlog

BLOCKED_SECONDS: Final = 0.2
LOOK_SECONDS: Final = 0.1
STILL_SECONDS: Final = 1.0
FRAMES: Final = 12

log = structlog.get_logger("watchdog")


class Turns:
    """In the place of the reactor's poller: notes when a turn begins and when it is over.

    `began` is the monotonic time at which the reactor woke, 0 while it waits for events. Who sets
    `measured` to that of the present turn finds 0 there and the turn's `seconds` when it is over.
    """

    def __init__(self, poller: Any, now: Callable[[], float], woke: Callable[[], object]) -> None:
        self.register = poller.register
        self.modify = poller.modify
        self.unregister = poller.unregister
        self._wait = poller.poll
        self._now = now
        self._woke = woke
        self.count = 0
        self.began = now()
        self.measured = 0.0
        self.seconds = 0.0
        self.announced = False
        """Whether somebody wants to hear of the next turn."""

    def poll(self, timeout: float, most: int) -> list[tuple[int, int]]:
        """Wait for events."""
        if self.measured:
            self.seconds, self.measured = self._now() - self.measured, 0.0
        self.began = 0.0
        try:
            events: list[tuple[int, int]] = self._wait(timeout, most)
        finally:
            self.count += 1
            self.began = self._now()
            if self.announced:
                self.announced = False
                self._woke()
        return events


class Watchdog:
    """Looks ten times a second from a thread of its own, and sleeps while nothing turns.

    A look that comes late, while the process used no processor, means that the whole process
    stood still (SIGSTOP, a sleeping machine): nothing blocked the reactor then. `now` is in
    monotonic seconds, `used` in seconds of the process's processor time; `thread` is the
    reactor's.
    """

    def __init__(
        self,
        poller: Any,
        thread: int,
        now: Callable[[], float] = time.monotonic,
        used: Callable[[], float] = time.process_time,
    ) -> None:
        self._bell = threading.Event()
        self.turns = Turns(poller, now, self._bell.set)
        self._reactor = thread
        self._now = now
        self._used = used
        self._stopping = False
        self._seen = 0
        self._counted_from = 0.0
        self._named = False
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread, waiting for it."""
        self._stopping = True
        self._bell.set()
        self._thread.join()

    def look(self) -> float | None:
        """Judge the present turn; return when to look again, None: once the reactor turns."""
        turns = self.turns
        if self._named and not turns.measured:
            self._named = False
            log.warning("reactor_turns_again", after=round(turns.seconds, 2))
        began, count = turns.began, turns.count
        if not began:
            idle, self._seen = count == self._seen, count
            return None if idle else LOOK_SECONDS
        self._seen = count
        seconds = self._now() - max(began, self._counted_from)
        if self._named:
            return LOOK_SECONDS
        if seconds < BLOCKED_SECONDS:
            return min(LOOK_SECONDS, BLOCKED_SECONDS - seconds)
        turns.measured, self._named = began, True
        frame = sys._current_frames().get(self._reactor)
        log.warning("reactor_blocked", seconds=round(seconds, 2), where=where(frame))
        return LOOK_SECONDS

    def looked_late(self, late: float, used: float) -> None:
        """Take it that a look came `late`, while the process used the processor for `used`."""
        if late < LOOK_SECONDS or used >= late / 2:
            return
        self._counted_from = self._now()
        if late >= STILL_SECONDS:
            log.warning("process_stood_still", seconds=round(late, 1))

    def _run(self) -> None:
        while not self._stopping:
            pause = self.look()
            if pause is None:
                self._sleep_until_it_turns()
                continue
            at, used = self._now(), self._used()
            self._bell.wait(pause)
            self.looked_late(self._now() - at - pause, self._used() - used)

    def _sleep_until_it_turns(self) -> None:
        self._bell.clear()
        self.turns.announced = True
        # Whoever turned before that was set rings no bell.
        if self.turns.count == self._seen and not self._stopping:
            self._bell.wait()
        self.turns.announced = False
        if not self._stopping:
            self._bell.clear()


def watch(reactor: Any) -> Callable[[], None]:
    """Watch the reactor that runs in this thread; return what ends it."""
    poller = getattr(reactor, "_poller", None)
    if poller is None or not isinstance(poller, getattr(select, "epoll", ())):
        log.info("not_watched", reactor=type(reactor).__name__)
        return _nothing
    watchdog = Watchdog(poller, threading.get_ident())
    reactor._poller = watchdog.turns
    watchdog.start()

    def stop() -> None:
        watchdog.stop()
        reactor._poller = poller

    return stop


def where(frame: FrameType | None) -> str:
    """Return where a thread is, innermost first: files, lines and functions, no values."""
    places: list[str] = []
    while frame is not None and len(places) < FRAMES:
        path = "/".join(PurePath(frame.f_code.co_filename).parts[-2:])
        places.append(f"{path}:{frame.f_lineno} {frame.f_code.co_qualname}")
        frame = frame.f_back
    return " < ".join(places)


def _nothing() -> None:
    pass
