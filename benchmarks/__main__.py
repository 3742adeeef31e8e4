"""The benchmark's command line: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.baselines.candidates import COALESCING, DJANGO, LOOP, WEBSOCKETS
from benchmarks.candidates import parlance
from benchmarks.compiler import NoCompiler
from benchmarks.measuring import Figures, run
from benchmarks.postgresql import POSTGRESQL
from benchmarks.workloads import WORKLOADS


def line(name: str, figures: Figures) -> str:
    faults = {kind: count for kind, count in figures["faults"].items() if count}
    if figures["back_seconds"]:
        return (
            f"{name:22} all back and caught up in {figures['back_seconds']:.2f} s"
            f" (server CPU {figures['server_cpu']:.2f} s, {figures['retries']} retries);"
            f" the others' p99 {figures['p99_ms']:.1f} ms meanwhile,"
            f" {figures['cut_p99_ms']:.1f} ms in the second after the cut"
            f"  {faults or 'no faults'} {figures['remark']}"
        )
    return (
        f"{name:22} {figures['deliveries_per_second']:>12,.0f} deliveries/s"
        f" {figures['messages_per_second']:>8,.0f} msg/s"
        f"  p50 {figures['p50_ms']:8.2f}  p99 {figures['p99_ms']:8.2f} ms"
        f"  CPU server {figures['server_share']:4.0%} load {figures['load_share']:4.0%}"
        f"  {figures['cpu_per_100k']:.4f} s/100k"
        f"  {faults or 'no faults'} {figures['remark']}"
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="A200", help="workloads, with commas between")
    parser.add_argument("--candidates", default="Parlance;C loop;C loop, coalescing")
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--flags", default="", help="more flags for our server")
    parser.add_argument(
        "--profile", type=Path, help="where py-spy puts a flame graph of our server"
    )
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args(arguments)
    chosen = [WORKLOADS[name] for name in options.only.split(",")]
    try:
        for workload in chosen:
            for _ in range(options.runs):
                for candidate in (
                    parlance(*options.flags.split()),
                    LOOP,
                    COALESCING,
                    WEBSOCKETS,
                    DJANGO,
                    POSTGRESQL,
                ):
                    if candidate.name in options.candidates.split(";"):
                        profile = options.profile if candidate.name == "Parlance" else None
                        figures = run(candidate, workload, options.seconds, profile=profile)
                        print(f"{workload.name:6}", line(candidate.name, figures), flush=True)
    except NoCompiler as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
