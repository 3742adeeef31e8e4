"""The smoke test of the bundles: it starts them with nothing around, and fails when they do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import smoke_test


def bundle(folder: Path, name: str, script: str) -> None:
    """Put a program in the place of a bundled one."""
    (folder / name).mkdir(parents=True)
    program = folder / name / name
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o755)


def test_bundles_that_are_not_there_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert smoke_test.try_bundles(tmp_path) == 1
    assert "make bundle" in capsys.readouterr().err


def test_a_server_that_fails_is_told_with_its_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle(tmp_path, "chat-server", "import sys; sys.exit('no such module: nvx')")
    bundle(tmp_path, "chat-desktop", "")
    assert smoke_test.try_bundles(tmp_path) == 1
    said = capsys.readouterr().err
    assert "exit code 1" in said
    assert "no such module: nvx" in said


def test_there_is_no_python_on_the_path(tmp_path: Path) -> None:
    assert not Path(smoke_test.bare_environment(tmp_path)["PATH"]).exists()
