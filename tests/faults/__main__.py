"""`make faults`: every scenario on a real server, one table, exit 1 on anything but zeros."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
from faults.running import Job, choose, load_scenarios, run_all, run_here
from faults.scenario import SCENARIOS, Engine
from faults.table import Row, render
from postgresql_server import PostgresServer, Unavailable

BRIEF_SEED = 3


def main() -> int:
    """Run what the command line names; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--brief", action="store_true", help="about a minute, a fixed seed")
    parser.add_argument("--seed", type=int, help="begin the chances with this number")
    parser.add_argument("--only", action="append", default=[], help="scenarios named so")
    parser.add_argument("--jobs", type=int, help="how many run side by side")
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), help="this engine alone")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    parser.add_argument("--database", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        result = run_here(msgspec.json.decode(options.job, type=Job), options.database)
        sys.stdout.buffer.write(msgspec.json.encode(result))
        return 0
    load_scenarios()
    engines: list[Engine] = [options.engine] if options.engine else ["sqlite", "postgresql"]
    seed = options.seed
    if seed is None:
        seed = BRIEF_SEED if options.brief else random.SystemRandom().randrange(1_000_000)
    jobs = choose(options.only, seed, options.brief, engines)
    if options.list:
        _list(jobs)
        return 0
    return _run(jobs, seed, options.jobs or (6 if options.brief else 4))


def _run(jobs: list[Job], seed: int, at_once: int) -> int:
    print(f"seed {seed}, {len(jobs)} runs, {at_once} at once", flush=True)
    with _databases(any(job.engine == "postgresql" for job in jobs)) as database:
        if database is None:
            jobs = [job for job in jobs if job.engine != "postgresql"]
        rows = asyncio.run(run_all(jobs, at_once, database, _tell))
    print("\n" + render(rows))
    return 0 if rows and all(row.sound for row in rows) else 1


def _tell(row: Row) -> None:
    state = "zeros" if row.sound else "FAILED"
    why = f": {row.broken.splitlines()[0]}" if row.broken else ""
    print(f"{row.seconds:5.0f} s  {state}  {row.name} ({row.engine}){why}", flush=True)


def _list(jobs: list[Job]) -> None:
    for name, engines in _grouped(jobs):
        print(f"{name} ({', '.join(engines)}): {SCENARIOS[name].promise}")


def _grouped(jobs: list[Job]) -> Iterator[tuple[str, list[str]]]:
    for name in dict.fromkeys(job.name for job in jobs):
        yield name, [job.engine for job in jobs if job.name == name]


@contextmanager
def _databases(wanted: bool) -> Iterator[Callable[[], str] | None]:
    """Yield what makes fresh PostgreSQL databases; None where there is no PostgreSQL."""
    if not wanted:
        yield lambda: ""
        return
    try:
        server = PostgresServer()
        server.start()
    except Unavailable as missing:
        print(f"no PostgreSQL here, its runs are left out: {missing}")
        yield None
        return
    try:
        yield server.new_database
    finally:
        server.close()


if __name__ == "__main__":
    sys.exit(main())
