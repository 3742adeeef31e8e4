"""The order of the starts, and what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.desktop import suite
from benchmarks.desktop.programs import OURS, Program
from benchmarks.desktop.starting import NoWindow
from benchmarks.desktop.suite import Bench, Failed, starts
from benchmarks.desktop.world import World


def bench(tmp_path: Path, said: list[str]) -> Bench:
    nobody: Any = None
    return Bench(":0", nobody, World(tmp_path, tmp_path, ("g",)), tmp_path, said.append)


def figures(program: Program, *_: Any) -> dict[str, Any]:
    if program.name == "Shy":
        raise NoWindow("Shy showed no window")
    return {"mapped_ms": 1.0, "readable_ms": 2.0, "pss_kib": 3, "cpu_ms": 4.0}


def test_programs_take_turns_and_what_is_not_there_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = [Program("Absent", ("no-such-program",)), Program("Shy", ("sh",))]
    monkeypatch.setattr(suite, "others", lambda: [*programs, Program("Other", ("sh",))])
    monkeypatch.setattr(suite, "start", figures)
    said: list[str] = []
    found = starts(bench(tmp_path, said), 2)
    assert {name: len(runs) for name, runs in found.items()} == {OURS: 2, "Other": 2}
    assert "Absent is left out: not installed" in said
    assert "Shy is left out: Shy showed no window" in said
    assert [line.split(":")[0] for line in said if line.startswith("start")] == [
        "start 1 of Parlance",
        "start 1 of Other",
        "start 2 of Parlance",
        "start 2 of Other",
    ]


def test_a_window_of_ours_that_does_not_come_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: Any) -> dict[str, Any]:
        raise NoWindow("no window")

    monkeypatch.setattr(suite, "others", list)
    monkeypatch.setattr(suite, "start", nothing)
    with pytest.raises(Failed):
        starts(bench(tmp_path, []), 1)
