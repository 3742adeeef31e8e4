"""One window per profile: a second start hands its link to the first and goes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS: Final = 1500
MOST_BYTES: Final = 4096


def socket_name(folder: Path) -> str:
    """Return the name of the local socket of a profile: one per user and folder."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    digest = hashlib.sha256(f"{user}\0{folder.resolve()}".encode()).hexdigest()[:16]
    return f"parlance-{digest}"


def hand_over(folder: Path, link: str) -> bool:
    """Give the link (empty: only come to the front) to the running program; False if none is."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(folder))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(f"{link}\n".encode())
    socket.flush()
    given = socket.bytesToWrite() == 0 or socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return given


class Handover(QObject):
    """Listens for second starts. `receive` gets what they were started with.

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
            self._server.listen(name)

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
            if socket.canReadLine():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            words = bytes(socket.readLine(MOST_BYTES).data()).decode(errors="replace").strip()
            self._receive(words)
        elif socket.bytesAvailable() > MOST_BYTES:
            socket.abort()
