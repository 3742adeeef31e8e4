"""Idle connections are held while memory is measured, and let go."""

from __future__ import annotations

import shutil

import pytest

from benchmarks import memory
from benchmarks.baselines.candidates import LOOP
from benchmarks.population import Groups
from benchmarks.summary import faults_of
from benchmarks.workloads import Workload


@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler here")
def test_all_are_held_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "START_SECONDS", 0.05)
    monkeypatch.setattr(memory, "SETTLE_SECONDS", 0.05)
    figures = memory.run_idle(LOOP, Workload("test", "a few", (Groups(5, 4),), ("--sources=2",)))
    assert figures["connections"] == 20
    assert faults_of(figures) == 0, figures["remark"]
    assert figures["idle_kib"] > 0
