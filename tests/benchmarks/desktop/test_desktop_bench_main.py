"""The command line of the desktop's benchmark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.desktop import __main__ as program
from benchmarks.desktop.screen import NoScreen
from benchmarks.desktop.suite import FULL, PARTS, QUICK
from benchmarks.desktop.world import Shape, World


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    world = World(tmp_path, tmp_path, ("g",))

    def measure(_world: World, parts: list[str], effort: Any, _tell: Any) -> dict[str, Any]:
        found.append((parts, effort))
        return {"idle": {"wakeups_per_minute": 1.0, "cpu_ms_per_minute": 2.0}}

    monkeypatch.setattr(program, "BUILD", tmp_path)
    monkeypatch.setattr(program, "DOCUMENT", tmp_path / "doc.md")
    (tmp_path / "doc.md").write_text("<!-- figures -->\nold\n<!-- end of figures -->\n")
    monkeypatch.setattr(program, "make_world", lambda *_: world)
    monkeypatch.setattr(program, "copy_world", lambda *_: world)
    monkeypatch.setattr(program, "measure", measure)
    machine = ("date", "processor", "cores", "memory_gib", "kernel", "python")
    monkeypatch.setattr(program, "describe", lambda _folder: dict.fromkeys(machine, "some"))
    return found


def test_a_part_is_measured_and_kept_but_not_published(asked: list[Any], tmp_path: Path) -> None:
    assert program.main(["--quick", "--only", "idle"]) == 0
    assert asked == [(["idle"], QUICK)]
    kept = json.loads((tmp_path / "desktop.json").read_text())
    assert kept["results"]["idle"]["wakeups_per_minute"] == 1
    assert any(target["passed"] for target in kept["targets"])
    assert "old" in (tmp_path / "doc.md").read_text()


def test_a_whole_run_goes_into_the_documentation(asked: list[Any], tmp_path: Path) -> None:
    assert program.main([]) == 0
    assert asked == [(list(PARTS), FULL)]
    text = (tmp_path / "doc.md").read_text()
    assert "old" not in text
    assert f"{Shape().messages:,} cached messages" in text
    assert "window mapped" in text


def test_what_cannot_be_measured_is_said_in_a_line(
    asked: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no(*_: Any) -> None:
        raise NoScreen("there is no Xvfb")

    monkeypatch.setattr(program, "measure", no)
    assert program.main([]) == 1
    assert capsys.readouterr().err == "there is no Xvfb\n"
    with pytest.raises(SystemExit):
        program.main(["--only", "sleep"])


def test_the_document_has_a_place_for_the_figures() -> None:
    assert "<!-- figures -->" in program.DOCUMENT.read_text("utf-8")
