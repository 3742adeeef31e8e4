"""Every target can be kept, can be missed, and is not judged where it was not measured."""

from __future__ import annotations

import pytest
from bench_figures import chat, faults, idle, whole_suite

from benchmarks.measuring import Figures
from benchmarks.suite import Run
from benchmarks.summary import summarise
from benchmarks.targets import TARGETS, judge


def verdicts(*changed: Run) -> dict[str, bool | None]:
    replaced = {(run.workload, run.candidate): run for run in [*whole_suite(), *changed]}
    return {verdict.name: verdict.passed for verdict in judge(summarise(replaced.values()))}


def test_a_good_run_keeps_them_all() -> None:
    assert set(verdicts().values()) == {True}


@pytest.mark.parametrize(
    ("workload", "candidate", "figures", "missed"),
    [
        ("A200", "C loop", chat(4e5), "A, N=200: deliveries/s against the C loop"),
        ("A200", "Django Channels", chat(7e3), "A, N=200: deliveries/s against Django"),
        ("A200", "Parlance on PostgreSQL", chat(4e6), "A, N=200: PostgreSQL against SQLite"),
        ("A1000", "C loop", chat(4e5), "A, N=1,000: deliveries/s against the C loop"),
        ("A1000", "Parlance", chat(7e6, p99=101), "A, N=1,000: p99"),
        ("B", "Parlance", chat(1e4, 2.6, 4), "B: p50 against the C loop"),
        ("B", "Parlance", chat(1e4, 2, 5.1), "B: p99 against the C loop"),
        ("C", "C loop", chat(1.1e5), "C: messages/s against the C loop"),
        ("D", "Parlance", idle(12.1), "D: memory per idle connection"),
        ("E", "Parlance", chat(p99=9, back_seconds=5.1), "E: all back and caught up"),
        ("E", "Parlance", chat(p99=251, back_seconds=2), "E: the others' p99 meanwhile"),
        ("E", "Parlance", chat(cut_p99_ms=251, back_seconds=2), "E: the others' p99 meanwhile"),
        ("C", "Parlance", chat(7e4, load_share=0.95), "the load generator's own core, at most"),
        (
            "C",
            "Parlance",
            chat(7e4, faults=faults(gaps=1)),
            "missing, doubled, out of order, different",
        ),
    ],
)
def test_each_can_be_missed(workload: str, candidate: str, figures: Figures, missed: str) -> None:
    found = verdicts(Run(workload, candidate, figures))
    assert [name for name, passed in found.items() if not passed] == [missed]


def test_what_others_lose_is_not_our_fault() -> None:
    lost = Run("A200", "Django Channels", chat(4e3, faults=faults(missing=9_000)))
    assert set(verdicts(lost).values()) == {True}


def test_nothing_measured_is_nothing_judged() -> None:
    found = judge({})
    assert len(found) == len(TARGETS)
    assert {verdict.passed for verdict in found} == {None}
