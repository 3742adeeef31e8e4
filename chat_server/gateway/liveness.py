"""What the kernel knows of a peer: how long ago it last sent anything, be it empty."""

from __future__ import annotations

import socket
import sys
from typing import Final

_LAST_ACK: Final = slice(56, 60)
"""`tcpi_last_ack_recv` in Linux's `struct tcp_info`, in milliseconds."""


def silent_seconds(peer: socket.socket) -> float:
    """Return the seconds since the peer's kernel last sent a segment, 0 where nobody can tell.

    A kernel whose program does not read still answers ours, which asks after 0.2 seconds and then
    after twice as long each time: in the first minute it is never silent for more than 26 seconds.
    """
    try:
        info = peer.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _LAST_ACK.stop)
    except (AttributeError, OSError):
        return 0.0
    return int.from_bytes(info[_LAST_ACK], sys.byteorder) / 1000 if sys.platform == "linux" else 0.0
