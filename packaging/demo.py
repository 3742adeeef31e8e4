"""The main job unattended: a server, two desktops, a conversation, and a picture of each step."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from running_server import RunningServer, ServerFailed
from two_desktops import Silence, converse

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build" / "demo"


def main() -> int:
    desktop = (sys.executable, "-m", "chat_desktop")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="parlance-") as data,
        (PICTURES / "server.log").open("w", encoding="utf-8") as log,
    ):
        try:
            with RunningServer("--data-dir", data, "--port", "0", log=log) as server:
                print(f"A server runs at {server.url}; two people meet on it.", flush=True)
                pictures = converse(server.url, desktop, PICTURES, os.environ)
        except (ServerFailed, Silence) as error:
            print(f"The demo failed: {error}", file=sys.stderr)
            return 1
    print("Both windows show both messages. The steps are in:")
    for picture in pictures:
        print(f"  {picture}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
