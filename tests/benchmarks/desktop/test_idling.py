"""How often a program wakes up, counted from outside."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.desktop import idling
from benchmarks.desktop.idling import idle, wakeups
from benchmarks.desktop.programs import Program


def test_each_wait_is_a_wake_up() -> None:
    me = str(os.getpid())
    before = wakeups(os.getpid())[me]
    for _ in range(5):
        time.sleep(0.001)
    assert wakeups(os.getpid())[me] >= before + 5


def test_a_program_that_sleeps_is_quiet_and_one_that_ticks_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = "import time; time.sleep(60)"
    ticking = "import time\nwhile True: time.sleep(.01)"
    elsewhere: Any = SimpleNamespace(work_elsewhere=lambda: None)
    monkeypatch.setattr(idling, "REST_SECONDS", 0.0)
    found = [
        idle(
            Program("x", (sys.executable, "-c", code), tmp_path),
            ":0",
            elsewhere,
            settle=0.15,
            watch=0.2,
        )
        for code in (quiet, ticking)
    ]
    assert found[0]["wakeups_per_minute"] == 0
    assert found[1]["wakeups_per_minute"] > 0
    assert found[1]["gui_per_minute"] == found[1]["wakeups_per_minute"]
