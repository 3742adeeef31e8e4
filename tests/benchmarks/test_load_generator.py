"""The load generator against servers that keep the contract: everything arrives, nothing is wrong.

Counts only: how long it takes is what the benchmark is for.
"""

from __future__ import annotations

import shutil

import pytest

from benchmarks.baselines.candidates import COALESCING, LOOP
from benchmarks.candidates import Candidate, parlance
from benchmarks.measuring import Figures, LoadFailed, run
from benchmarks.population import Groups
from benchmarks.summary import faults_of
from benchmarks.workloads import Workload

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler here")

SATURATED = Workload("test", "a small group", (Groups(1, 10, 3),), ("--window=4",))
PACED = Workload("test", "small groups, paced", (Groups(3, 2, 2),), ("--rate=200",))
STORM = Workload(
    "test",
    "a small storm",
    (Groups(2, 6, 1, "speak", "cut"), Groups(1, 4, 4)),
    ("--storm", "--rate=100", "--away=0.3", "--sources=3"),
)


def measure(candidate: Candidate, workload: Workload) -> Figures:
    figures = run(candidate, workload, 0.5, warmup=0.1)
    assert faults_of(figures) == 0, figures["remark"]
    assert figures["unanswered"] == 0
    assert figures["sent"] > 0
    return figures


@pytest.mark.parametrize("candidate", [LOOP, COALESCING, parlance()], ids=lambda each: each.name)
def test_every_message_reaches_every_member(candidate: Candidate) -> None:
    figures = measure(candidate, SATURATED)
    assert figures["ready"] == 10
    assert 0 < figures["messages"] <= figures["sent"]
    # Only what is on its way when the measuring begins or ends can be off.
    on_its_way = 3 * 4 * 10
    assert abs(figures["deliveries"] - 10 * figures["messages"]) <= 2 * on_its_way


@pytest.mark.parametrize("candidate", [LOOP, COALESCING], ids=lambda each: each.name)
def test_paced_senders_keep_to_their_pace(candidate: Candidate) -> None:
    figures = measure(candidate, PACED)
    assert figures["messages"] <= 200 * 0.5 * 2
    assert 0 < figures["p50_ms"] <= figures["p99_ms"] <= figures["most_ms"] * 1.04


def test_who_was_cut_off_comes_back_and_catches_up() -> None:
    figures = measure(parlance(), STORM)
    assert figures["ready"] == 16 + 10, "the ten who were cut off logged in once more"
    assert figures["back_seconds"] > 0
    # Ten may be back before anybody has said anything; in the second after the cut somebody has.
    assert max(figures["p99_ms"], figures["cut_p99_ms"]) > 0


def test_who_does_not_get_in_is_no_measurement() -> None:
    nobody = Workload("test", "unknown tokens", (Groups(5_000, 1, 1),), ("--in-flight=50",))
    with pytest.raises(LoadFailed):
        run(LOOP, nobody, 0.1)
