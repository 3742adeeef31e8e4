"""`chat-desktop`: reads the command line and runs the program."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from chat_desktop.config import read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the desktop; returns the exit code."""
    settings = read_settings(sys.argv[1:] if arguments is None else arguments)
    # Nothing is garbage yet: looking for it would take a tenth of the start. What is imported lives
    # as long as the program, so later collections leave it out (chat_desktop.garbage sees to them).
    gc.disable()
    _import_peewee_alone()
    _import_pyside_without_sources()
    from chat_desktop.app import run

    gc.freeze()
    return run(settings)


def _import_peewee_alone() -> None:
    """Keep Peewee from importing PostgreSQL's driver, where a server is installed beside.

    The cache is SQLite; the driver would be a seventh of all that is imported at the start.
    """
    if "psycopg" not in sys.modules:
        sys.modules["psycopg"] = None  # type: ignore[assignment]
        import peewee  # noqa: F401

        del sys.modules["psycopg"]


def _import_pyside_without_sources() -> None:
    """Keep PySide from reading the source of every module that is imported after it.

    It looks there for its optional spellings of Qt's names, which nothing here uses: a third of the
    time of all imports, and 8 MB for the sources. In a bundle there are none to be read.
    """
    import PySide6.QtCore  # noqa: F401

    features = sys.modules.get("shibokensupport.feature")
    if features is not None and hasattr(features, "_mod_uses_pyside"):
        setattr(features, "_mod_uses_pyside", lambda _module: False)  # noqa: B010


if __name__ == "__main__":
    sys.exit(main())
