"""The figures of acts: the first time apart from the others, each by its longest turn."""

from __future__ import annotations

from typing import Any

from benchmarks.desktop.acts import Acts
from benchmarks.desktop.watched import Turn


def turn(cpu: float) -> Turn:
    return Turn("Timer", "QTimer", 0.0, cpu + 1, cpu, False)


def test_the_first_time_is_told_apart() -> None:
    drive: Any = None
    acts = Acts(drive, [])
    acts.found = {"opened": [turn(30), turn(4), turn(5), turn(9)], "closed": [turn(2)]}
    found = acts.figures()
    assert (found["opened"]["first"], found["opened"]["p50"], found["opened"]["most"]) == (30, 5, 9)
    assert found["opened"]["count"] == 4
    assert "30.0 ms of CPU" in found["opened"]["longest"]
    assert (found["closed"]["first"], found["closed"]["most"]) == (2, 2)


def test_less_effort_does_less_but_each_at_least_once() -> None:
    drive: Any = None
    whole, little = Acts(drive, []), Acts(drive, [], 0.01)
    assert len(whole.times) > len(little.times) == 1
    assert whole.steps > little.steps == 1
