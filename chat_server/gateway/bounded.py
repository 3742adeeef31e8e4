"""A WebSocket that bounds what is no message: pings and pongs, fragments, messages never finished.

Bytes are bounded by Autobahn; these cost work, time or memory without many bytes.
"""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from typing import Any, Final

from autobahn.twisted.websocket import WebSocketServerProtocol

from protocol.errors import CloseCode

MAX_FRAGMENTS: Final = 1_024
MAX_CONTROL_FRAMES: Final = 1_000
MAX_LATE_FRAMES: Final = 10_000


class BoundedSocket(WebSocketServerProtocol, metaclass=ABCMeta):
    """Closes with 1009, 4429 or 4408 what goes over a bound. Call `renew` every 20 s.

    Between two renewals a peer may send `max_control_frames`. A message has at most
    `max_fragments` and is whole by the second renewal after its beginning. Who sends on and on
    although we said goodbye is cut off.
    """

    max_fragments = MAX_FRAGMENTS
    max_control_frames = MAX_CONTROL_FRAMES
    current_frame: Any

    def __init__(self) -> None:
        super().__init__()
        self._fragments = 0
        self._control_frames = 0
        self._late_frames = 0
        self._was_unfinished = False

    @abstractmethod
    def breached(self, code: CloseCode, reason: str) -> None:
        """Close the connection; for the class that knows how."""

    def renew(self, *, is_reading: bool) -> None:
        """Begin to count anew; `is_reading` says whether the peer could finish a message."""
        self._control_frames = 0
        is_between = not self.inside_message and self.current_frame is None and not self.data
        is_unfinished = is_reading and not is_between
        if is_unfinished and self._was_unfinished:
            self.breached(CloseCode.TOO_SLOW, "a message that does not end")
        self._was_unfinished = is_unfinished

    def onMessageBegin(self, isBinary: bool) -> None:
        self._fragments = 0
        self._was_unfinished = False
        super().onMessageBegin(isBinary)

    def onMessageFrameBegin(self, length: int) -> None:
        """Count the fragment: an empty one weighs nothing and could come for ever."""
        super().onMessageFrameBegin(length)
        if self._is_late():
            return
        self._fragments += 1
        if self._fragments > self.max_fragments:
            self.wasMaxMessagePayloadSizeExceeded = True
            self._max_message_size_exceeded(
                self._fragments, self.max_fragments, "too many fragments of one message"
            )

    def onPing(self, payload: bytes) -> None:
        if self._may_still():
            super().onPing(payload)

    def onPong(self, payload: bytes) -> None:
        self._may_still()

    def _may_still(self) -> bool:
        if self._is_late():
            return False
        self._control_frames += 1
        if self._control_frames == self.max_control_frames + 1:
            self.breached(CloseCode.TOO_MANY, "too many pings")
        return self._control_frames <= self.max_control_frames

    def _is_late(self) -> bool:
        """Say whether we have said goodbye; count what is read in search of the answer."""
        if self.state == self.STATE_OPEN:
            return False
        self._late_frames += 1
        if self._late_frames == MAX_LATE_FRAMES:
            self.dropConnection(abort=True)
        return True
