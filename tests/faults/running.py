"""Runs of scenarios, each in a process of its own, several side by side."""

from __future__ import annotations

import asyncio
import importlib
import os
import pkgutil
import shutil
import sys
import tempfile
import time
import traceback
import zlib
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import faults
import msgspec
import psutil  # type: ignore[import-untyped]
from faults.scenario import SCENARIOS, Broken, Context, Engine, Tally
from faults.table import Row

TESTS = Path(__file__).resolve().parents[1]
PROJECT = (TESTS, TESTS.parent, TESTS.parent / "packaging")
BRIEF_SECONDS = 100.0
FULL_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Job:
    """One run: a scenario of a module on an engine, with the seed that is its own."""

    module: str
    name: str
    engine: Engine
    seed: int
    brief: bool


class Result(msgspec.Struct):
    """What the run's process hands back."""

    seconds: float
    tally: Tally
    broken: str = ""


def load_scenarios() -> None:
    """Import every module of the rig, whereby the scenarios register themselves."""
    for module in pkgutil.iter_modules(faults.__path__):
        if not module.name.startswith(("test_", "_")):
            importlib.import_module(f"faults.{module.name}")


def choose(only: Sequence[str], seed: int, brief: bool, engines: Sequence[Engine]) -> list[Job]:
    """Return the runs of all scenarios, or of those whose names contain one of `only`."""
    return [
        Job(
            known.run.__module__,
            known.name,
            engine,
            seed + zlib.crc32(f"{known.name}/{engine}".encode()),
            brief,
        )
        for known in SCENARIOS.values()
        for engine in known.engines
        if engine in engines and (not only or any(part in known.name for part in only))
    ]


def run_here(job: Job, database: str) -> Result:
    """Run a scenario in this process, in a folder that goes away; a fault becomes words."""
    importlib.import_module(job.module)
    folder = Path(tempfile.mkdtemp(prefix="parlance-faults-"))
    begun = time.monotonic()
    result = Result(0.0, Tally())
    context = Context(job.seed, job.brief, folder, (lambda: database) if database else None)
    try:
        result.tally = SCENARIOS[job.name].run(context)
    except Broken as broken:
        result.broken = str(broken)
    except Exception:
        result.broken = traceback.format_exc()
    result.seconds = time.monotonic() - begun
    if result.broken and (log := folder / "server.log").exists():
        result.broken += f"\nThe server's last words:\n{log.read_text('utf-8', 'replace')[-1_500:]}"
    shutil.rmtree(folder, ignore_errors=True)
    return result


async def run_all(
    jobs: Sequence[Job],
    at_once: int,
    database: Callable[[], str] | None,
    done: Callable[[Row], None],
) -> list[Row]:
    """Run the jobs, so many at once besides those that only wait; `done` hears of each that ends.

    Returns the rows in the order of the jobs.
    """
    free = asyncio.Semaphore(at_once)

    async def run(job: Job) -> Row:
        async with nullcontext() if SCENARIOS[job.name].waits else free:
            url = ""
            if job.engine == "postgresql" and database is not None:
                url = await asyncio.to_thread(database)
            row = await _run_process(job, url)
            done(row)
            return row

    return list(await asyncio.gather(*(run(job) for job in jobs)))


async def _run_process(job: Job, database: str) -> Row:
    """Run a job in a process of its own; one that takes too long is ended."""
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(map(str, PROJECT))
    begun = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "faults", "--job", msgspec.json.encode(job).decode()),
        *("--database", database),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    limit = BRIEF_SECONDS if job.brief else FULL_SECONDS
    try:
        async with asyncio.timeout(limit):
            out, errors = await process.communicate()
    except TimeoutError:
        broken = f"not done in {limit:.0f} s"
        return Row(job.name, job.engine, job.seed, limit, broken=broken)
    finally:
        if process.returncode is None:
            _end_family(process.pid)
            await process.wait()
    try:
        result = msgspec.json.decode(out, type=Result)
    except msgspec.MsgspecError:
        broken = f"ended with {process.returncode}:\n{errors.decode(errors='replace')[-3_000:]}"
        return Row(job.name, job.engine, job.seed, time.monotonic() - begun, broken=broken)
    return Row(job.name, job.engine, job.seed, result.seconds, result.tally, result.broken)


def _end_family(oldest: int) -> None:
    """End a run's process and all that it started; its servers lead sessions of their own."""
    process = psutil.Process(oldest)
    family = [*process.children(recursive=True), process]
    for member in family:
        with suppress(psutil.NoSuchProcess):
            member.kill()
