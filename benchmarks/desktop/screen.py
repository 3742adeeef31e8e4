"""An X display seen from the outside: which windows are mapped, and what they show."""

from __future__ import annotations

import ctypes
import ctypes.util
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

MAP_SECONDS: Final = 0.5
LEAST: Final = 100
"""Smaller windows, in pixels a side, are no windows to a user."""

_VIEWABLE: Final = 2
_ALL_PLANES: Final = ctypes.c_ulong(-1)
_Z_PIXMAP: Final = 2


class NoScreen(Exception):
    """There is no X library or no such display; the text is one plain line."""


class _Attributes(ctypes.Structure):
    """`XWindowAttributes`; only the first fields and `map_state` are read."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "store")),
        ("planes", ctypes.c_ulong),
        ("pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        *((name, ctypes.c_long) for name in ("all_events", "your_events", "propagated")),
        ("override_redirect", ctypes.c_int),
        ("screen", ctypes.c_void_p),
    )


class _Image(ctypes.Structure):
    """The beginning of `XImage`."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", ctypes.c_void_p),
        *((name, ctypes.c_int) for name in ("order", "unit", "bit_order", "pad", "depth", "line")),
    )


@dataclass(frozen=True, slots=True)
class Window:
    """A window that can be seen, in pixels of the screen."""

    id: int
    x: int
    y: int
    width: int
    height: int


class Screen:
    """One connection to a display."""

    def __init__(self, library: Any, display: Any) -> None:
        self._x, self._display = library, display
        self._root = library.XDefaultRootWindow(display)

    def windows(self) -> list[Window]:
        """Return the mapped windows of programs, those below a window manager's frames too."""
        found = [self._window(id) for id in self._below(self._root)]
        return [window for window in found if window is not None]

    def pixels(self, x: int, y: int, width: int, height: int) -> bytes:
        """Return what a part of the screen shows, four bytes a pixel; nothing where it cannot."""
        image = self._x.XGetImage(
            self._display, self._root, x, y, width, height, _ALL_PLANES, _Z_PIXMAP
        )
        if not image:
            return b""
        read = image.contents
        data = ctypes.string_at(read.data, read.line * read.height)
        self._x.XDestroyImage(image)
        return data

    def work_elsewhere(self) -> None:
        """Open a window beside the others, which gets the keyboard until this screen is left."""
        window = self._x.XCreateSimpleWindow(self._display, self._root, 0, 0, 200, 200, 0, 0, 0)
        self._x.XMapRaised(self._display, window)
        self._x.XSync(self._display, 0)
        time.sleep(MAP_SECONDS)
        self._x.XSetInputFocus(self._display, window, 0, 0)
        self._x.XSync(self._display, 0)

    def _below(self, parent: int) -> list[int]:
        root, above = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        refs = [ctypes.byref(each) for each in (root, above, children, count)]
        if not self._x.XQueryTree(self._display, ctypes.c_ulong(parent), *refs):
            return []
        ids = [children[place] for place in range(count.value)]
        if children:
            self._x.XFree(children)
        return ids

    def _window(self, id: int) -> Window | None:
        seen = _Attributes()
        if not self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(id), ctypes.byref(seen)):
            return None
        if seen.map_state != _VIEWABLE or min(seen.width, seen.height) < LEAST:
            return None
        return Window(id, seen.x, seen.y, seen.width, seen.height)


@contextmanager
def screen(display: str) -> Iterator[Screen]:
    """Look at a display such as `:7` until the block ends. Raises `NoScreen`."""
    name = ctypes.util.find_library("X11")
    if name is None:
        raise NoScreen("There is no libX11 here to look at windows with.")
    library = ctypes.CDLL(name)
    _declare(library)
    opened = library.XOpenDisplay(display.encode())
    if not opened:
        raise NoScreen(f"The display {display} cannot be opened.")
    # A window may be gone by the time that it is asked about: that is no reason to end.
    library.XSetErrorHandler(_IGNORE)
    try:
        yield Screen(library, opened)
    finally:
        library.XCloseDisplay(opened)


_ON_ERROR: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_IGNORE: Final = _ON_ERROR(lambda _display, _event: 0)


def _declare(library: Any) -> None:
    pointer, long = ctypes.c_void_p, ctypes.c_ulong
    library.XOpenDisplay.restype = pointer
    library.XDefaultRootWindow.argtypes, library.XDefaultRootWindow.restype = [pointer], long
    library.XCloseDisplay.argtypes = [pointer]
    library.XFree.argtypes = [pointer]
    library.XSetErrorHandler.argtypes = [_ON_ERROR]
    library.XSetErrorHandler.restype = pointer
    library.XQueryTree.argtypes = [pointer, long, *[pointer] * 4]
    library.XGetWindowAttributes.argtypes = [pointer, long, pointer]
    library.XGetImage.restype = ctypes.POINTER(_Image)
    library.XGetImage.argtypes = [
        *(pointer, long, ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint, long),
        ctypes.c_int,
    ]
    library.XSetInputFocus.argtypes = [pointer, long, ctypes.c_int, long]
    library.XMapRaised.argtypes = [pointer, long]
    library.XCreateSimpleWindow.restype = long
    library.XCreateSimpleWindow.argtypes = [
        *(pointer, long, ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint, ctypes.c_uint),
        *(long, long),
    ]
    library.XSync.argtypes = [pointer, ctypes.c_int]
    library.XDestroyImage.argtypes = [ctypes.POINTER(_Image)]
