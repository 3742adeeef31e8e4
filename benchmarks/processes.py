"""A server under test: a process on a core of its own, waited for until it listens."""

from __future__ import annotations

import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.machine import cores, on_core

LISTENING: Final = re.compile(r"listening on \w+://\S+:(\d+)")
START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 30.0


class NotServing(Exception):
    """A server ended, or said nothing, before it listened."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that listens."""

    pid: int
    port: int


@contextmanager
def serving(command: Sequence[str], log: Path) -> Iterator[Serving]:
    """Run the command on the server's core until the block ends. Raises `NotServing`."""
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            preexec_fn=on_core(cores()[0]),
        )
    hangs = threading.Timer(START_SECONDS, process.kill)
    hangs.start()
    try:
        port = _port(process, log)
        hangs.cancel()
        yield Serving(process.pid, port)
    finally:
        hangs.cancel()
        _stop(process)


def _port(process: subprocess.Popen[str], log: Path) -> int:
    for line in process.stdout or ():
        if found := LISTENING.search(line):
            return int(found[1])
    raise NotServing(f"{process.args!r} did not listen:\n{log.read_text(encoding='utf-8')[-2000:]}")


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
