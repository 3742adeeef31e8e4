"""Where a profile keeps its data, and what the user chose on the command line."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

DATA_ENV: Final = "PARLANCE_DATA_DIR"
"""Overrides the folder of all profiles, as the option does; for portable installations."""

DEFAULT_PROFILE: Final = "default"
_PROFILE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")


class Settings(Struct, frozen=True):
    """What one start of the desktop is about. `server` and `link` are empty when not given."""

    profile: str
    folder: Path
    server: str
    link: str

    data_dir: Path | None = None
    """The folder of all profiles where it was named, for whoever starts this program again."""

    script: Path | None = None
    """A script to play in place of a user, for demonstrations and tests of bundles."""

    @property
    def window_file(self) -> Path:
        """The window's place and size, the theme, the group that was open."""
        return self.folder / "window.ini"

    @property
    def log_file(self) -> Path:
        """What went wrong."""
        return self.folder / "desktop.log"


def default_folder() -> Path:
    """Return the folder that holds all profiles where no other is named."""
    import platformdirs

    return platformdirs.user_data_path("parlance", appauthor=False) / "profiles"


def has_display() -> bool:
    """Return whether windows can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def read_settings(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> Settings:
    """Read the command line; a mistake in it ends the program with an explanation."""
    named = (os.environ if environment is None else environment).get(DATA_ENV)
    data = Path(named) if named else None
    # Most starts say nothing: what reads a command line would only take them time.
    return _parse(arguments, data) if arguments else _settings(DEFAULT_PROFILE, data)


def _settings(
    profile: str, data: Path | None, server: str = "", link: str = "", script: Path | None = None
) -> Settings:
    data = data.absolute() if data is not None else None
    return Settings(profile, (data or default_folder()) / profile, server, link, data, script)


def _parse(arguments: Sequence[str], data: Path | None) -> Settings:
    import argparse

    parser = argparse.ArgumentParser(
        prog="chat-desktop", description="Parlance, a group chat: the desktop program."
    )
    parser.add_argument("--server", default="", metavar="URL", help="the server to log in to")
    parser.add_argument(
        "--profile",
        default=DEFAULT_PROFILE,
        metavar="NAME",
        help="a profile has its own data folder, account and window",
    )
    parser.add_argument(
        "--data-dir", default=data, type=Path, metavar="DIR", help="the folder of all profiles"
    )
    parser.add_argument("link", nargs="?", default="", help="a parlance://join/… link to open")
    parser.add_argument("--script", type=Path, default=None, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if not _PROFILE.fullmatch(given.profile):
        parser.error("a profile's name is made of letters, digits, dots, dashes and underscores")
    if given.link and not given.link.startswith("parlance:"):
        parser.error("the link should start with parlance://join/")
    return _settings(given.profile, given.data_dir, given.server, given.link, given.script)
