"""`make run` starts both programs, or the server alone with no display, and stops both."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import run
import running_server

ROOT = Path(__file__).resolve().parents[2]
SERVER = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("listening on ws://127.0.0.1:4321/ws", flush=True)
signal.pause()
"""
# A desktop that writes down how it was called, and is closed at once.
DESKTOP = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(' '.join(sys.argv[2:]))"


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (sys.executable, "-c", SERVER)
    monkeypatch.setattr(
        run,
        "RunningServer",
        lambda *arguments: running_server.RunningServer(*arguments, program=program),
    )


def test_closing_the_desktop_stops_the_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = tmp_path / "called"
    assert run.run([], [sys.executable, "-c", DESKTOP, str(called)]) == 0
    assert called.read_text() == "--server ws://127.0.0.1:4321/ws"
    assert "ws://127.0.0.1:4321/ws" in capsys.readouterr().out


@pytest.mark.parametrize("stopping", [signal.SIGINT, signal.SIGTERM])
def test_without_a_display_the_server_runs_alone_until_it_is_stopped(
    stopping: signal.Signals,
) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    script = (
        "import sys, run, running_server as s;"
        f"run.RunningServer = lambda *a: s.RunningServer(*a, program=({sys.executable!r}, '-c',"
        f" {SERVER!r}));"
        f"run.has_display = lambda: False; sys.exit(run.main([]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT / "packaging",
        env=bare,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        guard = threading.Timer(30, process.kill)
        guard.start()
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "No display" in line
        assert "ws://127.0.0.1:4321/ws" in line
        process.send_signal(stopping)
        assert process.wait() == 0
        guard.cancel()


def test_a_server_that_cannot_start_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object) -> None:
        raise running_server.ServerFailed("the server ended with exit code 1")

    monkeypatch.setattr(run, "RunningServer", fail)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert run.main([]) == 1
    said = capsys.readouterr().err
    assert "PORT=" in said
    assert said.count("\n") == 1
