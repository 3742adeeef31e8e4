"""`chat-desktop`: reads the command line and runs the program."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from chat_desktop.config import read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the desktop; returns the exit code."""
    settings = read_settings(sys.argv[1:] if arguments is None else arguments)
    from chat_desktop.app import run

    return run(settings)


if __name__ == "__main__":
    sys.exit(main())
