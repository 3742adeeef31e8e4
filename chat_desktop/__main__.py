"""`chat-desktop`: reads the command line and runs the program."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from chat_desktop.config import has_display, read_settings
from chat_desktop.importing import import_peewee_alone, import_pyside_alone


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the desktop; returns the exit code."""
    settings = read_settings(sys.argv[1:] if arguments is None else arguments)
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        # Qt would say so at length, and leave a core behind.
        print("Parlance needs a display for its window: there is none here.", file=sys.stderr)
        return 1
    # Nothing is garbage yet: looking for it would take a tenth of the start. What is imported lives
    # as long as the program, so later collections leave it out (chat_desktop.garbage sees to them).
    gc.disable()
    import_peewee_alone()
    import_pyside_alone()
    from chat_desktop.app import run

    gc.freeze()
    return run(settings)


if __name__ == "__main__":
    sys.exit(main())
