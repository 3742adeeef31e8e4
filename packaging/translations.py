"""The translations of the desktop: gather the texts of the program, compile what is translated.

`make translations` does both; docs/translating.md says what a translator does in between.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "chat_desktop"
FOLDER = PROGRAM / "translations"
SOURCE = "en"


def tool(name: str) -> Path:
    """Return the path of `lupdate` or `lrelease`, which come with Qt."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise SystemExit("Qt is not installed here: run `make install` first.")
    suffix = ".exe" if sys.platform == "win32" else ""
    return Path(spec.origin).parent / f"{name}{suffix}"


def files(folder: Path = FOLDER) -> list[Path]:
    """Return the files that translators work in."""
    return sorted(folder.glob("parlance_*.ts"))


def gather(target: Path) -> str:
    """Bring one file up to date with the program; what is gone from it is dropped.

    Of the source language only the texts with a number are gathered: their two forms.
    """
    sources = [str(path.relative_to(ROOT)) for path in sorted(PROGRAM.rglob("*.py"))]
    code = target.stem.removeprefix("parlance_")
    options = ["-no-obsolete", "-locations", "none", "-source-language", SOURCE]
    options += ["-target-language", code]
    if code == SOURCE:
        options.append("-pluralonly")
    return _run(tool("lupdate"), *options, *sources, "-ts", str(target))


def compile_file(source: Path, target: Path) -> str:
    """Make the binary file that the program loads; what is unfinished is left out of it.

    The old file is replaced, not written over: whoever runs the program has it in their memory.
    """
    fresh = target.with_suffix(".new")
    said = _run(tool("lrelease"), "-silent", "-nounfinished", str(source), "-qm", str(fresh))
    fresh.replace(target)
    return said


def _run(program: Path, *arguments: str) -> str:
    done = subprocess.run(
        [str(program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{program.name}: {done.stderr or done.stdout}")
    return done.stdout + done.stderr


def main() -> None:
    for path in files():
        gather(path)
        compile_file(path, path.with_suffix(".qm"))
        print(f"{path.relative_to(ROOT)}: {path.read_text('utf-8').count('unfinished')} to do")


if __name__ == "__main__":
    main()
