"""Pings, so that a connection that is open and yet dead is noticed. Knows the library's socket."""

from __future__ import annotations

import asyncio
from typing import Final

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from chat_desktop.network.waking import sleep

PING_SECONDS: Final = 20.0
"""How often a ping is sent, and how long its answer is waited for (WIRE.md)."""

LOOKS: Final = 4
"""How often between two pings it is looked whether the machine has slept.

These are all the wake-ups that an idle program has: more of them cost a laptop's battery, fewer
let a dead connection look alive for longer after the lid was opened.
"""

PROBE_SECONDS: Final = 5.0
"""How long an answer is waited for when this process did not run for a while."""


async def silence(socket: ClientConnection) -> bool:
    """Return True when the server does not answer any more, False when the connection is closed.

    The library's own pings would wait for ever to be written where everything before them is
    stuck in a dead connection's buffers.
    """
    try:
        while True:
            woken = await sleep(PING_SECONDS, PING_SECONDS / LOOKS)
            async with asyncio.timeout(PROBE_SECONDS if woken else PING_SECONDS):
                await (await socket.ping())
    except TimeoutError:
        return True
    except ConnectionClosed:
        return False
