"""Sends numbered messages until it is killed: `sending_client FOLDER URL GROUP FIRST`.

It prints each message once the timeline shows it, which is the promise that it is not lost.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from real_clients import messages, running

MOST_WAITING = 20


async def send_for_ever(folder: Path, server: str, group: str, first: int) -> None:
    """Send "FIRST", "FIRST + 1" and so on, printing what is shown."""
    async with running(folder, server) as client:
        await client.open_group(group)
        texts: dict[str, str] = {}
        number = first
        while True:
            for row in messages(client, group):
                if text := texts.pop(row.key, None):
                    print(text, flush=True)
            if len(texts) < MOST_WAITING:
                texts[client.send(group, str(number))] = str(number)
                number += 1
            await asyncio.sleep(0)


if __name__ == "__main__":
    folder, server, group, first = sys.argv[1:]
    asyncio.run(send_for_ever(Path(folder), server, group, int(first)))
