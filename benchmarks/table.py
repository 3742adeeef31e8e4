"""The figures as tables: for the terminal and, the same ones, for the documentation."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measuring import Figures
from benchmarks.summary import Summary
from benchmarks.targets import LOOP, Verdict
from benchmarks.workloads import WORKLOADS

Rows = list[list[str]]


def markdown(head: Sequence[str], rows: Rows) -> str:
    """Return a table that is readable as it stands, numbers to the right."""
    widths = [max(len(row[i]) for row in [list(head), *rows]) for i in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * width if not i else "-" * (width - 1) + ":" for i, width in enumerate(widths)]
    return "\n".join([line(head), f"| {' | '.join(rule)} |", *map(line, rows)])


def tables(summary: Summary) -> str:
    """Return a table for each workload, with what it is as its title."""
    parts = []
    for name, measured in summary.items():
        head, rows = _table_of(name, measured)
        parts.append(f"**{name}: {WORKLOADS[name].title}**\n\n{markdown(head, rows)}")
    return "\n\n".join(parts)


def verdicts(found: Sequence[Verdict]) -> str:
    """Return the table of the targets."""
    said = {True: "yes", False: "**no**", None: "-"}
    rows = [[v.name, v.wanted, v.reached, said[v.passed]] for v in found]
    return markdown(["target", "wanted", "reached", "kept"], rows)


def _table_of(name: str, measured: dict[str, Figures]) -> tuple[list[str], Rows]:
    if name == "D":
        head = ["", "KiB per connection", "connecting all", "CPU while idle"]
        return head, [
            [
                candidate,
                f"{figures['kib_per_connection']:.1f}",
                f"{figures['connect_seconds']:.1f} s",
                f"{figures['server_share']:.1%}",
            ]
            for candidate, figures in measured.items()
        ]
    if name == "E":
        head = ["", "back and caught up", "server CPU", "others' p99", "p99 after the cut"]
        return head, [
            [
                candidate,
                f"{figures['back_seconds']:.2f} s",
                f"{figures['server_cpu']:.2f} s",
                f"{figures['p99_ms']:.1f} ms",
                f"{figures['cut_p99_ms']:.1f} ms",
            ]
            for candidate, figures in measured.items()
        ]
    return _chat_table(measured)


def _chat_table(measured: dict[str, Figures]) -> tuple[list[str], Rows]:
    loop = measured.get(LOOP, {}).get("deliveries_per_second")
    head = ["", "deliveries/s", "x C loop", "messages/s", "p50 ms", "p99 ms"]
    head += ["CPU s per 100k", "server CPU", "load CPU", "missing"]
    rows = []
    for candidate, figures in measured.items():
        rate = figures["deliveries_per_second"]
        rows.append(
            [
                candidate,
                f"{rate:,.0f}",
                f"{rate / loop:.3g}" if loop else "-",
                f"{figures['messages_per_second']:,.0f}",
                f"{figures['p50_ms']:,.2f}",
                f"{figures['p99_ms']:,.2f}",
                f"{figures['cpu_per_100k']:.3g}",
                f"{figures['server_share']:.0%}",
                f"{figures['load_share']:.0%}",
                _missing(figures["faults"]),
            ]
        )
    return head, rows


def _missing(faults: dict[str, int]) -> str:
    """Return how many deliveries are missing, and what else went wrong beside them."""
    others = sum(count for kind, count in faults.items() if kind not in ("missing", "gaps"))
    return f"{faults['missing']:,}" + (f" and {others:,} other faults" if others else "")
