"""The set-up runs when something changed, mends what is broken and says in a line why it cannot."""

from __future__ import annotations

import sys
from pathlib import Path

import install
import pytest
import system_check


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """A venv that works, as far as the set-up can see."""
    python = install.venv_python(tmp_path / "venv")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path / "venv"


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the set-up runs, none of it really."""
    ran: list[list[str]] = []

    def run(command: list[str]) -> int:
        ran.append(command)
        return 0

    monkeypatch.setattr(install, "run", run)
    monkeypatch.setattr(system_check, "check", lambda: None)
    return ran


def test_the_stamp_follows_each_input(tmp_path: Path) -> None:
    lock, project = tmp_path / "dev.lock", tmp_path / "pyproject.toml"
    lock.write_text("a")
    project.write_text("b")
    first = install.stamp_of((lock, project))
    assert install.stamp_of((lock, project)) == first
    project.write_text("c")
    assert install.stamp_of((lock, project)) != first


def test_it_installs_once_by_the_lock_with_hashes(venv: Path, commands: list[list[str]]) -> None:
    install.install(venv)
    locked = next(command for command in commands if "--require-hashes" in command)
    assert str(install.LOCK) in locked
    project = commands[-1]
    assert {"--no-deps", "--no-build-isolation", "-e"} <= set(project)
    commands.clear()
    install.install(venv)
    assert commands == []


def test_a_changed_lock_installs_again(
    venv: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    install.install(venv)
    commands.clear()
    monkeypatch.setattr(install, "stamp_of", lambda: "another")
    install.install(venv)
    assert any("--require-hashes" in command for command in commands)


def test_a_failed_install_is_not_remembered(
    venv: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "run", lambda command: int("--require-hashes" in command))
    with pytest.raises(install.CannotSetUp, match=r"dev\.lock"):
        install.install(venv)
    assert not (venv / install.STAMP).exists()


def test_a_broken_venv_is_made_anew(tmp_path: Path, commands: list[list[str]]) -> None:
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    install.install(venv)
    assert [sys.executable, "-m", "venv", "--clear", str(venv)] in commands


@pytest.mark.parametrize("version", [(3, 10, 4), (3, 14, 0)])
def test_a_python_that_does_not_fit_is_told_in_one_line(
    version: tuple[int, int, int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(system_check, "check", lambda: None)
    monkeypatch.setattr(install, "is_current", lambda venv, stamp: False)
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert install.main() == 1
    said = capsys.readouterr().err
    assert "3.11, 3.12 or 3.13" in said
    assert ".".join(map(str, version)) in said
    assert said.count("\n") == 1


def test_another_python_on_the_path_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for minor, status in ((11, 1), (12, 0)):
        python = tmp_path / f"python3.{minor}"
        python.write_text(f"#!/bin/sh\nexit {status}\n")
        python.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    assert install.find_python() == str(tmp_path / "python3.12")
