"""What is measured against what: each candidate as a server that the load generator can drive."""

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

from benchmarks.compiler import BUILD, compile_program
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


@cache
def scratch() -> Path:
    """Return a folder on a real disk for what this process writes; it is gone at the end."""
    folder = BUILD / f"run-{os.getpid()}"
    folder.mkdir(parents=True)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@dataclass(frozen=True, slots=True)
class Candidate:
    """A server by its name; `loses` says that readers may miss events by its design."""

    name: str
    start: Callable[[Population], AbstractContextManager[Serving]]
    loses: bool = False


@cache
def _template(population: Population) -> Path:
    folder = scratch() / f"population-{uuid.uuid4().hex}"
    populate(population, folder)
    return folder


@contextmanager
def _parlance(flags: Sequence[str], population: Population) -> Iterator[Serving]:
    """Serve a fresh copy of a data folder with everybody in it."""
    template = _template(population)
    folder = scratch() / "served"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    command = [sys.executable, "-m", "chat_server", "serve", "--port=0", "--password-cost=4"]
    with serving([*command, f"--data-dir={folder}", *LIMITS, *flags], _log("parlance")) as server:
        yield server
    shutil.rmtree(folder)


@contextmanager
def _loop(mode: str, _population: Population) -> Iterator[Serving]:
    with serving([str(compile_program("loop")), f"--{mode}"], _log("loop")) as server:
        yield server


def _log(name: str) -> Path:
    LOGS.mkdir(parents=True, exist_ok=True)
    return LOGS / f"{name}.log"


def parlance(*flags: str) -> Candidate:
    """Return our server, with flags of `serve` beside those that every run has."""
    return Candidate("Parlance", lambda people: _parlance(flags, people))


LOOP: Final = Candidate("C loop", lambda people: _loop("write-per-message", people))
COALESCING: Final = Candidate("C loop, coalescing", lambda people: _loop("coalesce", people))
