"""A second start of a profile gives its link to the first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chat_desktop.windows.handover import Handover, hand_over, socket_name

GIVE = (
    "import sys, pathlib\n"
    "from chat_desktop.windows.handover import hand_over\n"
    "sys.exit(0 if hand_over(pathlib.Path(sys.argv[1]), sys.argv[2]) else 1)\n"
)


def test_a_link_arrives_from_another_process(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QObject()
    received: list[str] = []
    handover = Handover(tmp_path, received.append, parent)
    assert handover.listening
    link = "parlance://join/a.org/g"
    giver = subprocess.Popen([sys.executable, "-c", GIVE, str(tmp_path), link])
    qtbot.waitUntil(lambda: received == [link], timeout=20_000)
    assert giver.wait(20) == 0
    handover.close()


def test_nobody_listens(tmp_path: Path, qapp: QApplication) -> None:
    assert not hand_over(tmp_path, "")


def test_profiles_have_names_of_their_own(tmp_path: Path) -> None:
    assert socket_name(tmp_path / "a") != socket_name(tmp_path / "b")
