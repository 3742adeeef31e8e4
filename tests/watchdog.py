"""Two watchdogs over the GUI thread: what it must never do, and how long it was blocked.

`nothing_waits()` is for every run: while it is in force, any file, socket or database that is
touched on the calling thread is noted, and the test fails. It looks at what is done and not at how
long that takes, so no busy machine makes it fail.

    PYTHONPATH=tests:. pytest -n 0 -p watchdog tests/chat_desktop

times every event of these tests instead and lists those that used more than 16 ms of the thread's
own CPU time. That is a tool, and no test: figures depend on the machine.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

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
