"""TCP that sends at once: a write goes to the kernel now, not at the reactor's next turn.

Leans on names that Twisted keeps to itself, hence on the version in the lock; the tests of this
file show what it relies on.
"""

from __future__ import annotations

from typing import Any, Final

from twisted.internet.tcp import Port, Server

MAX_ACCEPTS: Final = 20
"""About ten milliseconds of handshakes and log-ins."""


class EagerServer(Server):
    """An accepted connection. Worth it where frames are joined into one write (`Cork`)."""

    socket: Any

    def write(self, data: bytes) -> None:
        """Send what the kernel takes; only the rest waits in the buffer, as usual."""
        # Does something stand before the data, or is the connection not plain?
        if (
            self._tempDataBuffer
            or len(self.dataBuffer) > self.offset
            or self.disconnecting
            or self._writeDisconnected
            or not self.connected
            or self.TLS
        ):
            super().write(data)
            return
        try:
            sent = self.socket.send(data)
        except OSError:
            # Full, or broken: the reactor's next turn finds out which.
            sent = 0
        if sent < len(data):
            super().write(data[sent:])


class EagerPort(Port):
    """A listening port whose connections send at once.

    Of those that wait it takes in only some each turn. Twisted would take in all, and when
    thousands come back together everybody else would wait for all their handshakes.
    """

    transport = EagerServer

    def doRead(self) -> None:
        self.numberAccepts = MAX_ACCEPTS
        super().doRead()


def listen(
    reactor: Any, port: int, factory: Any, *, backlog: int, interface: str, immediate: bool = True
) -> Port:
    """Listen like `reactor.listenTCP`, unless `immediate` exactly so; raises CannotListenError."""
    if not immediate:
        plain: Port = reactor.listenTCP(port, factory, backlog=backlog, interface=interface)
        return plain
    listening = EagerPort(port, factory, backlog, interface, reactor)
    listening.startListening()
    return listening
