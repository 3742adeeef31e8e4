"""Runs become medians; faults add up and are never averaged away."""

from __future__ import annotations

from bench_figures import chat, faults

from benchmarks.suite import Run
from benchmarks.summary import faults_of, summarise


def test_each_figure_is_the_median_of_its_runs() -> None:
    runs = [Run("A200", "Parlance", chat(rate, p99=p99)) for rate, p99 in ((1, 9), (5, 2), (3, 4))]
    figures = summarise(runs)["A200"]["Parlance"]
    assert figures["deliveries_per_second"] == 3
    assert figures["p99_ms"] == 4
    assert figures["runs"] == 3
    assert figures["spread"] == [1, 5]


def test_one_fault_in_one_run_stays_a_fault() -> None:
    bad = chat(faults=faults(missing=1, doubled=2), remark="an event is missing")
    figures = summarise(Run("B", "Parlance", each) for each in (chat(), bad, chat()))["B"][
        "Parlance"
    ]
    assert faults_of(figures) == 3
    assert figures["remark"] == "an event is missing"


def test_workloads_and_candidates_stay_apart() -> None:
    runs = [Run("A200", "Parlance", chat(1)), Run("B", "Parlance", chat(2)), Run("B", "x", chat(3))]
    summary = summarise(runs)
    assert list(summary) == ["A200", "B"]
    assert summary["B"]["x"]["deliveries_per_second"] == 3
