"""A virtual display of its own for what is measured, with a window manager where there is one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Final

from benchmarks.desktop.screen import NoScreen, screen

SIZE: Final = "1600x1000x24"
END_SECONDS: Final = 5.0


@contextmanager
def virtual_display() -> Iterator[str]:
    """Start Xvfb, and openbox if it is installed; yield the display's name. Raises `NoScreen`."""
    if shutil.which("Xvfb") is None:
        raise NoScreen("The desktop's benchmark needs Xvfb: there is none here.")
    with ExitStack() as running:
        reading, writing = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        running.callback(end, server)
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise NoScreen("Xvfb did not start.")
        display = f":{number}"
        if shutil.which("openbox") is not None:
            manager = subprocess.Popen(
                ["openbox", "--sm-disable"],
                env={**os.environ, "DISPLAY": display},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            running.callback(end, manager)
        with screen(display):
            yield display


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started here in a session of its own, with all that it started.

    A D-Bus session's launcher, for one, leaves its program behind. Force is used in the end.
    """
    _signal(process, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(END_SECONDS)
    _signal(process, signal.SIGKILL)
    process.wait()


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
