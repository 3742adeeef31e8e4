"""The window comes back where it was, and never where nobody can take hold of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect
from PySide6.QtWidgets import QApplication, QMainWindow

from chat_desktop.windows.memory import Memory
from chat_desktop.windows.place import DEFAULT_SIZE, LEAST_SIZE, fitted, keep_place, restore_place

SCREEN = QRect(0, 0, 1920, 1080)
SECOND = QRect(1920, 0, 1280, 1024)


@pytest.mark.parametrize(
    ("place", "screens"),
    [
        (QRect(100, 100, 1280, 820), [SCREEN]),
        (QRect(2000, 50, 1000, 700), [SCREEN, SECOND]),
        (QRect(1500, 100, 1280, 820), [SCREEN]),
        (QRect(-800, 10, 1280, 820), [SCREEN]),
        (QRect(100, 100, 400, 400), []),
    ],
)
def test_what_can_be_seen_stays(place: QRect, screens: list[QRect]) -> None:
    assert fitted(place, screens) == place


@pytest.mark.parametrize(
    "place",
    [
        QRect(2000, 50, 1000, 700),
        QRect(1890, 100, 1280, 820),
        QRect(100, -400, 1280, 820),
        QRect(100, 1060, 1280, 820),
        QRect(-5000, -5000, 4000, 3000),
    ],
)
def test_what_cannot_be_taken_hold_of_is_brought_back(place: QRect) -> None:
    found = fitted(place, [SCREEN])
    assert SCREEN.contains(found)
    assert found.size() == place.size().boundedTo(SCREEN.size())


def test_it_goes_to_the_nearest_screen() -> None:
    assert SECOND.contains(fitted(QRect(3400, 100, 900, 700), [SCREEN, SECOND]))


def test_garbage_gives_the_default_size(qapp: QApplication, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.ini")
    memory.set_state("geometry", QByteArray(b"nonsense"))
    window = QMainWindow()
    restore_place(window, memory)
    room = window.screen().availableGeometry().size()
    assert window.size() == DEFAULT_SIZE.boundedTo(room).expandedTo(LEAST_SIZE)


def test_a_size_comes_back(qapp: QApplication, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.ini")
    window = QMainWindow()
    window.resize(500, 520)
    keep_place(window, memory)
    again = QMainWindow()
    restore_place(again, memory)
    assert again.size() == window.size()
