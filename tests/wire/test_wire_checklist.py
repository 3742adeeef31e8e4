"""The checklist in `README.md` names every test and no other; nothing in here imports our code."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
SOURCES = sorted(FOLDER.glob("*.py"))
ALLOWED = {"pytest", "websockets", "wire"}


def test_every_line_names_tests_that_exist_and_every_test_has_a_line() -> None:
    named = set(re.findall(r"`(test_\w+)`", (FOLDER / "README.md").read_text(encoding="utf-8")))
    existing = {
        node.name
        for path in SOURCES
        if path != Path(__file__)
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert named == existing


def imported(path: Path) -> set[str]:
    """Return the top-level packages that a source imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_here_imports_our_own_code(path: Path) -> None:
    ours = {"protocol", "chat_server", "chat_desktop"}
    assert not imported(path) & ours
    assert imported(path) <= ALLOWED | set(sys.stdlib_module_names)
