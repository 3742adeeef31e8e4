"""The tree keeps its shape: small files that say what they are, each with its tests."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("protocol", "chat_server", "chat_desktop")
LONGEST = 400
# Names that say what a thing is used by, not what it is.
EMPTY_NAMES = {"manager", "helper", "helpers", "util", "utils", "handler", "common", "misc"}


def sources(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found, f"no Python files in {folders}"
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=[name(path) for path in paths])


def has_behaviour(tree: ast.Module) -> bool:
    """Return whether any function does something: a file of plain data or ports does not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "__init__":
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            if not all(
                isinstance(line, ast.Expr)
                and isinstance(line.value, ast.Constant)
                and line.value.value is ...
                for line in body
            ):
                return True
    return False


def folder_of_tests(path: Path) -> Path:
    folder = path.parent.relative_to(ROOT)
    if folder.parts[0] == "packaging":  # `packaging` names a library that the tests import
        return ROOT / "tests" / "packaging_checks"
    return ROOT / "tests" / folder


@each(sources(*PROGRAMS, "packaging", "benchmarks"))
def test_every_file_with_behaviour_has_its_tests(path: Path) -> None:
    if path.name == "__init__.py" or not has_behaviour(ast.parse(path.read_text("utf-8"))):
        return
    pattern = re.compile(rf"test_(\w+_)?{re.escape(path.stem.strip('_'))}(_\w+)?\.py")
    folder = folder_of_tests(path)
    tests = folder.glob("*.py") if folder.exists() else []
    assert any(pattern.fullmatch(test.name) for test in tests), f"no test for it in {folder}"


@each(sources(*PROGRAMS, "packaging", "benchmarks", "tests"))
def test_every_file_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@each(sources(*PROGRAMS, "packaging", "benchmarks"))
def test_every_file_begins_by_saying_what_lives_there(path: Path) -> None:
    text = path.read_text("utf-8")
    if not text:
        assert path.name == "__init__.py"
        return
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring, "its first line says what lives there"
    assert docstring.splitlines()[0].rstrip().endswith((".", "?"))


@each(sources(*PROGRAMS, "benchmarks"))
def test_names_say_what_a_file_is(path: Path) -> None:
    assert not EMPTY_NAMES & set(path.stem.split("_"))


@each(sources("chat_desktop"))
def test_no_dialog_runs_a_loop_of_its_own(path: Path) -> None:
    """A nested loop loses the wake-ups of other tasks for good: `open()` and a future instead."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in {"exec", "exec_", "asyncClose", "processEvents"}, (
                f"line {node.lineno}"
            )


def test_packaging_hides_no_library() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert not list((ROOT / "tests").rglob("__init__.py"))


def tracked_text() -> list[tuple[str, str]]:
    """Return (path, text) of every text file that git knows."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    texts = []
    for path in filter(None, listed.stdout.split("\0")):
        try:
            texts.append((path, (ROOT / path).read_text("utf-8")))
        except (UnicodeDecodeError, FileNotFoundError):
            continue
    return texts


def test_nothing_names_the_machine_it_was_written_on() -> None:
    homes = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+)/")
    for path, text in tracked_text():
        if path.endswith("test_structure.py"):
            continue
        assert str(ROOT) + "/" not in text, path
        assert not homes.search(text), path


@pytest.mark.parametrize("lock", ["server", "desktop", "dev"])
def test_a_lock_names_no_index_and_hashes_everything(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash=", ""), re.MULTILINE)
    for pin in re.findall(r"^[^\s#].*(?:\n\s+--hash.*)*", text, re.MULTILINE):
        assert "==" in pin
        assert "--hash=sha256:" in pin
