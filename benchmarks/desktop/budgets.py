"""What the desktop has to reach, whether it does, and how others start: verdicts and tables."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.desktop.idling import HEARTBEATS_PER_MINUTE
from benchmarks.desktop.programs import OURS
from benchmarks.table import markdown
from benchmarks.targets import Verdict, short

Results = dict[str, Any]
MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Budget:
    """At most `bound`; `value` raises `KeyError` where it was not measured."""

    name: str
    bound: float
    unit: str
    value: Callable[[Results], float]


def _start(figure: str, scale: float = 1.0) -> Callable[[Results], float]:
    return lambda results: median(results["start"][OURS], figure) * scale


def _feel(*path: str) -> Callable[[Results], float]:
    return lambda results: statistics.median(_at(run, path) for run in results["feel"])


def _at(figures: Any, path: Sequence[str]) -> float:
    for name in path:
        figures = figures[name]
    return float(figures)


BUDGETS: Final = (
    Budget("window mapped", 500, " ms", _start("mapped_ms")),
    Budget("timeline readable from the cache", 1000, " ms", _start("readable_ms")),
    Budget("memory then (PSS)", 100, " MB", _start("pss_kib", 1024 / MB)),
    Budget("opening a group for the first time, p95", 50, " ms", _feel("open", "cold", "p95")),
    Budget("opening a group again, p95", 50, " ms", _feel("open", "warm", "p95")),
    Budget("a frame of scrolling, p99", 16, " ms", _feel("scroll", "all", "p99")),
    Budget("1,000 messages appended", 50, " ms", _feel("append", "shown", "p50")),
    Budget("the slowest hostile text drawn (CPU)", 50, " ms", _feel("hostile", "cpu", "most")),
    Budget(
        "the longest turn while windows open, keys are typed and the theme changes (CPU)",
        16,
        " ms",
        _feel("acts", "longest"),
    ),
    Budget("first page of a search, p95", 50, " ms", _feel("search", "found", "p95")),
    Budget(
        "wake-ups a minute while idle, beyond the heartbeat",
        0,
        "",
        lambda results: max(0.0, results["idle"]["wakeups_per_minute"] - HEARTBEATS_PER_MINUTE),
    ),
    Budget(
        "growth in an hour (own memory)",
        2,
        " MB",
        lambda results: max(0.0, results["soak"]["growth_kib"] * 1024 / MB),
    ),
)


def judge(results: Results) -> list[Verdict]:
    """Return a verdict for each budget."""
    return [_judge(budget, results) for budget in BUDGETS]


def _judge(budget: Budget, results: Results) -> Verdict:
    wanted = f"<= {budget.bound:,.4g}{budget.unit}"
    try:
        value = budget.value(results)
    except KeyError:
        return Verdict(budget.name, wanted, "not measured", None)
    return Verdict(budget.name, wanted, f"{short(value)}{budget.unit}", value <= budget.bound)


def median(runs: Sequence[Results], figure: str) -> float:
    """Return the median of one figure."""
    return float(statistics.median(run[figure] for run in runs))


def tables(results: Results) -> str:
    """Return a table of the starts and one of the times within our program."""
    parts = []
    if "start" in results:
        parts.append(_starts(results["start"]))
    if "feel" in results:
        parts.append(_feels(results["feel"]))
    if "soak" in results:
        found = results["soak"]
        first, last = (found["minutes"][place]["own"] * 1024 / MB for place in (0, -1))
        parts.append(
            f"The soak went from {first:.1f} MB at first to {last:.1f} MB in the end, of its own;"
            f" {found['objects']:+,.0f} objects an hour."
        )
    if "idle" in results:
        found = results["idle"]
        parts.append(
            f"Idle: {found['wakeups_per_minute']:.0f} wake-ups a minute in all threads,"
            f" {found['cpu_ms_per_minute']:.0f} ms of CPU."
        )
    return "\n\n".join(parts)


def _starts(measured: dict[str, list[Results]]) -> str:
    head = ["", "window mapped", "x ours", "spread", "PSS", "x ours", "CPU in 5 s", "starts"]
    mapped, weight = (median(measured[OURS], figure) for figure in ("mapped_ms", "pss_kib"))
    rows = []
    for name, runs in measured.items():
        times = [run["mapped_ms"] for run in runs]
        rows.append(
            [
                name,
                f"{statistics.median(times):,.0f} ms",
                f"{statistics.median(times) / mapped:.2f}",
                f"{min(times):,.0f} to {max(times):,.0f}",
                f"{median(runs, 'pss_kib') * 1024 / MB:,.0f} MB",
                f"{median(runs, 'pss_kib') / weight:.2f}",
                f"{median(runs, 'cpu_ms'):,.0f} ms",
                str(len(runs)),
            ]
        )
    return markdown(head, rows)


ROWS: Final = (
    ("opening a group for the first time", ("open", "cold")),
    ("opening a group again", ("open", "warm")),
    ("a frame of scrolling, all", ("scroll", "all")),
    ("... by the wheel", ("scroll", "wheel")),
    ("... flung through older pages", ("scroll", "fling")),
    ("... and down again", ("scroll", "down")),
    ("... the GUI thread's CPU alone", ("scroll", "cpu")),
    ("1,000 messages appended", ("append", "shown")),
    ("... the GUI thread's CPU alone", ("append", "cpu")),
    ("first page of a search", ("search", "found")),
    ("a hostile text drawn, the GUI thread's CPU alone", ("hostile", "cpu")),
)


def _feels(runs: Sequence[Results]) -> str:
    rows = []
    for name, path in ROWS:
        found = [run[path[0]].get(path[1]) for run in runs]
        if all(found):
            figures = [statistics.median(each[kind] for each in found) for kind in SHOWN]
            rows.append([name, *(f"{figure:,.1f}" for figure in figures), f"{found[0]['count']:,}"])
    acts = _acts(runs) if all("acts" in run for run in runs) else ""
    blocked = [sum(run[part]["blocked"] for part in run if part != "worst") for run in runs]
    said = "\n".join(f"- {turn}" for turn in runs[-1]["worst"]) or "- none"
    table = markdown(["ms", "p50", "p95", "p99", "most", "times"], rows)
    return (
        f"{table}\n\n{acts}Turns that used more than 16 ms of the GUI thread:"
        f" {statistics.median(blocked):.0f} in each run; the longest of the last:\n\n{said}"
    )


SHOWN: Final = ("p50", "p95", "p99", "most")


def _acts(runs: Sequence[Results]) -> str:
    """Return a table of the longest turn of each act."""
    rows = []
    for name, found in runs[0]["acts"]["acts"].items():
        each = [run["acts"]["acts"][name] for run in runs]
        figures = [
            statistics.median(one[kind] for one in each) for kind in ("first", "p50", "most")
        ]
        rows.append([name, *(f"{figure:,.1f}" for figure in figures), f"{found['count']:,}"])
    head = ["the longest turn, ms of CPU", "first time", "p50 then", "most then", "times"]
    return f"{markdown(head, rows)}\n\n"
