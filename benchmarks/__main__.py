"""The benchmark's command line: `make bench`, or `python -m benchmarks` for parts of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from benchmarks import chart, document
from benchmarks.compiler import BUILD, NoCompiler, compile_program
from benchmarks.machine import describe
from benchmarks.measuring import Figures, LoadFailed, run
from benchmarks.processes import NotServing
from benchmarks.suite import FULL, QUICK, Run, candidates, choose, measure_all
from benchmarks.summary import summarise
from benchmarks.table import tables, verdicts
from benchmarks.targets import PARLANCE, judge
from benchmarks.workloads import WORKLOADS


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options; ends with a plain line where they are wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two minutes instead of ten")
    parser.add_argument("--only", default="", help=f"of {', '.join(WORKLOADS)}; commas between")
    parser.add_argument("--candidates", default="", help="names as in the table; ; between")
    parser.add_argument("--runs", type=int, help="how often each runs")
    parser.add_argument("--seconds", type=float, help="how long each is measured")
    parser.add_argument("--flags", default="", help="more flags for our server")
    parser.add_argument("--profile", type=Path, help="one run of ours under py-spy; its output")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, keep: 1 where it cannot be measured here."""
    options = parse(arguments)
    if not sys.platform.startswith("linux"):
        print("The benchmark needs Linux: it gives each process a core.", file=sys.stderr)
        return 1
    effort = QUICK if options.quick else FULL
    effort = replace(
        effort,
        runs=options.runs or effort.runs,
        seconds=options.seconds or effort.seconds,
    )
    try:
        chosen = choose(
            candidates(*options.flags.split()),
            filter(None, options.only.split(",")),
            filter(None, options.candidates.split(";")),
        )
    except KeyError as unknown:
        print(f"There is no {unknown} to measure.", file=sys.stderr)
        return 2
    try:
        compile_program("load")
        if options.profile:
            for workload, contenders in chosen.items():
                ours = next(each for each in contenders if each.name == PARLANCE)
                figures = run(ours, workload, effort.seconds, profile=options.profile)
                print(line(Run(workload.name, ours.name, figures)))
            return 0
        machine = describe(BUILD)
        print(document.place(machine), flush=True)
        runs = []
        for each in measure_all(chosen, effort, lambda text: print(text, flush=True)):
            print(line(each), flush=True)
            runs.append(each)
    except (NoCompiler, NotServing, LoadFailed) as error:
        print(error, file=sys.stderr)
        return 1
    keep(runs, machine, publish=is_whole(options))
    return 0


def is_whole(options: argparse.Namespace) -> bool:
    """Say whether everything was measured as it is meant to be."""
    return not any(vars(options).values())


def keep(runs: Sequence[Run], machine: dict[str, Any], *, publish: bool) -> None:
    """Print the tables, write JSON and chart; a whole run goes into the documentation."""
    summary = summarise(runs)
    found = judge(summary)
    print(f"\n{tables(summary)}\n\n{verdicts(found)}\n")
    results = {
        "machine": machine,
        "targets": [asdict(verdict) for verdict in found],
        "summary": summary,
        "runs": [asdict(each) for each in runs],
    }
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    shown = chart.panels(summary)
    if shown:
        chart.draw(shown, document.where(machine), BUILD / "results.png")
    if publish:
        chart.draw(shown, document.where(machine), document.CHART)
        document.renew(document.figures(machine, summary, found))


def line(each: Run) -> str:
    """Return a run in one line, for who watches."""
    figures = each.figures
    return f"{each.workload:6} {each.candidate:22} {_said(figures)}  {_faults(figures)}"


def _said(figures: Figures) -> str:
    if "kib_per_connection" in figures:
        return f"{figures['kib_per_connection']:.1f} KiB per idle connection"
    if figures["back_seconds"]:
        return (
            f"back in {figures['back_seconds']:.2f} s, server CPU {figures['server_cpu']:.2f} s,"
            f" others' p99 {figures['p99_ms']:.1f} ms meanwhile,"
            f" {figures['cut_p99_ms']:.1f} ms after the cut"
        )
    return (
        f"{figures['deliveries_per_second']:>11,.0f} deliveries/s"
        f" {figures['messages_per_second']:>8,.0f} msg/s"
        f"  p50 {figures['p50_ms']:8.2f}  p99 {figures['p99_ms']:8.2f} ms"
        f"  CPU server {figures['server_share']:4.0%} load {figures['load_share']:4.0%}"
        f"  {figures['cpu_per_100k']:.4f} s/100k  stalled {figures['stalled_ms']:.0f} ms"
    )


def _faults(figures: Figures) -> str:
    faults = {kind: count for kind, count in figures["faults"].items() if count}
    said = ", ".join(f"{kind} {count:,}" for kind, count in faults.items())
    return f"{said}: {figures['remark']}" if said else "no faults"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
