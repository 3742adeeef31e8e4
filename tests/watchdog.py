"""Three watchdogs over the GUI thread: what it must never do, how much it does in one turn of its
loop, and how long it was blocked.

`nothing_waits()` is for every run: while it is in force, any file, socket or database that is
touched on the calling thread is noted, and the test fails. It looks at what is done and not at how
long that takes, so no busy machine makes it fail.

`counted_turns()` is for every run too: it counts the calls, of Python and into C, between two looks
of the loop for what the user does. That is the same on every machine, and what blocks a window is
mostly many calls.

    PYTHONPATH=tests:. pytest -n 0 -p watchdog tests/chat_desktop

times every event of these tests instead and lists those that used more than 16 ms of the thread's
own CPU time. That is a tool, and no test: figures depend on the machine.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any, Final

import pytest
from PySide6.QtCore import QAbstractEventDispatcher

WAITS: Final = {
    "open",
    "os.fwalk",
    "os.listdir",
    "os.scandir",
    "shutil.copyfile",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "sqlite3.connect",
    "subprocess.Popen",
    "time.sleep",
    "urllib.Request",
}
"""Python's own audit events of what may wait for a disk, a network or another process."""

_watching: dict[int, list[str]] = {}
_installed = False


@contextmanager
def nothing_waits() -> Iterator[list[str]]:
    """Fail at the end if this thread touched a file, a socket or a database meanwhile.

    Yields what was noted so far. Imports may read files: they happen once.
    """
    _install()
    noted: list[str] = []
    thread = threading.get_ident()
    _watching[thread] = noted
    try:
        yield noted
    finally:
        del _watching[thread]
    assert not noted, "the GUI thread waited:\n" + "\n".join(noted)


def _install() -> None:
    """An audit hook stays for the life of a process: one is enough."""
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_look)


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    if event in WAITS and (noted := _watching.get(threading.get_ident())) is not None:
        stack = traceback.extract_stack(limit=24)[:-1]
        # Looking the place up opens files too.
        if not any("importlib" in f.filename or f.name == "extract_stack" for f in stack):
            frame = stack[-1]
            what = arguments[0] if arguments else ""
            noted.append(f"{event}({what!r}) in {frame.name}, {frame.filename}:{frame.lineno}")


# --- work, by calls


class Turns:
    """What was counted: the calls of the turn with the most, by what the test was doing then."""

    def __init__(self) -> None:
        self.act = ""
        """What the test does now."""
        self.most: dict[str, int] = {}
        self._where: dict[str, Counter[str]] = {}
        self._calls: Counter[CodeType] = Counter()
        self._into_c = 0

    def end(self) -> None:
        """The loop looks for what the user does: a turn is over."""
        calls, into_c = self._calls, self._into_c
        self._calls, self._into_c = Counter(), 0
        count = into_c + calls.total()
        if self.act and count > self.most.get(self.act, 0):
            self.most[self.act] = count
            names = Counter({code.co_qualname: number for code, number in calls.items()})
            self._where[self.act] = names

    def look(self, frame: FrameType, event: str, _argument: object) -> None:
        """Be told of a call by Python."""
        if event == "call":
            self._calls[frame.f_code] += 1
        elif event == "c_call":
            self._into_c += 1

    def longest(self, count: int = 8) -> str:
        """Return the most of each act, and what was called most in it."""
        return "\n".join(
            f"{act}: {calls} calls, of which {self._where[act].most_common(count)}"
            for act, calls in sorted(self.most.items(), key=lambda found: -found[1])
        )


@contextmanager
def counted_turns() -> Iterator[Turns]:
    """Count the calls of each turn of this thread's loop while `act` says what is being done."""
    turns = Turns()
    loop = QAbstractEventDispatcher.instance()
    assert loop is not None
    loop.awake.connect(turns.end)
    sys.setprofile(turns.look)
    try:
        yield turns
    finally:
        sys.setprofile(None)
        loop.awake.disconnect(turns.end)


# --- the tool


class TurnReport:
    """Runs the tests on an application that times its events; tells of the long ones."""

    def __init__(self) -> None:
        from benchmarks.desktop.watched import WatchedApplication

        self._app = WatchedApplication(["tests"])
        self._found: list[tuple[str, str]] = []

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Time what happens while a test runs, not while it is made or cleared away."""
        from benchmarks.desktop.watched import blocked

        self._app.take()
        self._app.watching = True
        yield
        self._app.watching = False
        self._found += [(item.nodeid, str(turn)) for turn in blocked(self._app.take())]

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """List the turns that were too long, test by test."""
        terminalreporter.section(f"{len(self._found)} turns used more than 16 ms of CPU")
        for test, turn in self._found:
            terminalreporter.line(f"{turn}\n    {test}")


def pytest_configure(config: pytest.Config) -> None:
    """Put the timed application in the place of the tests' own."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    config.pluginmanager.register(TurnReport(), "turn-report")
