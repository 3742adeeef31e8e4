"""The whole way once, and small: the desktop with a driver inside, on a real server."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks.desktop import programs, suite, world
from benchmarks.desktop.feel import _queries
from benchmarks.desktop.suite import Bench, Failed, inside, somebody_writing
from benchmarks.desktop.world import Shape, World, make_world, serve
from benchmarks.processes import serving

PORT = 18_428
SMALL = Shape(messages=600, big=400, groups=8, people=5, members=3)


@pytest.fixture
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    url = f"ws://127.0.0.1:{PORT}/ws"
    monkeypatch.setattr(world, "PORT", PORT)
    monkeypatch.setattr(world, "URL", url)
    monkeypatch.setattr(suite, "URL", url)
    off_screen = {"QT_QPA_PLATFORM": "offscreen"}
    monkeypatch.setattr(
        suite, "environment", lambda *of: {**programs.environment(*of), **off_screen}
    )
    return make_world(tmp_path / "world", SMALL, lambda _text: None)


def test_every_part_of_the_feel_is_measured_while_somebody_writes(
    small_world: World, tmp_path: Path
) -> None:
    said: list[str] = []
    nobody: Any = None
    bench = Bench(":0", nobody, small_world, tmp_path, said.append)
    with (
        serving(serve(small_world.server), tmp_path / "server.log"),
        somebody_writing(bench, 0.0001),
    ):
        found = inside(bench, "feel", 0.01)
    assert found["open"]["cold"]["count"] == found["open"]["warm"]["count"] == 1
    assert found["scroll"]["all"]["count"] == 15 + 3 + 3
    assert found["scroll"]["cpu"]["p50"] > 0
    assert found["append"]["shown"]["most"] > 0
    assert found["window"]["theme"] > 0
    assert found["hostile"]["cpu"]["count"] == 3
    acts = found["acts"]["acts"]
    assert {"theme changed", "settings opened", "key in the switcher"} <= set(acts)
    assert 0 < acts["step of resizing"]["first"] <= found["acts"]["longest"]
    assert said == ["feel: done"]


def test_a_program_that_fails_is_told_of_with_its_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    nobody: Any = None
    empty = World(tmp_path, tmp_path, ())
    with pytest.raises(Failed, match="feel ended with 1"):
        inside(Bench(":0", nobody, empty, tmp_path, print), "feel", 1.0)


def test_queries_are_of_every_kind() -> None:
    found = list(islice(_queries(), 50))
    assert len(set(found)) > 30
    assert any(" " in query for query in found)
    assert any(ord(query[0]) > 0x2E80 for query in found)
