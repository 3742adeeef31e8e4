"""One run: a candidate under a workload, driven and checked by the load generator."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from benchmarks.candidates import Candidate, scratch
from benchmarks.compiler import compile_program
from benchmarks.machine import cores, on_core
from benchmarks.population import people, write_tokens
from benchmarks.workloads import Workload

Figures = dict[str, Any]

MEASURING: Final = "measuring\n"
"""What the load generator says when it begins to count."""


class LoadFailed(Exception):
    """The load generator could not do its work: not everybody got in, or came back."""


def run(
    candidate: Candidate,
    workload: Workload,
    seconds: float,
    *,
    warmup: float = 1.0,
    profile: Path | None = None,
) -> Figures:
    """Return what the load generator counted, and the rates that follow from it.

    `profile` is where py-spy, if it is installed, puts what the server spent its time on.
    """
    program = compile_program("load")
    tokens = scratch() / f"{workload.name}.tokens"
    write_tokens(people(workload.population), tokens)
    with candidate.start(workload.population) as server:
        command = [
            *(str(program), f"--port={server.port}", f"--tokens={tokens}"),
            *(f"--seconds={seconds}", f"--warmup={warmup}", f"--watch={server.pid}"),
            *workload.options,
        ]
        if candidate.loses:
            command.append("--lossy")
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, preexec_fn=on_core(cores()[1])
        ) as process:
            report = _said(process)
            if report == MEASURING:
                with _profiling(server.pid, seconds, profile):
                    report = _said(process)
    if process.returncode:
        raise LoadFailed(f"{candidate.name}, {workload.name}: {report}")
    return with_rates(json.loads(report))


def _said(process: subprocess.Popen[str]) -> str:
    return process.stdout.readline() if process.stdout else ""


@contextmanager
def _profiling(pid: int, seconds: float, output: Path | None) -> Iterator[None]:
    if output is None:
        yield
        return
    spy = [str(Path(sys.executable).with_name("py-spy")), "record", f"--pid={pid}"]
    what = ["--nonblocking", f"--duration={math.ceil(seconds)}", "--rate=500"]
    shape = "speedscope" if output.suffix == ".json" else "flamegraph"
    process = subprocess.Popen(
        [*spy, *what, f"--format={shape}", f"--output={output}"], preexec_fn=on_core(cores()[1])
    )
    try:
        yield
    finally:
        process.wait()


def with_rates(figures: Figures) -> Figures:
    """Return the figures with what they come to per second."""
    seconds = figures["seconds"] or 1.0
    deliveries = figures["deliveries"]
    return {
        **figures,
        "deliveries_per_second": deliveries / seconds,
        "messages_per_second": figures["messages"] / seconds,
        "server_share": figures["server_cpu"] / seconds,
        "load_share": figures["load_cpu"] / seconds,
        "cpu_per_100k": figures["server_cpu"] / deliveries * 100_000 if deliveries else 0.0,
    }
