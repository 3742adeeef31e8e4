"""The whole benchmark: which candidates run under which workload, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks.baselines.candidates import COALESCING, DJANGO, LOOP, WEBSOCKETS
from benchmarks.candidates import Candidate, Unavailable, parlance
from benchmarks.measuring import Figures, run
from benchmarks.memory import run_idle
from benchmarks.postgresql import POSTGRESQL
from benchmarks.workloads import A200, A1000, WORKLOADS, B, C, D, E, Workload

Measure = Callable[[Candidate, Workload], Figures]

MOST_STALLED_MS: Final = 1_000
ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure; a workload's candidates take turns, `runs` times."""

    runs: int
    seconds: float
    warmup: float


FULL: Final = Effort(runs=3, seconds=4.0, warmup=1.0)
QUICK: Final = Effort(runs=1, seconds=2.0, warmup=0.5)


@dataclass(frozen=True, slots=True)
class Run:
    """One candidate, once, under one workload."""

    workload: str
    candidate: str
    figures: Figures


def candidates(*flags: str) -> dict[Workload, tuple[Candidate, ...]]:
    """Return what is compared under each workload; `flags` are for our server alone."""
    ours = parlance(*flags)
    return {
        A200: (ours, POSTGRESQL, LOOP, COALESCING, WEBSOCKETS, DJANGO),
        A1000: (ours, LOOP, COALESCING),
        B: (ours, POSTGRESQL, LOOP, COALESCING, WEBSOCKETS, DJANGO),
        C: (ours, LOOP, COALESCING),
        D: (ours, WEBSOCKETS),
        E: (ours,),
    }


def measure_all(
    chosen: dict[Workload, tuple[Candidate, ...]],
    effort: Effort,
    tell: Callable[[str], None],
    measure: Measure | None = None,
) -> Iterator[Run]:
    """Yield every run, the candidates of a workload one after the other, again and again.

    A candidate that cannot run here is told of once and left out.
    """
    missing: set[str] = set()
    for workload, contenders in chosen.items():
        for turn in range(effort.runs):
            for candidate in contenders:
                if candidate.name in missing or (turn and _is_once(candidate, workload)):
                    continue
                try:
                    figures = _undisturbed(measure or _measure(effort), candidate, workload, tell)
                except Unavailable as reason:
                    missing.add(candidate.name)
                    tell(f"{candidate.name} is left out: {reason}")
                    continue
                yield Run(workload.name, candidate.name, figures)


def _undisturbed(
    measure: Measure, candidate: Candidate, workload: Workload, tell: Callable[[str], None]
) -> Figures:
    """Measure, and again where the load generator itself was not run for a long time.

    That is a virtual machine that was stopped meanwhile, or a core that others kept.
    """
    for _ in range(ATTEMPTS - 1):
        figures = measure(candidate, workload)
        if figures.get("stalled_ms", 0) < MOST_STALLED_MS:
            return figures
        tell(f"{workload.name} {candidate.name}: this machine stood still, so once more")
    return measure(candidate, workload)


def _is_once(candidate: Candidate, workload: Workload) -> bool:
    """Say whether one run is enough: memory hardly varies, and Django is slow and far away."""
    return workload is D or candidate is DJANGO


def _measure(effort: Effort) -> Measure:
    def measure(candidate: Candidate, workload: Workload) -> Figures:
        if workload is D:
            return run_idle(candidate, workload)
        return run(candidate, workload, effort.seconds, warmup=effort.warmup)

    return measure


def choose(
    every: dict[Workload, tuple[Candidate, ...]], workloads: Iterable[str], names: Iterable[str]
) -> dict[Workload, tuple[Candidate, ...]]:
    """Return the part of the suite that is named; nothing named means all. Raises `KeyError`."""
    wanted = [WORKLOADS[name] for name in workloads] or list(every)
    known = {candidate.name for contenders in every.values() for candidate in contenders}
    only = set(names) or known
    if not only <= known:
        raise KeyError(min(only - known))
    return {
        workload: tuple(candidate for candidate in every[workload] if candidate.name in only)
        for workload in wanted
    }
