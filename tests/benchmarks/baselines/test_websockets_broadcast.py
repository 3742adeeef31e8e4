"""The bare relay: everything that one says reaches all of his group, and nobody else."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.baselines.candidates import WEBSOCKETS
from benchmarks.measuring import run
from benchmarks.population import Groups
from benchmarks.summary import faults_of
from benchmarks.workloads import Workload


@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler here")
def test_it_relays_within_groups() -> None:
    groups = Workload("test", "three groups", (Groups(3, 4, 1),), ("--rate=60",))
    figures = run(WEBSOCKETS, groups, 0.5, warmup=0.1)
    assert faults_of(figures) == 0, figures["remark"]
    assert figures["unanswered"] == 0
    assert figures["deliveries"] > 0
