"""What waits to go to one connection: joined into one write, bounded when the reader is slow."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

from chat_server.gateway.frames import frame
from protocol.replies import Lagged
from protocol.scalars import GroupId, Seq

MAX_PILED_BYTES: Final = 4 * 1024 * 1024


class Cork:
    """While it is in, frames gather; when it is drawn, each connection gets one write."""

    __slots__ = ("_depth", "_waiting")

    def __init__(self) -> None:
        self._waiting: deque[Outbox] = deque()
        self._depth = 0

    def __enter__(self) -> None:
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        self.flush()

    def add(self, outbox: Outbox) -> None:
        """Flush `outbox` with the others, at once where nothing is corked."""
        self._waiting.append(outbox)
        if not self._depth:
            self.flush()

    def flush(self) -> None:
        """Write what has gathered, unless the cork is in."""
        waiting = self._waiting
        while waiting and not self._depth:
            waiting.popleft().flush()


class Outbox:
    """Frames on their way to one connection, by `write`.

    `pause` and `resume` say what the transport says: it holds more than its bound, or it has
    drained. In between, live events are skipped and remembered per group; the reader hears of
    them by `lagged`. Whatever else piles up is bounded too: beyond, `overflowed` is called once.
    """

    __slots__ = (
        "_closed",
        "_cork",
        "_frames",
        "_overflowed",
        "_piled",
        "_skipped",
        "_write",
        "paused",
    )

    def __init__(
        self, write: Callable[[bytes], None], cork: Cork, overflowed: Callable[[], None]
    ) -> None:
        self._write = write
        self._cork = cork
        self._overflowed = overflowed
        self._frames: list[bytes] = []
        self._skipped: dict[GroupId, Seq] = {}
        self._piled = 0
        self._closed = False
        self.paused = False

    def say(self, data: bytes) -> None:
        """Send a frame that has to arrive: a reply, or a push that nothing else makes up for."""
        if self._closed:
            return
        if self.paused:
            self._piled += len(data)
            if self._piled > MAX_PILED_BYTES:
                self.close()
                self._overflowed()
                return
        if not self._frames:
            self._frames.append(data)
            self._cork.add(self)
        else:
            self._frames.append(data)

    def live(self, data: bytes, group: GroupId, head: Seq) -> None:
        """Send events of a group up to `head`, or skip them while the reader is slow."""
        if self.paused:
            self._skipped[group] = head
        elif self._frames:
            self._frames.append(data)
        elif not self._closed:
            self._frames.append(data)
            self._cork.add(self)

    def live_at_once(self, data: bytes, group: GroupId, head: Seq) -> None:
        """Like `live`, and write it now with what has gathered: for the last that is said."""
        if self._frames or self.paused or self._closed:
            self.live(data, group, head)
            self.flush()
        else:
            self._write(data)

    def hint(self, data: bytes) -> None:
        """Send what may be lost: somebody types, comes, goes, or has a new profile."""
        if not self.paused:
            self.say(data)

    def forget(self, group: GroupId) -> None:
        """Do not speak of the group's skipped events: the reader is no longer in it."""
        self._skipped.pop(group, None)

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        """The reader has taken everything: tell what was skipped, live goes on from there."""
        self.paused = False
        self._piled = 0
        if self._skipped:
            heads, self._skipped = self._skipped, {}
            self.say(frame(Lagged(heads=heads)))

    def flush(self) -> None:
        """Write what has gathered, in one piece."""
        frames = self._frames
        if not frames:
            return
        data = frames[0] if len(frames) == 1 else b"".join(frames)
        frames.clear()
        self._write(data)

    def close(self) -> None:
        """Write what has gathered; later frames go nowhere."""
        self.flush()
        self._closed = True
