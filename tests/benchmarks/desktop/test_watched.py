"""The application that times its events, in a process of its own: there is one per process."""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.desktop.watched import Turn, blocked

PROGRAM = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from benchmarks.desktop.watched import WatchedApplication, blocked

app = WatchedApplication(["test"])
label = QLabel("one")
label.show()
frames = []

def busy():
    end = time.thread_time() + 0.03
    while time.thread_time() < end:
        pass
    label.setText("two")

def begin():
    app.watching = True
    app.on_frame = frames.append
    QTimer.singleShot(0, busy)
    QTimer.singleShot(200, app.quit)

QTimer.singleShot(50, begin)
app.exec()
turns = app.take()
(long,) = blocked(turns)
assert long.event in ("Timer", "MetaCall"), long
assert 30 <= long.cpu <= long.wall + 1, long
assert frames and frames[0].begun >= long.ended, (frames, long)
assert frames[0].frame and frames[0] in turns
assert app.take() == []
print("well")
"""


def test_a_blocking_event_is_found_and_frames_are_told() -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.stdout == "well\n", said.stderr


def test_the_longest_come_first_and_only_cpu_counts() -> None:
    def turn(wall: float, cpu: float) -> Turn:
        return Turn("Timer", "QTimer", 0.0, wall, cpu, frame=False)

    found = blocked([turn(100, 3), turn(30, 20), turn(50, 40)])
    assert [each.cpu for each in found] == [40, 20], "the first one had to wait for others"
    assert str(found[0]) == "40.0 ms of CPU (50.0 ms) in Timer of QTimer"
    assert turn(100, 3).ended == 0.1
