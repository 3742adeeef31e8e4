"""The desktop itself, as it is started by users, with a driver in the place of its script.

`python -m benchmarks.desktop.inside PLAN` runs `chat-desktop` in this process: its own `main`, its
own loop, a real connection. What `--script` would play is replaced by the measuring, and what was
found is written to the plan's `result`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.desktop.driving import take_over
from benchmarks.desktop.feel import measure_feel
from benchmarks.desktop.soak import soak
from benchmarks.desktop.watched import WatchedApplication


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure (`feel` or `soak`), in which groups, how much of it, and where to tell."""

    what: str
    groups: tuple[str, ...]
    effort: float
    result: str

    def write(self, file: Path) -> None:
        """Write the plan down for the process that carries it out."""
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    def tell(self, figures: dict[str, Any]) -> None:
        """Write down what was found."""
        Path(self.result).write_text(json.dumps(figures), encoding="utf-8")


def read_plan(file: Path) -> Plan:
    """Return a plan that was written."""
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return Plan(found["what"], tuple(found["groups"]), found["effort"], found["result"])


async def carry_out(plan: Plan, app: WatchedApplication) -> None:
    """Measure in the program that runs around this."""
    drive = await take_over(app)
    measure = measure_feel if plan.what == "feel" else soak
    plan.tell(await measure(drive, plan.groups, plan.effort))


def main(file: str) -> int:
    """Run the desktop with the plan in `file`; returns its exit code."""
    plan = read_plan(Path(file))
    app = WatchedApplication(sys.argv[:1])

    from chat_desktop import script
    from chat_desktop.__main__ import main as desktop

    async def play(_script: Path, _seconds: float = 0) -> None:
        # Out of the task that started it, so that a failure is told with its own trace.
        await asyncio.shield(asyncio.create_task(carry_out(plan, app)))

    script.play = play  # type: ignore[assignment]
    return desktop(["--script", file])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
