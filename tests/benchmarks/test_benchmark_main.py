"""The command: what it prints, what it keeps, and how it says that it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench_figures import MACHINE, chat, faults, idle, whole_suite

from benchmarks import __main__ as command
from benchmarks import document
from benchmarks.compiler import NoCompiler
from benchmarks.suite import Run


def test_without_a_compiler_it_ends_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_name: str) -> Path:
        raise NoCompiler("no compiler")

    monkeypatch.setattr(command, "compile_program", refuse)
    assert command.main(["--quick"]) == 1
    assert capsys.readouterr().err == "no compiler\n"


@pytest.mark.parametrize("arguments", [["--only", "Z"], ["--candidates", "Prosody"]])
def test_what_there_is_not_is_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(arguments) == 2
    assert arguments[1] in capsys.readouterr().err


@pytest.mark.parametrize("part", ["--quick", "--only=B", "--runs=1", "--flags=--fast-receive=off"])
def test_a_part_is_not_the_whole(part: str) -> None:
    assert not command.is_whole(command.parse([part]))
    assert command.is_whole(command.parse([]))


def test_a_run_is_one_line() -> None:
    lines = [command.line(run) for run in whole_suite()]
    assert all("\n" not in line and "no faults" in line for line in lines)
    assert "6,000,000 deliveries/s" in lines[0]
    assert "KiB per idle connection" in command.line(Run("D", "Parlance", idle()))
    bad = command.line(Run("B", "x", chat(faults=faults(missing=1_000), remark="lost")))
    assert bad.endswith("missing 1,000: lost")


@pytest.mark.parametrize("publish", [True, False])
def test_figures_are_kept_and_a_whole_run_is_published(
    publish: bool,
    qapp: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    published = tmp_path / "performance.md"
    published.write_text("<!-- figures -->\n<!-- end of figures -->\n")
    monkeypatch.setattr(command, "BUILD", tmp_path)
    monkeypatch.setattr(document, "CHART", tmp_path / "docs.png")
    monkeypatch.setattr(document, "DOCUMENT", published)
    command.keep(whole_suite(), MACHINE, publish=publish)
    results = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert results["machine"] == MACHINE
    assert len(results["runs"]) == len(whole_suite())
    assert all(target["passed"] for target in results["targets"])
    assert (tmp_path / "results.png").exists()
    assert (tmp_path / "docs.png").exists() == publish
    assert ("A Processor" in published.read_text()) == publish
    assert "| Parlance on PostgreSQL" in capsys.readouterr().out
