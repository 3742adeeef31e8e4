"""What is measured: a server that the load generator can drive, and our own as one."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks.compiler import BUILD
from benchmarks.population import Population, populate
from benchmarks.processes import Serving, serving

LOGS: Final = BUILD / "logs"
# Every limit is in place and counts; none is so low that it would end the measurement.
LIMITS: Final = (
    "--sends-per-second=1000000",
    "--commands-per-second=1000000",
    "--user-connections=100000",
    "--address-connections=100000",
)


class Unavailable(Exception):
    """A candidate cannot run on this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A server by its name; `loses` says that readers may miss events by its design.

    `start` raises `Unavailable` where it cannot run here.
    """

    name: str
    start: Callable[[Population], AbstractContextManager[Serving]]
    loses: bool = False


@cache
def scratch() -> Path:
    """Return a folder on a real disk for what this process writes; it is gone at the end.

    What a run left behind that was killed goes now.
    """
    for left in BUILD.glob("run-*"):
        if not Path(f"/proc/{left.name.removeprefix('run-')}").exists():
            shutil.rmtree(left, ignore_errors=True)
    folder = BUILD / f"run-{os.getpid()}"
    folder.mkdir(parents=True)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def log_of(name: str) -> Path:
    """Return where a server of this name logs; only the newest run is kept."""
    LOGS.mkdir(parents=True, exist_ok=True)
    return LOGS / f"{name}.log"


def parlance(*flags: str) -> Candidate:
    """Return our server, with flags of `serve` beside those that every run has."""

    @contextmanager
    def start(population: Population) -> Iterator[Serving]:
        """Serve a fresh copy of a data folder with everybody in it."""
        folder = scratch() / "served"
        shutil.copytree(_template(population), folder)
        try:
            with serve(folder, flags) as server:
                yield server
        finally:
            shutil.rmtree(folder)

    return Candidate("Parlance", start)


def serve(folder: Path, flags: Sequence[str] = ()) -> AbstractContextManager[Serving]:
    """Run our server on a data folder."""
    command = [sys.executable, "-m", "chat_server", "serve", "--port=0", f"--data-dir={folder}"]
    return serving([*command, *LIMITS, *flags], log_of("parlance"))


@cache
def _template(population: Population) -> Path:
    folder = scratch() / f"population-{uuid.uuid4().hex}"
    populate(population, folder)
    return folder
