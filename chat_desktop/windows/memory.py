"""What a profile's window remembers from one start to the next, in an ini file of its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from chat_desktop.preferences import Preferences


class Memory:
    """Small values by name. A file that cannot be read counts as empty.

    `preferences` are what the user chose; they lie in the same file.
    """

    def __init__(self, file: Path) -> None:
        self.preferences = Preferences(file)
        self._file = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, name: str) -> str:
        """Return a text, empty where there is none."""
        value = self._file.value(name, "")
        return value if isinstance(value, str) else ""

    def set_text(self, name: str, value: str) -> None:
        """Keep a text."""
        self._file.setValue(name, value)

    def state(self, name: str) -> QByteArray | None:
        """Return what `saveGeometry` or `saveState` gave, if it was kept."""
        value = self._file.value(name)
        return value if isinstance(value, QByteArray) else None

    def set_state(self, name: str, value: QByteArray) -> None:
        """Keep what `saveGeometry` or `saveState` gives."""
        self._file.setValue(name, value)

    def save(self) -> None:
        """Write everything to disk."""
        self._file.sync()
