"""What the server has to reach, and whether it does: every target against the same run."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from benchmarks.measuring import Figures
from benchmarks.summary import Summary, faults_of

PARLANCE: Final = "Parlance"
LOOP: Final = "C loop"
DJANGO: Final = "Django Channels"
POSTGRESQL: Final = "Parlance on PostgreSQL"


@dataclass(frozen=True, slots=True)
class Target:
    """`value` is None where something was not measured; `most` says that `bound` is the most."""

    name: str
    bound: float
    value: Callable[[Summary], float | None]
    unit: str = " x"
    most: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target and what became of it."""

    name: str
    wanted: str
    reached: str
    passed: bool | None


def _figure(workload: str, read: Callable[[Figures], float]) -> Callable[[Summary], float | None]:
    def value(summary: Summary) -> float | None:
        figures = summary.get(workload, {}).get(PARLANCE)
        return None if figures is None else read(figures)

    return value


def _ratio(workload: str, figure: str, ours: str, theirs: str) -> Callable[[Summary], float | None]:
    def value(summary: Summary) -> float | None:
        measured = summary.get(workload, {})
        if ours not in measured or theirs not in measured or not measured[theirs][figure]:
            return None
        return float(measured[ours][figure] / measured[theirs][figure])

    return value


def _faults(summary: Summary) -> float | None:
    ours = [
        figures
        for measured in summary.values()
        for name, figures in measured.items()
        if name in (PARLANCE, POSTGRESQL)
    ]
    return float(sum(map(faults_of, ours))) if ours else None


def _load_share(summary: Summary) -> float | None:
    """Return the most of its core, in percent, that the load generator needed for ours."""
    shares = [
        100 * measured[PARLANCE]["load_share"]
        for workload, measured in summary.items()
        if workload in SATURATED and PARLANCE in measured
    ]
    return max(shares, default=None)


SATURATED: Final = ("A200", "A1000", "C")
RATE: Final = "deliveries_per_second"
TARGETS: Final = (
    Target("A, N=200: deliveries/s against the C loop", 20, _ratio("A200", RATE, PARLANCE, LOOP)),
    Target("A, N=200: deliveries/s against Django", 1000, _ratio("A200", RATE, PARLANCE, DJANGO)),
    Target(
        "A, N=1,000: deliveries/s against the C loop", 20, _ratio("A1000", RATE, PARLANCE, LOOP)
    ),
    Target("A, N=1,000: p99", 100, _figure("A1000", lambda f: f["p99_ms"]), " ms", most=True),
    Target("B: p50 against the C loop", 2.5, _ratio("B", "p50_ms", PARLANCE, LOOP), most=True),
    Target("B: p99 against the C loop", 2.5, _ratio("B", "p99_ms", PARLANCE, LOOP), most=True),
    Target(
        "C: messages/s against the C loop", 0.7, _ratio("C", "messages_per_second", PARLANCE, LOOP)
    ),
    Target(
        "D: memory per idle connection",
        12,
        _figure("D", lambda f: f["kib_per_connection"]),
        " KiB",
        most=True,
    ),
    Target(
        "E: all back and caught up", 5, _figure("E", lambda f: f["back_seconds"]), " s", most=True
    ),
    Target(
        "E: the others' p99 meanwhile",
        250,
        _figure("E", lambda f: max(f["p99_ms"], f["cut_p99_ms"])),
        " ms",
        most=True,
    ),
    Target("A, N=200: PostgreSQL against SQLite", 0.7, _ratio("A200", RATE, POSTGRESQL, PARLANCE)),
    Target("the load generator's own core, at most", 90, _load_share, " %", most=True),
    Target("missing, doubled, out of order, different", 0, _faults, "", most=True),
)


def judge(summary: Summary) -> list[Verdict]:
    """Return a verdict for each target."""
    return [_judge(target, target.value(summary)) for target in TARGETS]


def _judge(target: Target, value: float | None) -> Verdict:
    wanted = f"{'<=' if target.most else '>='} {target.bound:,.4g}{target.unit}"
    if value is None:
        return Verdict(target.name, wanted, "not measured", None)
    keeps = operator.le if target.most else operator.ge
    return Verdict(target.name, wanted, f"{short(value)}{target.unit}", keeps(value, target.bound))


def short(value: float) -> str:
    """Return a figure in three digits, or whole."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
