"""Start a server on its embedded database and the desktop pointed at it; Ctrl+C stops both."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from typing import NoReturn

from running_server import RunningServer, ServerFailed, start, stop

from chat_desktop.config import has_display

POLL_SECONDS = 0.1


def run(options: list[str], desktop: list[str] | None) -> int:
    """Serve with `options` until Ctrl+C, the end of the desktop or of the server; its exit code.

    `desktop` is the command that starts one, None where there is no display.
    """
    with RunningServer(*options) as server:
        if desktop is None:
            print(f"No display here: the server runs alone, at {server.url} (Ctrl+C stops it)")
            sys.stdout.flush()
            while (ended := server.poll()) is None:
                time.sleep(POLL_SECONDS)
            return ended
        print(f"The server runs at {server.url} (Ctrl+C stops it and the desktop)", flush=True)
        window = start([*desktop, "--server", server.url])
        try:
            while window.poll() is None and server.poll() is None:
                time.sleep(POLL_SECONDS)
        finally:
            stop(window)
        return server.poll() or window.returncode


def interrupt(*_signal: object) -> NoReturn:
    raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="Other options are the server's: chat-server serve --help"
    )
    _, options = parser.parse_known_args(arguments)
    desktop = [sys.executable, "-m", "chat_desktop"] if has_display() else None
    # A terminal that closes, or a `kill`, ends both programs as Ctrl+C does.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupt)
    try:
        return run(options, desktop)
    except ServerFailed as error:
        print(f"{error}; another port: make run PORT=9000", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
