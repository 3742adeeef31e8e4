"""The veil over the pane, and the text files that are taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.drop_zone import DropZone, read_text
from chat_desktop.windows.pane.pasting import LARGEST_FILE


def test_it_covers_its_pane(window: QWidget, theme: Theme) -> None:
    zone = DropZone(window, theme)
    zone.cover()
    assert zone.isVisible()
    assert zone.geometry() == window.rect()
    zone.grab()


def test_only_small_texts_are_read(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("héllo\n", "utf-8")
    assert read_text(note) == "héllo\n"
    assert read_text(tmp_path) is None
    assert read_text(tmp_path / "nowhere") is None
    note.write_bytes(b"x" * (LARGEST_FILE + 1))
    assert read_text(note) is None
    note.write_bytes(b"\x89PNG\x00")
    assert read_text(note) is None
