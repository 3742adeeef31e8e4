"""The two programs install apart: a server without Qt, a desktop without Twisted."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

IMPORT_ALL = """
import importlib, pkgutil, sys

program, absent = sys.argv[1], set(sys.argv[2].split())


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Absent())
package = importlib.import_module(program)
for module in pkgutil.walk_packages(package.__path__, program + "."):
    importlib.import_module(module.name)
    print(module.name)
"""


def locked(lock: str) -> set[str]:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")
    return {normal(found) for found in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def not_in(lock: str) -> list[str]:
    """Return the installed top-level modules that a machine with only this lock lacks."""
    present = locked(lock) | {"parlance"}
    return sorted(
        module
        for module, distributions in packages_distributions().items()
        if not {normal(distribution) for distribution in distributions} & present
    )


def test_the_server_is_locked_without_qt() -> None:
    assert not locked("server") & {"pyside6-essentials", "shiboken6", "qasync", "keyring"}


def test_the_desktop_is_locked_without_a_reactor() -> None:
    assert not locked("desktop") & {"twisted", "autobahn", "bcrypt", "click"}


def test_the_halves_are_locked_as_they_are_tested() -> None:
    assert locked("server") | locked("desktop") <= locked("dev")


@pytest.mark.parametrize(
    ("program", "lock", "foreign"),
    [("chat_server", "server", "PySide6"), ("chat_desktop", "desktop", "twisted")],
)
def test_a_half_starts_with_nothing_of_the_other(program: str, lock: str, foreign: str) -> None:
    absent = not_in(lock)
    assert foreign in absent
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, program, " ".join(absent)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"{program}.core" in done.stdout.split()
