"""Our program while nobody does anything: how often it wakes up, and what that costs."""

from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from benchmarks.desktop.display import end
from benchmarks.desktop.programs import Program, environment
from benchmarks.desktop.screen import Screen
from benchmarks.machine import cpu_seconds

SETTLE_SECONDS: Final = 20.0
WATCH_SECONDS: Final = 65.0
REST_SECONDS: Final = 3.0

HEARTBEATS_PER_MINUTE: Final = 30
"""Wake-ups that an open connection needs: in each 20 s four looks whether the machine has slept,
the last of them with a ping, its answer, and the server's ping; each may be two turns of the loop.
"""


def wakeups(pid: int) -> dict[str, int]:
    """Return how often each thread of a process gave its core up to wait, by the thread's id."""
    found = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        text = (task / "status").read_text(encoding="utf-8")
        fields = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
        found[task.name] = int(fields["voluntary_ctxt_switches"])
    return found


def idle(
    program: Program,
    display: str,
    looked: Screen,
    *,
    settle: float = SETTLE_SECONDS,
    watch: float = WATCH_SECONDS,
) -> dict[str, Any]:
    """Start our program, let it come to rest, watch it; returns figures for a minute.

    The user works elsewhere: a caret that blinks wakes a program up twice a second.
    """
    with tempfile.TemporaryDirectory(prefix="parlance-idle-") as folder:
        process = subprocess.Popen(
            program.command,
            env=environment(program, display, Path(folder)),
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            time.sleep(settle)
            looked.work_elsewhere()
            time.sleep(REST_SECONDS)
            before, used, begun = wakeups(process.pid), cpu_seconds(process.pid), time.monotonic()
            time.sleep(watch)
            after, spent = wakeups(process.pid), cpu_seconds(process.pid) - used
            minutes = (time.monotonic() - begun) / 60
            counts = {task: after[task] - before.get(task, 0) for task in after}
            return {
                "wakeups_per_minute": sum(counts.values()) / minutes,
                "gui_per_minute": counts[str(process.pid)] / minutes,
                "cpu_ms_per_minute": spent * 1000 / minutes,
            }
        finally:
            end(process)
