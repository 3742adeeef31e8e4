"""A virtual display that does not start is told of in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.desktop.display import virtual_display
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
