"""Figures of made-up runs of the benchmark, for the tests of what is done with them."""

from __future__ import annotations

from typing import Any

from benchmarks.measuring import Figures
from benchmarks.suite import Run

MACHINE: dict[str, Any] = {
    "date": "2026-01-02",
    "processor": "A Processor",
    "cores": 2,
    "server_core": 0,
    "load_core": 1,
    "memory_gib": 8.0,
    "kernel": "6.1",
    "file_system": "ext4",
    "fdatasync_ms": 0.13,
    "python": "3.11",
    "sqlite": "3.40",
    "postgresql": "18",
    "twisted": "26",
    "autobahn": "26",
    "websockets": "17",
    "parlance": "0.1.0",
}
NAMES = ("Parlance", "Parlance on PostgreSQL", "C loop", "C loop, coalescing", "Django Channels")


def faults(**some: int) -> dict[str, int]:
    return {"missing": 0, "gaps": 0, "doubled": 0, "refused": 0, **some}


def chat(rate: float = 1_000.0, p50: float = 2.0, p99: float = 4.0, **more: Any) -> Figures:
    return {
        "deliveries_per_second": rate,
        "messages_per_second": rate / 200,
        "p50_ms": p50,
        "p99_ms": p99,
        "cut_p99_ms": 0.0,
        "back_seconds": 0.0,
        "server_cpu": 1.0,
        "server_share": 0.9,
        "load_share": 0.4,
        "cpu_per_100k": 0.02,
        "stalled_ms": 1.0,
        "failed": False,
        "faults": faults(),
        "remark": "",
        **more,
    }


def idle(kib: float = 6.0) -> Figures:
    return {
        "kib_per_connection": kib,
        "connect_seconds": 3.0,
        "server_share": 0.01,
        "faults": faults(),
        "remark": "",
    }


def whole_suite() -> list[Run]:
    """Return runs in which every target is kept."""
    rates = {"A200": (6e6, 5e6, 2.5e5, 9e6, 4e3), "A1000": (7e6, 0, 2.5e5, 9e6, 0)}
    runs = [
        Run(workload, name, chat(rate, p99=50))
        for workload, speeds in rates.items()
        for name, rate in zip(NAMES, speeds, strict=True)
        if rate
    ]
    runs += [
        Run("B", name, chat(1e4, p50, 2 * p50))
        for name, p50 in zip(NAMES, (2.4, 3, 1, 1, 900), strict=True)
    ]
    runs += [
        Run("C", name, chat(rate)) for name, rate in zip(NAMES, (7e4, 6e4, 8e4, 9e4), strict=False)
    ]
    runs.append(Run("D", "Parlance", idle()))
    runs.append(Run("E", "Parlance", chat(5e3, p99=120, back_seconds=2.0, cut_p99_ms=20.0)))
    return runs
