"""A program's start seen from outside: when its window is mapped and readable, what it weighs.

The display is looked at every 10 ms through a connection of our own; nothing runs inside the
program. "Readable" is the moment since which the middle of the chat has shown what it shows
in the end.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.desktop.display import end
from benchmarks.desktop.programs import Program, as_nobody, environment
from benchmarks.desktop.screen import Screen, Window
from benchmarks.machine import cpu_seconds, memory_kib

LOOK_SECONDS: Final = 0.01
MAPPED_SECONDS: Final = 30.0
SETTLE_SECONDS: Final = 5.0
ALIKE: Final = 0.97
"""So much of the pixels has to be as in the end: presence and the caret may change."""


class NoWindow(Exception):
    """The program showed no window; the text says which."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a part of the window showed, and when, in seconds since the start."""

    at: float
    pixels: bytes


def start(program: Program, display: str, looked: Screen) -> dict[str, Any]:
    """Start a program and end it; return ms until mapped and readable, and KiB. Or `NoWindow`."""
    with tempfile.TemporaryDirectory(prefix="parlance-start-") as folder:
        home = Path(folder)
        before = {window.id for window in looked.windows()}
        begun = time.monotonic()
        process = subprocess.Popen(
            program.command,
            env=environment(program, display, home),
            cwd=Path(__file__).parents[2] if program.profiles else home,
            preexec_fn=None if program.profiles else as_nobody(home),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            window = _mapped(looked, before, program.name, process)
            mapped = time.monotonic() - begun
            samples = _samples(looked, window, begun)
            ids = tree(process.pid)
            return {
                "mapped_ms": mapped * 1000,
                "readable_ms": readable(samples) * 1000,
                "pss_kib": sum(memory_kib(id) for id in ids),
                "cpu_ms": sum(cpu_seconds(id) for id in ids) * 1000,
            }
        finally:
            end(process)
            _wait_gone(looked, before)


def _mapped(
    looked: Screen, before: set[int], name: str, process: subprocess.Popen[bytes]
) -> Window:
    deadline = time.monotonic() + MAPPED_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for window in looked.windows():
            if window.id not in before:
                return window
        time.sleep(LOOK_SECONDS)
    raise NoWindow(f"{name} showed no window")


def _samples(looked: Screen, window: Window, begun: float) -> list[Sample]:
    """Return the changes of the middle of a window until it has settled."""
    x, y = window.x + window.width * 2 // 5, window.y + window.height // 3
    samples: list[Sample] = []
    deadline = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < deadline:
        pixels = looked.pixels(x, y, window.width // 4, window.height // 3)
        if not samples or samples[-1].pixels != pixels:
            samples.append(Sample(time.monotonic() - begun, pixels))
        time.sleep(LOOK_SECONDS)
    return samples


def readable(samples: list[Sample]) -> float:
    """Return since when the samples are like the last one, in seconds since the start."""
    found = samples[-1].at
    for sample in reversed(samples):
        if alike(sample.pixels, samples[-1].pixels) < ALIKE:
            break
        found = sample.at
    return found


def alike(one: bytes, other: bytes) -> float:
    """Return the share of pixels that are the same."""
    if len(one) != len(other) or not one:
        return 0.0
    first, second = memoryview(one).cast("I"), memoryview(other).cast("I")
    return sum(map(int.__eq__, first, second)) / len(first)


def tree(pid: int) -> list[int]:
    """Return the process and all below it, the launcher of a bus left out."""
    found = [pid]
    for id in found:
        path = Path(f"/proc/{id}/task/{id}/children")
        found += [int(child) for child in path.read_text(encoding="ascii").split()]
    return [id for id in found if not _name(id).startswith("dbus-")] or found


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()


def _wait_gone(looked: Screen, before: set[int]) -> None:
    """Wait until the display is as it was."""
    deadline = time.monotonic() + MAPPED_SECONDS
    while {window.id for window in looked.windows()} - before and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
