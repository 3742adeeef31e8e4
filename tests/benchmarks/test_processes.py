"""A server is waited for, found at its port, and gone afterwards."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.machine import cores
from benchmarks.processes import NotServing, serving

LISTENS = "import time; print('listening on ws://127.0.0.1:4321/ws', flush=True); time.sleep(60)"
FAILS = "import sys; sys.exit('no such thing')"


def test_a_server_is_pinned_and_ends_with_the_block(tmp_path: Path) -> None:
    with serving([sys.executable, "-c", LISTENS], tmp_path / "log") as server:
        assert server.port == 4321
        assert os.sched_getaffinity(server.pid) == {cores()[0]}
    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0)


def test_one_that_ends_at_once_is_told_of_with_its_log(tmp_path: Path) -> None:
    with (
        pytest.raises(NotServing, match="no such thing"),
        serving([sys.executable, "-c", FAILS], tmp_path / "log"),
    ):
        pass
