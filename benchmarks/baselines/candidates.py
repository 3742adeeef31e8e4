"""What our server is measured against, each as a candidate: bare loops, a library, Django."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.candidates import Candidate, Unavailable, log_of, scratch
from benchmarks.compiler import BUILD, compile_program
from benchmarks.population import Population
from benchmarks.processes import Serving, serving

HERE: Final = Path(__file__).resolve().parent
LOCK: Final = HERE / "django.lock"
VENV: Final = BUILD / "django"


@contextmanager
def _loop(mode: str, _population: Population) -> Iterator[Serving]:
    with serving([str(compile_program("loop")), f"--{mode}"], log_of("loop")) as server:
        yield server


@contextmanager
def _websockets(_population: Population) -> Iterator[Serving]:
    program = [sys.executable, str(HERE / "websockets_broadcast.py")]
    with serving(program, log_of("websockets")) as server:
        yield server


@contextmanager
def _django(_population: Population) -> Iterator[Serving]:
    database = scratch() / f"django-{uuid.uuid4().hex}.sqlite3"
    program = [django_python(), str(HERE / "django_chat.py"), str(database)]
    with serving(program, log_of("django")) as server:
        yield server
    database.unlink()


def django_python(venv: Path = VENV, lock: Path = LOCK) -> str:
    """Return the Python of a venv with what the lock names, made where it is missing.

    Raises `Unavailable` where that cannot be installed.
    """
    python, stamp = venv / "bin" / "python", venv / "installed.sha256"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return str(python)
    _run([sys.executable, "-m", "venv", "--clear", str(venv)])
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(lock)])
    stamp.write_text(wanted, encoding="ascii")
    return str(python)


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise Unavailable(f"Django cannot be installed: {''.join(reason)}")


LOOP: Final = Candidate("C loop", lambda people: _loop("write-per-message", people))
COALESCING: Final = Candidate("C loop, coalescing", lambda people: _loop("coalesce", people))
WEBSOCKETS: Final = Candidate("websockets broadcast", _websockets)
DJANGO: Final = Candidate("Django Channels", _django, loses=True)
