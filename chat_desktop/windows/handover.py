"""One window per profile: a second start hands its link to the first and goes."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from protocol.links import parse_link

WAIT_MS: Final = 2000
RETRY_SECONDS: Final = 0.05
IDLE_MS: Final = 2000
MOST_BYTES: Final = 4096
MOST_PATH: Final = 100
"""Bytes of a path that a local socket can have everywhere."""

SOCKET_FILE: Final = "socket"
HEARD: Final = b"heard\n"

_log = logging.getLogger(__name__)


def socket_name(folder: Path) -> str:
    """Return where the running program of a profile listens.

    It is in the profile's own folder, which only its user can enter. Where that path is too long
    for a socket it has a name of its own among the temporary files, and on Windows it is a pipe.
    """
    folder = folder.resolve()
    path = str(folder / SOCKET_FILE)
    if os.name == "posix" and len(os.fsencode(path)) <= MOST_PATH:
        return path
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    name = f"parlance-{hashlib.sha256(f'{user}/{folder}'.encode()).hexdigest()[:16]}"
    return str(Path(tempfile.gettempdir()) / name) if os.name == "posix" else name


def hand_over(folder: Path, link: str, wait_ms: int = WAIT_MS) -> bool:
    """Give the link (empty: only come to the front) to the running program; False if none hears.

    A program that has just been started may not listen yet, so it is tried for a while.
    """
    until = time.monotonic() + wait_ms / 1000
    while time.monotonic() < until:
        if _is_ours(socket_name(folder)) and _give(folder, link, wait_ms):
            return True
        time.sleep(RETRY_SECONDS)
    return False


def _give(folder: Path, link: str, wait_ms: int) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(socket_name(folder))
    if not socket.waitForConnected(wait_ms):
        return False
    socket.write(f"{link}\n".encode())
    heard = socket.waitForReadyRead(wait_ms) and bytes(socket.readLine().data()) == HEARD
    socket.disconnectFromServer()
    return heard


def _is_ours(name: str) -> bool:
    """Return whether a socket is this user's, so that no other gets to see an invite."""
    if os.name != "posix":
        return True
    try:
        found = os.lstat(name)
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()


class Handover(QObject):
    """Listens for second starts. `receive` gets the link that each was started with, or nothing.

    Only the holder of the profile's lock listens, so a socket that lies there is a crash's.
    """

    def __init__(self, folder: Path, receive: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._receive = receive
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        name = socket_name(folder)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)
            if not self._server.listen(name):
                _log.warning("second starts are not heard: %s", self._server.errorString())

    @property
    def listening(self) -> bool:
        """Whether second starts can be heard."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            QTimer.singleShot(IDLE_MS, socket, socket.abort)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > MOST_BYTES:
                socket.abort()
            return
        words = bytes(socket.readLine(MOST_BYTES).data()).decode(errors="replace").strip()
        if words and parse_link(words) is None:
            _log.warning("a second start brought what is no link")
            socket.abort()
            return
        socket.write(HEARD)
        socket.flush()
        socket.disconnectFromServer()
        self._receive(words)
