"""A virtual display that does not start is told of in plain words."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from benchmarks.desktop.display import end, virtual_display
from benchmarks.desktop.screen import NoScreen


def test_an_xvfb_that_does_not_start_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "Xvfb"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(NoScreen, match="did not start"), virtual_display():
        pass


def test_what_a_launcher_started_ends_with_it() -> None:
    launcher = subprocess.Popen(
        ["sh", "-c", "sleep 60 & echo $!; wait"], stdout=subprocess.PIPE, start_new_session=True
    )
    assert launcher.stdout is not None
    child = Path("/proc", launcher.stdout.readline().decode().strip(), "stat")
    end(launcher)
    launcher.stdout.close()
    # It was told to end; whoever adopts it may not have buried it yet.
    patience = time.monotonic() + 20
    while child.exists() and child.read_text().split()[2] != "Z":
        assert time.monotonic() < patience
        time.sleep(0.01)
