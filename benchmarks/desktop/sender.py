"""Somebody else who writes: messages at an even pace into many groups, over a connection."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
import uuid
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from benchmarks.desktop.big_texts import Writer
from protocol.codec import encode
from protocol.commands import Authenticate, Send
from protocol.replies import SUBPROTOCOL


async def write_messages(
    url: str, token: str, groups: Sequence[str], count: int, rate: float
) -> None:
    """Send `count` messages, `rate` a second, to the groups in turn; end when all are sent."""
    texts = islice(Writer(2).texts(), count)
    async with connect(url, subprotocols=[SUBPROTOCOL], max_size=None) as socket:  # type: ignore[list-item]
        await socket.send(encode(Authenticate(id=1, token=token)).decode())
        reading = asyncio.create_task(_read(socket))
        begun = time.monotonic()
        try:
            for number, text in enumerate(texts):
                send = Send(
                    id=number + 2,
                    group=groups[number % len(groups)],
                    key=str(uuid.uuid4()),
                    text=text,
                )
                await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
                await socket.send(encode(send).decode())
        finally:
            reading.cancel()


async def _read(socket: ClientConnection) -> None:
    """Take what the server says, so that it does not take this one for too slow."""
    async for _frame in socket:
        pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Write as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desktop.sender")
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--groups", type=Path, required=True, help="a JSON list in a file")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True)
    given = parser.parse_args(arguments)
    groups = json.loads(given.groups.read_text("utf-8"))
    asyncio.run(write_messages(given.url, given.token, groups, given.count, given.rate))
    return 0


if __name__ == "__main__":
    sys.exit(main())
