"""A second start of a profile gives its link to the first, and to nobody else."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chat_desktop.windows import handover as module
from chat_desktop.windows.handover import Handover, hand_over, socket_name

GIVE = (
    "import sys, pathlib\n"
    "from chat_desktop.windows.handover import hand_over\n"
    "sys.exit(0 if hand_over(pathlib.Path(sys.argv[1]), sys.argv[2]) else 1)\n"
)
LINK = "parlance://join/a.org/g"

posix = pytest.mark.skipif(os.name != "posix", reason="sockets are files on POSIX alone")


class World:
    """A running program that writes down what it is given."""

    def __init__(self, folder: Path) -> None:
        self._parent = QObject()
        self.received: list[str] = []
        self.handover = Handover(folder, self.received.append, self._parent)


@pytest.fixture
def world(qapp: QApplication, tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_link_arrives_from_another_process(world: World, qtbot: QtBot, tmp_path: Path) -> None:
    assert world.handover.listening
    giver = subprocess.Popen([sys.executable, "-c", GIVE, str(tmp_path), LINK])
    qtbot.waitUntil(lambda: world.received == [LINK], timeout=20_000)
    assert giver.wait(20) == 0
    world.handover.close()


def test_nobody_listens(tmp_path: Path, qapp: QApplication) -> None:
    assert not hand_over(tmp_path, "", 60)


def test_profiles_have_names_of_their_own(tmp_path: Path) -> None:
    assert socket_name(tmp_path / "a") != socket_name(tmp_path / "b")
    deep = tmp_path / ("deep" * 40)
    assert socket_name(deep) != socket_name(deep / "er")
    assert len(os.fsencode(socket_name(deep))) < 108


@posix
def test_only_its_user_can_reach_it(world: World, tmp_path: Path) -> None:
    found = os.lstat(socket_name(tmp_path))
    assert stat.S_ISSOCK(found.st_mode)
    assert stat.S_IMODE(found.st_mode) & 0o077 == 0
    world.handover.close()


@posix
def test_what_a_crash_left_is_no_obstacle(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(socket_name(tmp_path))
    left.close()
    assert not hand_over(tmp_path, LINK, 60)
    world = World(tmp_path)
    assert world.handover.listening
    with speak(tmp_path, f"{LINK}\n".encode()):
        qtbot.waitUntil(lambda: world.received == [LINK])
    world.handover.close()


@posix
def test_another_users_socket_gets_no_link(
    qapp: QApplication, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert not hand_over(tmp_path, LINK, 60)
    world.handover.close()


@posix
def test_a_program_that_hangs_is_not_believed(tmp_path: Path, qapp: QApplication) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(socket_name(tmp_path))
        deaf.listen()
        assert not hand_over(tmp_path, LINK, 60)


def speak(folder: Path, words: bytes) -> socket.socket:
    """Connect and say something; returns the connection."""
    speaker = socket.socket(socket.AF_UNIX)
    speaker.settimeout(5)
    speaker.connect(socket_name(folder))
    speaker.sendall(words)
    return speaker


@posix
@pytest.mark.parametrize(
    "words",
    [
        b"--server evil.example\n",
        b"file:///etc/passwd\n",
        b"parlance://join/a.org/g --script x\n",
        b"parlance://quit\n",
        b"\xff\xfe\n",
        b"x" * 10_000,
    ],
)
def test_what_is_no_link_is_not_followed(
    world: World, qtbot: QtBot, tmp_path: Path, words: bytes
) -> None:
    with speak(tmp_path, words) as speaker:
        qtbot.wait(30)
        assert world.received == []
        assert speaker.recv(100) == b""
    world.handover.close()


@posix
def test_only_the_first_line_counts(world: World, qtbot: QtBot, tmp_path: Path) -> None:
    with speak(tmp_path, f"\n{LINK}\n".encode()):
        qtbot.waitUntil(lambda: world.received == [""])
        qtbot.wait(20)
    assert world.received == [""]
    world.handover.close()


@posix
def test_who_says_nothing_is_not_listened_to_for_ever(
    world: World, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IDLE_MS", 20)
    with speak(tmp_path, b"") as speaker:
        qtbot.wait(60)
        assert speaker.recv(100) == b""
    world.handover.close()
