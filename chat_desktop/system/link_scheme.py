"""Being the program that opens `parlance://` links. Only the Linux way has been tried."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QSettings

from chat_desktop.look.icons import FOLDER as ICONS
from chat_desktop.system.autostart import configuration_folder
from chat_desktop.system.desktop_entry import NAME, entry, write_text

SCHEME: Final = "x-scheme-handler/parlance"
SECTION: Final = "[Default Applications]"
REGISTRY: Final = r"HKEY_CURRENT_USER\Software\Classes\parlance"


class LinkScheme(Protocol):
    """The system is asked each time: the user may have changed it there."""

    def is_on(self) -> bool:
        """Whether links open this very program."""

    def set(self, on: bool) -> None:
        """Let them, or not. Raises `OSError` where that cannot be written."""


class XdgLinkScheme:
    """A desktop entry with its icon, and the default for the scheme in `mimeapps.list`."""

    def __init__(self, command: Sequence[str], data: Path, configuration: Path) -> None:
        self._text = entry(command, handles_links=True)
        self._entry = data / "applications" / NAME
        self._icon = data / "icons" / "hicolor" / "scalable" / "apps" / "parlance.svg"
        self._defaults = configuration / "mimeapps.list"

    def is_on(self) -> bool:
        try:
            ours = _read(self._entry) == self._text
            return ours and _default(_read(self._defaults).splitlines()) == NAME
        except OSError:
            return False

    def set(self, on: bool) -> None:
        lines = _read(self._defaults).splitlines()
        if on:
            write_text(self._icon, (ICONS / "parlance.svg").read_text(encoding="utf-8"))
            write_text(self._entry, self._text)
            write_text(self._defaults, "\n".join(_with_default(lines)) + "\n")
        else:
            if _default(lines) == NAME:
                write_text(self._defaults, "\n".join(_without_default(lines)) + "\n")
            self._entry.unlink(missing_ok=True)
            self._icon.unlink(missing_ok=True)


def _default(lines: Sequence[str]) -> str:
    """Return the desktop entry that `mimeapps.list` names first for our scheme."""
    section = ""
    for line in lines:
        if line.startswith("["):
            section = line.strip()
        elif section == SECTION and line.partition("=")[0].strip() == SCHEME:
            return line.partition("=")[2].split(";")[0].strip()
    return ""


def _without_default(lines: Sequence[str]) -> list[str]:
    """Return the lines without what the section says of our scheme."""
    kept, section = [], ""
    for line in lines:
        if line.startswith("["):
            section = line.strip()
        if section != SECTION or line.partition("=")[0].strip() != SCHEME:
            kept.append(line)
    return kept


def _with_default(lines: Sequence[str]) -> list[str]:
    """Return the lines with our entry as the one for our scheme."""
    kept = _without_default(lines)
    places = [place for place, line in enumerate(kept) if line.strip() == SECTION]
    if not places:
        return [*kept, SECTION, f"{SCHEME}={NAME}"]
    kept.insert(places[0] + 1, f"{SCHEME}={NAME}")
    return kept


class RegistryLinkScheme:
    """The keys that Windows looks up; `settings` stands for the registry."""

    def __init__(self, command: Sequence[str], settings: QSettings) -> None:
        import subprocess

        self._settings = settings
        self._command = f'{subprocess.list2cmdline(command)} "%1"'

    def is_on(self) -> bool:
        return bool(self._settings.value("shell/open/command/.") == self._command)

    def set(self, on: bool) -> None:
        if on:
            self._settings.setValue(".", "URL:Parlance")
            self._settings.setValue("URL Protocol", "")
            self._settings.setValue("shell/open/command/.", self._command)
        else:
            self._settings.clear()
        self._settings.sync()
        if self._settings.status() is not QSettings.Status.NoError:
            raise OSError("the registry cannot be written")


def data_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the user's applications and icons on a Linux desktop."""
    known = os.environ if environment is None else environment
    return Path(known.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def link_scheme(command: Sequence[str], platform: str = sys.platform) -> LinkScheme | None:
    """Return this system's way; None where the bundle itself says it, as on macOS."""
    if platform == "win32":
        return RegistryLinkScheme(command, QSettings(REGISTRY, QSettings.Format.NativeFormat))
    if platform == "darwin":
        return None
    return XdgLinkScheme(command, data_folder(), configuration_folder())


def _read(file: Path) -> str:
    """Return a text, empty where there is none; what is no UTF-8 in it comes back as it was."""
    try:
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return ""
