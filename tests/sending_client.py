"""Sends numbered messages until it is killed: `sending_client FOLDER URL GROUP FIRST`.

It prints each message once the timeline shows it, which is the promise that it is not lost.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from real_clients import running

from chat_desktop.client import ServerClient
from chat_desktop.core.ports import Change, TimelineSpliced
from chat_desktop.core.rows import Delivery, MessageRow

MOST_UNSHOWN = 20
MOST_UNSENT = 200


def _ignore(_key: str) -> None:
    return


class Sender:
    """Sends numbers as messages, and says what becomes of each: each call gives a key.

    `typed` is called as soon as a message has its key, `shown` once the timeline has it, which
    means that it is on disk, `failed` when the timeline calls it failed; then `shown` may follow.
    """

    def __init__(
        self,
        client: ServerClient,
        group: str,
        first: int = 1,
        *,
        typed: Callable[[str], None] = _ignore,
        shown: Callable[[str], None] = _ignore,
        failed: Callable[[str], None] = _ignore,
        padding: str = "",
    ) -> None:
        self.unsent: dict[str, str] = {}
        self.client = client
        self._group = group
        self._next = first
        self._tell = {Delivery.SENDING: shown, Delivery.SENT: shown, Delivery.FAILED: failed}
        self._typed = typed
        self._padding = padding
        self._told: dict[str, bool] = {}
        self._moved = asyncio.Event()
        self._end = client.listen(self._heard)

    def send(self) -> str:
        """Send the next message and return its key."""
        text = f"{self._next}{self._padding}"
        self._next += 1
        key = self.client.send(self._group, text)
        self._typed(key)
        self.unsent[key] = text
        return key

    def pad(self, padding: str) -> None:
        """Add `padding` to each text from now on."""
        self._padding = padding

    async def send_many(self, count: int | None = None, *, pause: float = 0) -> None:
        """Send so many messages, or for ever, as fast as they are shown and sent."""
        sent = 0
        while count is None or sent < count:
            while self._untold >= MOST_UNSHOWN or len(self.unsent) >= MOST_UNSENT:
                self._moved.clear()
                await self._moved.wait()
            self.send()
            sent += 1
            await asyncio.sleep(pause)

    async def all_landed(self, seconds: float) -> None:
        """Wait until every message has come back as an event; raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while self.unsent:
                self._moved.clear()
                await self._moved.wait()

    @property
    def _untold(self) -> int:
        """How many messages the timeline has said nothing of yet."""
        return len(self.unsent) - len(self._told)

    def stop(self) -> None:
        """Listen no more."""
        self._end()

    def _heard(self, change: Change) -> None:
        if isinstance(change, TimelineSpliced) and change.group == self._group:
            for splice in change.splices:
                for row in splice.rows:
                    if isinstance(row, MessageRow) and row.key in self.unsent:
                        self._see(row)

    def _see(self, row: MessageRow) -> None:
        failed = row.delivery is Delivery.FAILED
        if self._told.get(row.key) is not failed:
            self._told[row.key] = failed
            self._tell[row.delivery](row.key)
        if row.n is not None:
            del self.unsent[row.key], self._told[row.key]
        self._moved.set()


async def send_for_ever(folder: Path, server: str, group: str, first: int) -> None:
    """Send "FIRST", "FIRST + 1" and so on, printing what is shown."""
    async with running(folder, server) as client:
        await client.open_group(group)
        sender = Sender(
            client, group, first, shown=lambda key: print(sender.unsent[key], flush=True)
        )
        await sender.send_many()


if __name__ == "__main__":
    folder, server, group, first = sys.argv[1:]
    asyncio.run(send_for_ever(Path(folder), server, group, int(first)))
