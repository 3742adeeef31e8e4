"""Which programs are compared, and the surroundings that they start in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.desktop.programs import OURS, Program, as_nobody, environment, others, ours
from chat_desktop.config import DATA_ENV


def test_others_are_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert [program.installed for program in others()] == [False] * 3
    assert ours(Path("profiles")).installed
    assert ours(Path("profiles")).name == OURS


def test_nothing_of_the_user_reaches_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("HOME", "/somebody")
    made = environment(ours(tmp_path / "profiles"), ":7", tmp_path)
    assert "QT_QPA_PLATFORM" not in made
    assert made["HOME"] == str(tmp_path)
    assert made["DISPLAY"] == ":7"
    assert made[DATA_ENV] == str(tmp_path / "profiles")
    assert DATA_ENV not in environment(Program("x", ("x",)), ":7", tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to give up")
def test_root_gives_its_rights_up(tmp_path: Path) -> None:
    said = subprocess.run(
        ["id", "-un"], preexec_fn=as_nobody(tmp_path), capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "nobody"
    assert sys.platform.startswith("linux")


def test_who_is_not_root_stays_who_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert as_nobody(tmp_path) is None
