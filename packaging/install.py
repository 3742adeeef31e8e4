"""Set the project up for work: system libraries, the venv, the locked dependencies, the project.

Only the standard library is used, and syntax that an older Python reads too, so that it can say
which one is needed. Does nothing when nothing changed since it last succeeded.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import system_check

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements" / "dev.lock"
# What makes a set-up out of date; the file in the venv that remembers them.
INPUTS = (LOCK, ROOT / "pyproject.toml")
STAMP = "installed.sha256"
MINORS = (11, 12, 13)


class CannotSetUp(Exception):
    """The set-up cannot go on; says why, and what to do, in one line."""


def find_python() -> str:
    """Return a Python that the project runs on: this one, else one on PATH."""
    if sys.version_info[0] == 3 and sys.version_info[1] in MINORS:
        return sys.executable
    for minor in MINORS:
        found = shutil.which(f"python3.{minor}")
        if found and fits(found):
            return found
    here = ".".join(str(part) for part in sys.version_info[:3])
    raise CannotSetUp(
        f"Parlance needs Python 3.11, 3.12 or 3.13, and this is {here}: install one of them, "
        "or name it: make install PYTHON=/path/to/python3.13"
    )


def fits(python: str) -> bool:
    """Return whether `python` starts and is of a version that the project runs on."""
    probe = f"import sys; sys.exit(sys.version_info[:2] not in [(3, m) for m in {MINORS}])"
    try:
        return subprocess.run([python, "-c", probe], capture_output=True).returncode == 0
    except OSError:
        return False


def venv_python(venv: Path = VENV) -> Path:
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def stamp_of(inputs: tuple[Path, ...] = INPUTS) -> str:
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(venv: Path, stamp: str) -> bool:
    """Return whether the venv works and holds what the locks ask for."""
    remembered = venv / STAMP
    return (
        remembered.exists()
        and remembered.read_text(encoding="ascii") == stamp
        and fits(str(venv_python(venv)))
    )


def make_venv(python: str, venv: Path) -> None:
    """Make the venv, or make it anew when it is broken or of a Python that does not fit."""
    inside = str(venv_python(venv))
    if fits(inside) and run([inside, "-c", "import pip"]) == 0:
        return
    system_check.require(system_check.venv_package())
    if run([python, "-m", "venv", "--clear", str(venv)]):
        raise CannotSetUp(f"{python} -m venv {venv} failed: see above")


def run(command: list[str]) -> int:
    return subprocess.run(command, cwd=str(ROOT)).returncode


def install(venv: Path = VENV) -> None:
    """Bring the venv up to date; raises `CannotSetUp` or `Missing` with one line."""
    system_check.check()
    stamp = stamp_of()
    if is_current(venv, stamp):
        return
    make_venv(find_python(), venv)
    python = str(venv_python(venv))
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    print("Installing the locked dependencies", flush=True)
    if run([*pip, "--require-hashes", "-r", str(LOCK)]):
        raise CannotSetUp(f"pip could not install {LOCK.name}: see above")
    if run([*pip, "--no-deps", "--no-build-isolation", "-e", "."]):
        raise CannotSetUp("pip could not install the project itself: see above")
    (venv / STAMP).write_text(stamp, encoding="ascii")


def main() -> int:
    try:
        install()
    except (CannotSetUp, system_check.Missing) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
