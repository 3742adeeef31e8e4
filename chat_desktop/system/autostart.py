"""Starting at log-in, as each system wants to be told of it. Only the Linux way has been tried."""

from __future__ import annotations

import os
import plistlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QSettings

from chat_desktop.system.desktop_entry import NAME, entry, write_text

REGISTRY: Final = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
AGENT: Final = "org.parlance.desktop"


class Autostart(Protocol):
    """The system is asked each time: the user may have changed it there."""

    def is_on(self) -> bool:
        """Whether the program starts at log-in."""

    def set(self, on: bool) -> None:
        """Let it start, or not. Raises `OSError` where that cannot be written."""


class XdgAutostart:
    """A desktop entry in the user's autostart folder."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command, self._file = command, folder / "autostart" / NAME

    def is_on(self) -> bool:
        try:
            lines = self._file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return False
        return "Hidden=true" not in lines and "X-GNOME-Autostart-enabled=false" not in lines

    def set(self, on: bool) -> None:
        if on:
            write_text(self._file, entry(self._command, handles_links=False))
        else:
            self._file.unlink(missing_ok=True)


class LaunchAgent:
    """A property list in the user's LaunchAgents."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self._command = command
        self._file = home / "Library" / "LaunchAgents" / f"{AGENT}.plist"

    def is_on(self) -> bool:
        return self._file.exists()

    def set(self, on: bool) -> None:
        if on:
            wanted = {
                "Label": AGENT,
                "ProgramArguments": list(self._command),
                "RunAtLoad": True,
                "ProcessType": "Interactive",
            }
            write_text(self._file, plistlib.dumps(wanted).decode())
        else:
            self._file.unlink(missing_ok=True)


class RunKey:
    """A value of the user's `Run` key; `settings` stands for the registry."""

    def __init__(self, command: Sequence[str], settings: QSettings) -> None:
        self._command, self._settings = command, settings

    def is_on(self) -> bool:
        return self._settings.contains("Parlance")

    def set(self, on: bool) -> None:
        if on:
            import subprocess

            self._settings.setValue("Parlance", subprocess.list2cmdline(self._command))
        else:
            self._settings.remove("Parlance")
        self._settings.sync()
        if self._settings.status() is not QSettings.Status.NoError:
            raise OSError("the registry cannot be written")


def configuration_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the user's settings on a Linux desktop."""
    known = os.environ if environment is None else environment
    return Path(known.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def autostart(command: Sequence[str], platform: str = sys.platform) -> Autostart:
    """Return this system's way."""
    if platform == "win32":
        return RunKey(command, QSettings(REGISTRY, QSettings.Format.NativeFormat))
    if platform == "darwin":
        return LaunchAgent(command, Path.home())
    return XdgAutostart(command, configuration_folder())
