"""What the user chose in the settings, typed, in the window's ini file of a profile."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final, Generic, TypeVar, overload

from PySide6.QtCore import QObject, QSettings, Signal

from chat_desktop.core.attention import DAY_MINUTES, QuietHours
from chat_desktop.look.motion import MotionChoice
from chat_desktop.look.theme import ThemeChoice

Value = TypeVar("Value")

TEXT_SIZES: Final = (80, 90, 100, 110, 120, 130, 140, 150, 160)
"""In percent of the designed size."""


class Language(StrEnum):
    """The languages of the windows; SYSTEM is the system's, English where there is none of it."""

    SYSTEM = "system"
    ENGLISH = "en"
    NORWEGIAN = "nb"
    SPANISH = "es"


class Preference(Generic[Value]):
    """One value in the file. What cannot be read there counts as the default."""

    def __init__(self, default: Value, read: Callable[[str], Value]) -> None:
        self._default, self._read = default, read
        self._name = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Preference[Value]: ...

    @overload
    def __get__(self, owner: Preferences, kind: type) -> Value: ...

    def __get__(self, owner: Preferences | None, kind: type) -> Preference[Value] | Value:
        if owner is None:
            return self
        written = owner.written(self._name)
        if written is None:
            return self._default
        try:
            return self._read(written)
        except ValueError:
            return self._default

    def __set__(self, owner: Preferences, value: Value) -> None:
        words = str(value).lower() if isinstance(value, bool) else str(value)
        self._read(words)
        if value != self.__get__(owner, type(owner)):
            owner.write(self._name, words)


def _yes_or_no(words: str) -> bool:
    if words not in ("true", "false"):
        raise ValueError("true or false")
    return words == "true"


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(words: str) -> int:
        number = int(words)
        if not least <= number <= most:
            raise ValueError(f"{least} to {most}")
        return number

    return read


class Preferences(QObject):
    """Reads and sets the preferences; `changed` names the one that is another now.

    Setting a value that is not allowed raises `ValueError`. What is set is on disk with `save`,
    and soon after by itself.
    """

    changed = Signal(str)

    theme = Preference(ThemeChoice.SYSTEM, ThemeChoice)
    text_size = Preference(100, _between(TEXT_SIZES[0], TEXT_SIZES[-1]))
    """In percent."""
    reduced_motion = Preference(MotionChoice.SYSTEM, MotionChoice)
    language = Preference(Language.SYSTEM, Language)

    notify = Preference(True, _yes_or_no)
    notify_text = Preference(True, _yes_or_no)
    """Whether notifications say who wrote what; otherwise only in which group."""
    notify_sound = Preference(False, _yes_or_no)
    quiet = Preference(False, _yes_or_no)
    quiet_from = Preference(22 * 60, _between(0, DAY_MINUTES - 1))
    quiet_to = Preference(7 * 60, _between(0, DAY_MINUTES - 1))
    """Minutes since local midnight."""
    hushed_until = Preference(0, int)
    """Until then, in milliseconds since 1970, the user asked for quiet."""

    keep_in_tray = Preference(False, _yes_or_no)
    """Whether closing the window leaves the program in the tray, where there is one."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QSettings(str(file), QSettings.Format.IniFormat)
        self._words: dict[str, str | None] = {}

    @property
    def quiet_hours(self) -> QuietHours | None:
        """The daily quiet hours, None where there are none."""
        return QuietHours(self.quiet_from, self.quiet_to) if self.quiet else None

    def written(self, name: str) -> str | None:
        """Return the words in the file, None where there are none."""
        if name not in self._words:
            # Some are asked for with every message that arrives.
            words = self._file.value(name)
            self._words[name] = words if isinstance(words, str) else None
        return self._words[name]

    def write(self, name: str, words: str) -> None:
        """Put words into the file and tell about it."""
        self._file.setValue(name, words)
        self._words[name] = words
        self.changed.emit(name)

    def save(self) -> None:
        """Write everything to disk."""
        self._file.sync()
