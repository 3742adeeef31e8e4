"""What the window remembers survives, and a broken file counts as none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from chat_desktop.look.theme import ThemeChoice
from chat_desktop.windows.memory import Memory


def test_values_survive(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.ini")
    assert (memory.text("group"), memory.state("geometry")) == ("", None)
    assert memory.preferences.theme is ThemeChoice.SYSTEM
    memory.set_text("group", "g; with=signs")
    memory.preferences.theme = ThemeChoice.DARK
    memory.set_state("geometry", QByteArray(b"\x00\x01"))
    memory.save()
    again = Memory(tmp_path / "window.ini")
    assert again.text("group") == "g; with=signs"
    assert again.preferences.theme is ThemeChoice.DARK
    assert again.state("geometry") == QByteArray(b"\x00\x01")


def test_nonsense_is_none(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(b"\xff\xfe[[[=\x00 theme=purple\n[General]\ntheme=purple\ngeometry=text\n")
    memory = Memory(file)
    assert memory.preferences.theme is ThemeChoice.SYSTEM
    assert memory.state("geometry") is None
