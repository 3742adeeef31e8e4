"""Where the window was the last time, and on which screen it can be seen now."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from chat_desktop.windows.memory import Memory

DEFAULT_SIZE = QSize(1280, 820)
LEAST_SIZE = QSize(360, 480)
GRIP = QSize(120, 48)
"""As much of the window's upper edge has to be on a screen, for the mouse to take hold of it."""


def restore_place(window: QMainWindow, memory: Memory) -> None:
    """Give the window its former size and place, so far as a screen has room for them."""
    kept = memory.state("geometry")
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if kept is None or not window.restoreGeometry(kept):
        room = screens[0].size() if screens else DEFAULT_SIZE
        window.resize(DEFAULT_SIZE.boundedTo(room).expandedTo(LEAST_SIZE))
    elif not window.isMaximized() and not window.isFullScreen():
        window.setGeometry(fitted(window.geometry(), screens))


def keep_place(window: QMainWindow, memory: Memory) -> None:
    """Remember size and place."""
    memory.set_state("geometry", window.saveGeometry())


def fitted(place: QRect, screens: list[QRect]) -> QRect:
    """Return a place that can be seen and taken hold of on one of these screens.

    A place whose upper edge is on a screen stays as it is. Any other is moved into the middle of
    the nearest screen, and made no larger than that.
    """
    if not screens:
        return place
    edge = QRect(place.topLeft(), QSize(place.width(), GRIP.height()))
    for screen in screens:
        seen = screen.intersected(edge)
        if seen.width() >= GRIP.width() and seen.height() >= GRIP.height():
            return place
    nearest = min(screens, key=lambda screen: _distance(screen, place))
    size = place.size().boundedTo(nearest.size())
    moved = QRect(nearest.topLeft(), size)
    moved.moveCenter(nearest.center())
    return moved


def _distance(screen: QRect, place: QRect) -> int:
    return (screen.center() - place.center()).manhattanLength()
