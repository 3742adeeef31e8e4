"""The order of the measurements: every program in turns, then ours alone."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.desktop.display import end, virtual_display
from benchmarks.desktop.full_server import SENDER_TOKEN
from benchmarks.desktop.idling import idle
from benchmarks.desktop.inside import Plan
from benchmarks.desktop.programs import OURS, Program, environment, others, ours
from benchmarks.desktop.screen import Screen, screen
from benchmarks.desktop.soak import ROUND_SECONDS, ROUNDS
from benchmarks.desktop.starting import NoWindow, start
from benchmarks.desktop.world import URL, World, serve
from benchmarks.processes import serving

PARTS: Final = ("start", "feel", "idle", "soak")
INSIDE_SECONDS: Final = 1_800.0
MESSAGES_AN_HOUR: Final = 12_000
ROOT: Final = Path(__file__).resolve().parents[2]

Tell = Callable[[str], None]
Results = dict[str, Any]


class Failed(Exception):
    """Our program did not do what was measured; the text says where to look."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How often each program is started, how often the rest is done, and how much of it."""

    starts: int
    feels: int
    share: float


FULL: Final = Effort(starts=7, feels=3, share=1.0)
QUICK: Final = Effort(starts=3, feels=1, share=0.2)


@dataclass(frozen=True, slots=True)
class Bench:
    """What every measurement needs: a display, one that looks at it, and our program's data."""

    display: str
    looked: Screen
    world: World
    folder: Path
    tell: Tell

    @property
    def ours(self) -> Program:
        """Our program on the world's profile."""
        return ours(self.world.profiles)


def measure(world: World, parts: Sequence[str], effort: Effort, tell: Tell) -> Results:
    """Measure `parts`; the world is used up. Raises `NoScreen`, `NotServing` or `Failed`."""
    results: Results = {}
    with (
        tempfile.TemporaryDirectory(prefix="parlance-bench-") as folder,
        virtual_display() as display,
        screen(display) as looked,
        serving(serve(world.server), Path(folder, "server.log")),
    ):
        bench = Bench(display, looked, world, Path(folder), tell)
        if "start" in parts:
            results["start"] = starts(bench, effort.starts)
        if "idle" in parts:
            results["idle"] = idle(bench.ours, display, looked)
            tell(f"idle: {results['idle']}")
        if "feel" in parts:
            results["feel"] = [inside(bench, "feel", effort.share) for _ in range(effort.feels)]
        if "soak" in parts:
            with somebody_writing(bench, effort.share):
                results["soak"] = inside(bench, "soak", effort.share)
    return results


def starts(bench: Bench, times: int) -> dict[str, list[Results]]:
    """Start every program in turns; one that is not here is told of once."""
    found: dict[str, list[Results]] = {}
    programs = [bench.ours]
    for program in others():
        if program.installed:
            programs.append(program)
        else:
            bench.tell(f"{program.name} is left out: not installed")
    for turn in range(times):
        for program in programs:
            try:
                figures = start(program, bench.display, bench.looked)
            except NoWindow as none:
                if program.name == OURS:
                    raise Failed(str(none)) from None
                bench.tell(f"{program.name} is left out: {none}")
                continue
            found.setdefault(program.name, []).append(figures)
            bench.tell(
                f"start {turn + 1} of {program.name}: mapped {figures['mapped_ms']:.0f} ms,"
                f" readable {figures['readable_ms']:.0f} ms, {figures['pss_kib']:,} KiB"
            )
    return found


def inside(bench: Bench, what: str, share: float) -> Results:
    """Let our program run with a driver inside; return what that found. Raises `Failed`."""
    file, result = bench.folder / "plan.json", bench.folder / "found.json"
    log = bench.folder / f"{what}.log"
    result.unlink(missing_ok=True)
    Plan(what, bench.world.groups, share, str(result)).write(file)
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            (sys.executable, "-m", "benchmarks.desktop.inside", str(file)),
            env=environment(bench.ours, bench.display, bench.folder),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            code = process.wait(INSIDE_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            end(process)
    if code or code is None or not result.exists():
        raise Failed(f"{what} ended with {code}:\n{log.read_text('utf-8')[-3000:]}")
    found: Results = json.loads(result.read_text("utf-8"))
    bench.tell(f"{what}: done")
    return found


@contextmanager
def somebody_writing(bench: Bench, share: float) -> Iterator[None]:
    """Let the owner of all groups write an hour's messages in the time of the soak."""
    groups = bench.folder / "groups.json"
    groups.write_text(json.dumps(bench.world.groups[:200]), encoding="utf-8")
    count = MESSAGES_AN_HOUR * share
    # The program may need longer than planned for its minutes; too early is better than late.
    rate = MESSAGES_AN_HOUR / (ROUNDS * ROUND_SECONDS)
    process = subprocess.Popen(
        (
            *(sys.executable, "-m", "benchmarks.desktop.sender", "--url", URL),
            *("--token", SENDER_TOKEN, "--groups", str(groups)),
            *("--count", str(round(count)), "--rate", str(rate)),
        ),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
        if process.poll():
            raise Failed("whoever was to write could not")
    finally:
        end(process)
