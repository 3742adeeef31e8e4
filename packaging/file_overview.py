"""The tables of files in `docs/architecture.md`, made from each file's first line.

`make docs` renews them; a test fails while they are out of date.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "architecture.md"
_BLOCK = re.compile(r"(<!-- files: ([\w/]+) -->\n).*?(<!-- end of files -->)", re.DOTALL)


def first_line(path: Path) -> str:
    """Return what the file says lives there; empty where it says nothing."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split())


def table(folder: Path) -> str:
    """Return the table of the folder's own Python files and of those below it."""
    rows = ["| file | what lives there |", "| --- | --- |"]
    for path in sorted(folder.rglob("*.py")):
        if line := first_line(path):
            name = path.relative_to(folder).as_posix()
            rows.append(f"| `{name}` | {line.replace('|', chr(92) + '|')} |")
    return "\n".join(rows)


def render(text: str, root: Path = ROOT) -> str:
    """Return the document with each of its tables made anew."""
    return _BLOCK.sub(lambda block: f"{block[1]}\n{table(root / block[2])}\n\n{block[3]}", text)


def main() -> None:
    DOCUMENT.write_text(render(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
