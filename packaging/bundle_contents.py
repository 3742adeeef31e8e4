"""What both bundles carry beside code: their licences, and the metadata of what they hold."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from PyInstaller.utils.hooks import copy_metadata

ROOT = Path(__file__).resolve().parent.parent
LICENCES = "licences"


def documents(lock: str) -> list[tuple[str, str]]:
    """Return (file, folder in the bundle) for the licences of everything that `lock` installs."""
    found = [(str(ROOT / "LICENSE"), LICENCES)]
    found += [(str(path), LICENCES) for path in sorted((ROOT / "packaging/licences").glob("*"))]
    for name in ["parlance", *pinned(lock)]:
        try:
            found += copy_metadata(name)
        except PackageNotFoundError:
            continue  # it is for another platform
    return found


def desktop_files() -> list[tuple[str, str]]:
    """Return (file, folder in the bundle) for who installs the desktop for all users on Linux.

    For themselves users need them not: the settings write an entry that starts this very bundle.
    """
    icon = ROOT / "chat_desktop" / "assets" / "icons" / "parlance.svg"
    return [
        (str(ROOT / "packaging" / "parlance.desktop"), "share/applications"),
        (str(icon), "share/icons/hicolor/scalable/apps"),
    ]


def pinned(lock: str) -> list[str]:
    """Return the names of the distributions that the lock pins."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==", text, re.MULTILINE)
