"""The list in `README.md` names tests that exist, and every test of this folder."""

from __future__ import annotations

import ast
import re
from pathlib import Path

FOLDER = Path(__file__).parent


def names_in(*paths: Path) -> set[str]:
    """Return the names of the tests that the files define."""
    return {
        node.name
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    }


def test_the_list_names_what_there_is() -> None:
    named = set(re.findall(r"`(test_\w+)`", (FOLDER / "README.md").read_text(encoding="utf-8")))
    everywhere = names_in(*FOLDER.parent.rglob("test_*.py"))
    assert named - everywhere == set()
    here = names_in(*(path for path in FOLDER.glob("test_*.py") if path != Path(__file__)))
    assert here - named == set()
    assert len(here) > 30
