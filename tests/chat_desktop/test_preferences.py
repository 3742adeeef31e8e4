"""Preferences: defaults, what the file keeps, what a spoilt file does, who is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chat_desktop.core.attention import QuietHours
from chat_desktop.look.motion import MotionChoice
from chat_desktop.look.theme import ThemeChoice
from chat_desktop.preferences import Language, Preferences

CHOSEN: dict[str, object] = {
    "theme": ThemeChoice.DARK,
    "text_size": 130,
    "reduced_motion": MotionChoice.REDUCED,
    "language": Language.SPANISH,
    "notify": False,
    "notify_text": False,
    "notify_sound": True,
    "quiet": True,
    "quiet_from": 60,
    "quiet_to": 120,
    "hushed_until": 1_700_000_000_000,
    "keep_in_tray": True,
}


@pytest.fixture
def file(tmp_path: Path, qapp: QApplication) -> Path:
    return tmp_path / "window.ini"


def test_what_is_set_is_there_after_a_restart(file: Path) -> None:
    first = Preferences(file)
    for name, value in CHOSEN.items():
        assert getattr(first, name) != value
        setattr(first, name, value)
    first.save()
    again = Preferences(file)
    for name, value in CHOSEN.items():
        assert getattr(again, name) == value
        assert type(getattr(again, name)) is type(value)


def test_a_file_with_nonsense_counts_as_the_defaults(file: Path) -> None:
    plain = Preferences(file)
    defaults = {name: getattr(plain, name) for name in CHOSEN}
    file.write_text(
        "[General]\n"
        + "".join(f"{name}=nonsense, of two words\n" for name in list(CHOSEN)[:6])
        + "text_size=5000\nquiet=1\nquiet_from=-1\nquiet_to=1440\nhushed_until=soon\n"
        + "keep_in_tray=@Invalid()\n"
    )
    spoilt = Preferences(file)
    assert {name: getattr(spoilt, name) for name in CHOSEN} == defaults


def test_a_change_is_told_once_by_its_name(file: Path) -> None:
    preferences, told = Preferences(file), list[str]()
    preferences.changed.connect(told.append)
    preferences.text_size = 120
    preferences.text_size = 120
    preferences.notify = True
    assert told == ["text_size"]


@pytest.mark.parametrize(
    ("name", "value"), [("text_size", 79), ("text_size", 161), ("quiet_from", 1440)]
)
def test_a_value_that_is_not_allowed_is_refused(file: Path, name: str, value: int) -> None:
    preferences = Preferences(file)
    before = getattr(preferences, name)
    with pytest.raises(ValueError):
        setattr(preferences, name, value)
    assert getattr(preferences, name) == before


def test_quiet_hours_are_there_when_they_are_on(file: Path) -> None:
    preferences = Preferences(file)
    assert preferences.quiet_hours is None
    preferences.quiet = True
    assert preferences.quiet_hours == QuietHours(22 * 60, 7 * 60)
