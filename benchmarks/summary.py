"""The medians of the runs, and the faults of all of them together."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable

from benchmarks.measuring import Figures
from benchmarks.suite import Run

Summary = dict[str, dict[str, Figures]]
"""By workload and candidate: each figure's median, `faults` and `spread` of what is compared."""


def summarise(runs: Iterable[Run]) -> Summary:
    """Return the medians; `runs` counts how many they are of, `remark` is the first fault's."""
    gathered: defaultdict[tuple[str, str], list[Figures]] = defaultdict(list)
    for run in runs:
        gathered[run.workload, run.candidate].append(run.figures)
    summary: Summary = {}
    for (workload, candidate), figures in gathered.items():
        summary.setdefault(workload, {})[candidate] = _medians(figures)
    return summary


def _medians(runs: list[Figures]) -> Figures:
    medians: Figures = {
        name: statistics.median(figures[name] for figures in runs)
        for name, value in runs[0].items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
    medians["runs"] = len(runs)
    medians["faults"] = {
        kind: sum(figures["faults"][kind] for figures in runs) for kind in runs[0]["faults"]
    }
    medians["remark"] = next((figures["remark"] for figures in runs if figures["remark"]), "")
    if "deliveries_per_second" in medians:
        rates = [figures["deliveries_per_second"] for figures in runs]
        medians["spread"] = [min(rates), max(rates)]
    return medians


def faults_of(figures: Figures) -> int:
    """Return how many faults there were, of whatever kind."""
    return sum(figures["faults"].values())
