"""Memory of idle connections: what the server's process grows by while thousands are logged in."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from benchmarks.candidates import Candidate, scratch
from benchmarks.compiler import compile_program
from benchmarks.machine import cores, cpu_seconds, memory_kib, on_core
from benchmarks.measuring import Figures, LoadFailed
from benchmarks.population import people, write_tokens
from benchmarks.workloads import Workload

PROCESSES: Final = 2
"""Load generators that share the connections: a process may not hold 20,000 descriptors."""
START_SECONDS: Final = 1.0
SETTLE_SECONDS: Final = 3.0


def run_idle(candidate: Candidate, workload: Workload) -> Figures:
    """Return KiB per connection and the share of a core that the server spends on idle ones."""
    with candidate.start(workload.population) as server:
        time.sleep(START_SECONDS)
        before = memory_kib(server.pid)
        begun = time.monotonic()
        with ExitStack() as stack:
            outputs = [
                stack.enter_context(_holding(server.port, workload, part))
                for part in range(PROCESSES)
            ]
            seconds = time.monotonic() - begun
            time.sleep(SETTLE_SECONDS)
            grown = memory_kib(server.pid) - before
            spent = cpu_seconds(server.pid)
            time.sleep(SETTLE_SECONDS)
            share = (cpu_seconds(server.pid) - spent) / SETTLE_SECONDS
    parts: list[Figures] = [json.loads(output[0]) for output in outputs]
    connections = sum(part["connections"] for part in parts)
    return {
        "connections": connections,
        "kib_per_connection": grown / connections,
        "idle_kib": before,
        "server_share": share,
        "connect_seconds": seconds,
        "faults": {
            kind: sum(part["faults"][kind] for part in parts) for kind in parts[0]["faults"]
        },
        "remark": " ".join(filter(None, (part["remark"] for part in parts))),
    }


@contextmanager
def _holding(port: int, workload: Workload, part: int) -> Iterator[list[str]]:
    """Hold a part of the connections; what the load generator reports is in the list afterwards."""
    tokens: Path = scratch() / f"{workload.name}-{part}.tokens"
    write_tokens((p for p in people(workload.population) if p.index % PROCESSES == part), tokens)
    output: list[str] = []
    process = subprocess.Popen(
        [
            *(str(compile_program("load")), f"--port={port}", f"--tokens={tokens}", "--hold"),
            *workload.options,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=on_core(cores()[1]),
    )
    try:
        said = process.stdout.readline() if process.stdout else ""
        if said != "holding\n":
            raise LoadFailed(f"{workload.name}: not everybody got in: {said}")
        yield output
        output.append(process.communicate()[0])
    finally:
        process.kill()
        process.communicate()
