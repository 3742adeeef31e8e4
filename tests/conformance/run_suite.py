"""Runs the public Autobahn suite (`wstest -m fuzzingclient`) against the echo server.

The suite knows only Python 2.7 and is no dependency of the project: where such a Python is found,
`--install` puts the suite and what it needs into `build/conformance/suite`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
WORK: Final = ROOT / "build" / "conformance"
SUITE: Final = WORK / "suite"
PACKAGE: Final = "autobahntestsuite==25.10.1"
GROUPS: Final = ("1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.*", "10.*")
"""Groups 12 and 13 are about compression, which the server never accepts."""
GOOD: Final = frozenset({"OK", "NON-STRICT", "INFORMATIONAL"})
BOOT: Final = (
    "import site, sys; site.addsitedir(sys.argv.pop(1));"
    "from autobahntestsuite import wstest; wstest.run()"
)


class NoSuite(Exception):
    """Why the suite cannot be run here, in plain words."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the suite said of each case: how the server behaved, and how it closed."""

    cases: dict[str, tuple[str, str]]

    @property
    def failed(self) -> list[str]:
        return [case for case, marks in self.cases.items() if not GOOD.issuperset(marks)]

    @property
    def not_strict(self) -> list[str]:
        return [case for case, marks in self.cases.items() if "NON-STRICT" in marks]

    def __str__(self) -> str:
        counts = Counter(behavior for behavior, _ in self.cases.values())
        lines = [", ".join(f"{count} {mark}" for mark, count in counts.most_common())]
        lines += [f"not strict: {', '.join(self.not_strict)}"] if self.not_strict else []
        lines += [f"FAILED: {case} {self.cases[case]}" for case in self.failed]
        return "\n".join(lines)


def find_python() -> str:
    """Return a Python 2.7, from the PATH or among pyenv's versions; raises `NoSuite`."""
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    kept = sorted(str(path) for path in home.glob("versions/2.7*/bin/python2.7"))
    for candidate in (shutil.which("python2.7"), *kept):
        if candidate is not None and _is_python_2(candidate):
            return candidate
    raise NoSuite("the suite needs a Python 2.7, and none is here")


def _is_python_2(candidate: str) -> bool:
    """Run it: what stands in the PATH may be a stand-in that finds nothing behind it."""
    asked = subprocess.run([candidate, "-c", ""], capture_output=True, check=False)
    return asked.returncode == 0


def check_suite(python: str) -> None:
    """Raise `NoSuite` unless the suite is installed for this Python."""
    command = [python, "-c", BOOT, str(SUITE), "--autobahnversion"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        raise NoSuite("the suite is not here: python tests/conformance/run_suite.py --install")


def install(python: str) -> None:
    """Put the suite into the build folder."""
    options = ["--quiet", "--disable-pip-version-check", "--target", str(SUITE)]
    shutil.rmtree(SUITE, ignore_errors=True)
    subprocess.run([python, "-m", "pip", "install", *options, PACKAGE], check=True)


@contextmanager
def echoing(*flags: str) -> Iterator[str]:
    """Run an echo server; the value is its URL."""
    command = [sys.executable, str(Path(__file__).with_name("echo_server.py")), *flags]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as server:
        try:
            line = server.stdout.readline() if server.stdout is not None else ""
            if "ws://" not in line:
                raise RuntimeError(f"no echo server: {line!r}")
            yield line.split()[-1]
        finally:
            server.terminate()


def run(python: str, cases: Sequence[str], *flags: str) -> Report:
    """Run these cases, against a server with these flags."""
    folder = WORK / "-".join(["report", *(flag.strip("-") for flag in flags)])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with echoing(*flags) as url:
        spec = {
            "outdir": str(folder),
            "servers": [{"agent": "Parlance", "url": url, "options": {"version": 18}}],
            "cases": list(cases),
            "exclude-cases": [],
            "exclude-agent-cases": {},
        }
        path = folder / "spec.json"
        path.write_text(json.dumps(spec), encoding="utf-8")
        command = [python, "-c", BOOT, str(SUITE), "-m", "fuzzingclient", "-s", str(path)]
        with (folder / "log").open("w") as log:
            subprocess.run(command, stdout=log, stderr=log, check=True)
    found = json.loads((folder / "index.json").read_text("utf-8"))["Parlance"]
    return Report({case: (said["behavior"], said["behaviorClose"]) for case, said in found.items()})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the suite with both short cuts on, then with both off; 1 if a case failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--install", action="store_true", help="install the suite first")
    parser.add_argument("cases", nargs="*", default=GROUPS, help="cases like 6.* (default: all)")
    options = parser.parse_args(arguments)
    try:
        python = find_python()
        if options.install:
            install(python)
        check_suite(python)
    except NoSuite as reason:
        print(f"skipped: {reason}")
        return 0
    failed = 0
    for cuts in ("on", "off"):
        report = run(python, options.cases, "--fast-receive", cuts, "--immediate-send", cuts)
        print(f"short cuts {cuts}: {report}", flush=True)
        failed += len(report.failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
