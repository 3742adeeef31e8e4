"""The stack that is replaced, where `make bench` has installed it."""

from __future__ import annotations

import hashlib
import shutil

import pytest

from benchmarks.baselines.candidates import DJANGO, LOCK, VENV
from benchmarks.measuring import run
from benchmarks.population import Groups
from benchmarks.workloads import Workload


def installed() -> bool:
    stamp = VENV / "installed.sha256"
    return stamp.exists() and stamp.read_text() == hashlib.sha256(LOCK.read_bytes()).hexdigest()


@pytest.mark.skipif(
    shutil.which("cc") is None or not installed(), reason="make bench has installed no Django"
)
def test_it_keeps_and_relays() -> None:
    few = Workload("test", "a slow group", (Groups(1, 3, 1),), ("--rate=10",))
    figures = run(DJANGO, few, 0.5, warmup=0.1)
    assert figures["sent"] > 0
    assert figures["faults"]["malformed"] == 0, figures["remark"]
    assert figures["faults"]["doubled"] == 0
    assert figures["unanswered"] == 0
