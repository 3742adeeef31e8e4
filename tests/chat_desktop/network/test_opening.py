"""What speaks WebSocket is imported by the first connection, in a thread, and no earlier."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import asyncio, sys, threading
from chat_desktop.network.address import parse_address
from chat_desktop.network.failures import ConnectionFailed
from chat_desktop.network import opening

opening.WINDOW_SECONDS = 0
assert "websockets" not in sys.modules
imported_in = []
load = opening.import_module

def load_and_note(name):
    imported_in.append(threading.current_thread().name)
    load(name)

opening.import_module = load_and_note

async def main():
    for _ in range(2):
        try:
            await opening.open_connection(parse_address("127.0.0.1:1"), lambda message: None)
        except ConnectionFailed as failed:
            print(failed)
    await opening._import_aside("no.such.module")

asyncio.run(main())
assert "websockets" in sys.modules
assert imported_in == ["import", "import"], imported_in
"""


def test_the_libraries_come_with_the_first_connection() -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert said.returncode == 0, said.stderr
    assert said.stdout == "The server cannot be reached.\n" * 2
