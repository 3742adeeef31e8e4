"""The command line of the desktop's benchmark: `make bench-desktop`, or parts of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from benchmarks.compiler import BUILD
from benchmarks.desktop.budgets import judge, tables
from benchmarks.desktop.screen import NoScreen
from benchmarks.desktop.suite import FULL, PARTS, QUICK, Failed, measure
from benchmarks.desktop.world import Shape, copy_world, make_world
from benchmarks.document import with_figures
from benchmarks.machine import describe
from benchmarks.processes import NotServing
from benchmarks.table import verdicts

DOCUMENT: Final = Path(__file__).resolve().parents[2] / "docs" / "performance-desktop.md"
SMALL: Final = Shape(messages=20_000, big=5_000, groups=40, people=30)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options; ends with a plain line where they are wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desktop", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="five minutes instead of fifteen")
    parser.add_argument("--small", action="store_true", help="20,000 messages, not a million")
    parser.add_argument("--only", default="", help=f"of {', '.join(PARTS)}; commas between")
    parser.add_argument("--starts", type=int, help="how often each program is started")
    options = parser.parse_args(arguments)
    options.parts = [part for part in options.only.split(",") if part] or list(PARTS)
    if unknown := sorted(set(options.parts) - set(PARTS)):
        parser.error(f"there is no {unknown[0]} to measure")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, keep: 1 where it cannot be measured here."""
    options = parse(arguments)
    if not sys.platform.startswith("linux"):
        print("The desktop's benchmark needs Linux and Xvfb.", file=sys.stderr)
        return 1
    effort = QUICK if options.quick else FULL
    effort = replace(effort, starts=options.starts or effort.starts)
    shape = SMALL if options.small else Shape()

    def tell(text: str) -> None:
        print(text, flush=True)

    try:
        world = make_world(BUILD / f"desktop-{shape.messages}", shape, tell)
        used = copy_world(world, BUILD / "desktop-used")
        results = measure(used, options.parts, effort, tell)
    except (NoScreen, NotServing, Failed) as error:
        print(error, file=sys.stderr)
        return 1
    whole = not (options.quick or options.small or options.only or options.starts)
    keep(results, describe(BUILD), shape, publish=whole)
    return 0


def keep(results: dict[str, Any], machine: dict[str, Any], shape: Shape, *, publish: bool) -> None:
    """Print what was found and write it down; a whole run goes into the documentation."""
    found = judge(results)
    block = f"{place(machine, shape)}\n\n{verdicts(found)}\n\n{tables(results)}"
    print(f"\n{block}\n")
    kept = {
        "machine": machine,
        "shape": asdict(shape),
        "targets": [asdict(verdict) for verdict in found],
        "results": results,
    }
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "desktop.json").write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    if publish:
        text = with_figures(DOCUMENT.read_text("utf-8"), block)
        DOCUMENT.write_text(text, encoding="utf-8")


def place(machine: dict[str, Any], shape: Shape) -> str:
    """Return where it was measured, and with how much, in a sentence each."""
    return (
        f"Measured on {machine['date']}: {machine['processor']}, {machine['cores']} cores,"
        f" {machine['memory_gib']} GiB, Linux {machine['kernel']}, no graphics processor;"
        f" Python {machine['python']}. {shape.messages:,} cached messages in {shape.groups:,}"
        f" groups, {shape.big:,} of them in the one that is open at the start."
    )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
