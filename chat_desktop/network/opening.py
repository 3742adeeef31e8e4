"""The first connection: what speaks WebSocket is imported for it, beside the window and not before.

The libraries take as long to import as a window takes to be drawn, and nobody needs them to read
what is in the cache.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Final

from chat_desktop.network.address import Address
from protocol.replies import Hello, ServerMessage

if TYPE_CHECKING:
    from chat_desktop.network.connection import Connection

SPEAKER: Final = "chat_desktop.network.connection"
WINDOW_SECONDS: Final = 0.25
"""The window gets this start, so that the import does not take its share of the interpreter."""


async def open_connection(
    address: Address,
    receive: Callable[[ServerMessage], None],
    *,
    tls: ssl.SSLContext | None = None,
) -> tuple[Connection, Hello]:
    """Connect and return the connection with the server's greeting. Raises `ConnectionFailed`.

    `receive` is called with every message, replies included. `tls` replaces the certificates
    that are trusted.
    """
    if SPEAKER not in sys.modules:
        await asyncio.sleep(WINDOW_SECONDS)
        await _import_aside(SPEAKER)
    from chat_desktop.network import connection

    return await connection.open_connection(address, receive, tls=tls)


async def _import_aside(module: str) -> None:
    """Import a module in a thread of its own; an error is left to who imports it next."""
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def work() -> None:
        with suppress(ImportError):
            import_module(module)
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, done)

    Thread(target=work, name="import", daemon=True).start()
    await done


def _settle(done: asyncio.Future[None]) -> None:
    if not done.done():
        done.set_result(None)
