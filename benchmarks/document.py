"""The figures in the documentation: a block between two marks, written by every full run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from benchmarks.compiler import HERE
from benchmarks.summary import Summary
from benchmarks.table import tables, verdicts
from benchmarks.targets import Verdict

DOCUMENT: Final = HERE.parent / "docs" / "performance.md"
CHART: Final = HERE.parent / "docs" / "images" / "performance.png"
_BLOCK: Final = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def figures(machine: Mapping[str, Any], summary: Summary, found: Sequence[Verdict]) -> str:
    """Return the block: where it was measured, the targets, the tables."""
    return "\n\n".join([place(machine), verdicts(found), tables(summary)])


def place(machine: Mapping[str, Any]) -> str:
    """Return where and with what it was measured."""
    return (
        f"{where(machine)} "
        f"Parlance {machine['parlance']}, Python {machine['python']}, SQLite {machine['sqlite']}, "
        f"PostgreSQL {machine['postgresql']}, Twisted {machine['twisted']}, "
        f"Autobahn {machine['autobahn']}, websockets {machine['websockets']}."
    )


def where(machine: Mapping[str, Any]) -> str:
    """Return on what it was measured, in one sentence."""
    pinned = (
        f"server on core {machine['server_core']}, load on core {machine['load_core']}"
        if machine["server_core"] != machine["load_core"]
        else "server and load on the same core"
    )
    return (
        f"Measured on {machine['date']}: {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory_gib']} GiB, Linux {machine['kernel']}, {pinned}; "
        f"{machine['file_system']}, fdatasync {machine['fdatasync_ms']:.2g} ms."
    )


def with_figures(text: str, block: str) -> str:
    """Return the document with its block made anew. Raises `ValueError` where it has none."""
    if not _BLOCK.search(text):
        raise ValueError("the document has no place for the figures")
    return _BLOCK.sub(lambda found: f"{found[1]}\n{block}\n\n{found[2]}", text)


def renew(block: str) -> None:
    """Write the block into the documentation."""
    text = with_figures(DOCUMENT.read_text(encoding="utf-8"), block)
    DOCUMENT.write_text(text, encoding="utf-8")
