"""The C programs of the benchmark, compiled when their sources are newer."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
BUILD: Final = HERE.parent / "build" / "bench"
FLAGS: Final = ("-O2", "-march=native", "-Wall", "-Wextra")
SOURCES: Final[dict[str, tuple[Path, ...]]] = {
    "load": tuple(sorted((HERE / "load").glob("*.c"))),
    "loop": (HERE / "baselines" / "loop.c", HERE / "load" / "wire.c"),
}


class NoCompiler(Exception):
    """There is nothing here that compiles C; the text is one plain line."""


def compile_program(name: str, build: Path = BUILD) -> Path:
    """Return the program, compiled anew where a source is newer. Raises `NoCompiler`."""
    program = build / name
    sources = SOURCES[name]
    newest = max(path.stat().st_mtime for path in [*HERE.glob("load/*.[ch]"), *sources])
    if program.exists() and program.stat().st_mtime >= newest:
        return program
    compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        raise NoCompiler("The benchmark needs a C compiler: there is no cc here.")
    build.mkdir(parents=True, exist_ok=True)
    made = build / f"{name}.{os.getpid()}"
    subprocess.run([compiler, *FLAGS, "-o", str(made), *map(str, sources)], check=True)
    made.replace(program)
    return program
