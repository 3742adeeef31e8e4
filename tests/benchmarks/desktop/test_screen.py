"""A display seen from outside: windows that are mapped, and their pixels."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.desktop.display import end, virtual_display
from benchmarks.desktop.programs import Program, environment
from benchmarks.desktop.screen import NoScreen, screen
from benchmarks.desktop.starting import start

WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.setStyleSheet("background: #ff0000")
window.resize(300, 200)
window.show()
app.exec()
"""

needs_xvfb = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb here")


@needs_xvfb
def test_a_program_is_seen_when_its_window_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.desktop.starting.SETTLE_SECONDS", 0.2)
    program = Program("red", (sys.executable, "-c", WINDOW), tmp_path)
    with virtual_display() as display, screen(display) as looked:
        assert looked.windows() == []
        figures = start(program, display, looked)
        assert 0 < figures["mapped_ms"] <= figures["readable_ms"]
        assert figures["pss_kib"] > 10_000
        assert looked.windows() == [], "it was ended"
        process = subprocess.Popen(
            program.command, env=environment(program, display, tmp_path), start_new_session=True
        )
        try:
            colours: list[bytes] = []
            # A window manager may put it elsewhere once it is there.
            while b"\x00\x00\xff" not in colours:
                time.sleep(0.01)
                places = [(window.x + 150, window.y + 100) for window in looked.windows()]
                colours = [looked.pixels(*place, 1, 1)[:3] for place in places]
        finally:
            end(process)
        assert looked.pixels(5000, 5000, 10, 10) == b"", "outside there is nothing"


def test_without_a_display_it_says_so() -> None:
    with pytest.raises(NoScreen, match="cannot be opened"), screen(":4711"):
        pass


def test_without_xvfb_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(NoScreen, match="Xvfb"), virtual_display():
        pass


def test_a_process_that_does_not_listen_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.desktop.display.END_SECONDS", 0.1)
    script = "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True)"
    process = subprocess.Popen(
        [sys.executable, "-c", f"{script}; time.sleep(60)"],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    end(process)
    process.stdout.close()
    assert process.returncode == -9
