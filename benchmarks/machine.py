"""The machine that measures: its cores, its disk, and what to write beside the figures."""

from __future__ import annotations

import os
import platform
import statistics
import time
from pathlib import Path


def cores() -> tuple[int, int]:
    """Return the core of the server and that of the load; one and the same where there is one."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[1 % len(usable)]


def pinned_to(core: int) -> list[str]:
    """Return what to put before a command so that all of it runs on one core."""
    return ["taskset", "--cpu-list", str(core)]


def processor() -> str:
    """Return the processor's name as the kernel knows it."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"


def fdatasync_ms(folder: Path, times: int = 200) -> float:
    """Return the median time, in ms, to append 4 KiB to a file in `folder` and have it on disk."""
    path = folder / "fdatasync"
    taken = []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            begun = time.perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - begun)
    path.unlink()
    return statistics.median(taken) * 1000
