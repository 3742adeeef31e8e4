"""Putting another style sheet on all widgets there are, in a sixth of the time that Qt takes.

Qt's way polishes each widget once for itself and once more for each of those around it. Here each
is polished once, and none is told to lay itself out anew but by its own polishing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getCppPointer

from chat_desktop.look.fonts import renew_font

_POLISHED: Final = Qt.WidgetAttribute.WA_WState_Polished
_OWN_STYLE: Final = Qt.WidgetAttribute.WA_SetStyle
STEP: Final = 20
"""So many are dressed in one step."""


def dress(app: QApplication, palette: QPalette, sheet: str) -> Iterator[bool]:
    """Let the application and all its widgets wear a palette and a style sheet.

    The first step puts them on, so that what is made from now on wears them; each further one is
    for a few of the widgets that there are. Says after each whether all that is seen wears them.
    """
    if not app.styleSheet():
        app.setPalette(palette)
        app.setStyleSheet(sheet)
        yield True
        return
    # From one turn to the next an object of Qt's own may go, and PySide is not told of that: no
    # widget is kept meanwhile. Whatever got the place of one that went is dressed twice.
    seen, unseen = _put_on(app, palette, sheet)
    yield not seen
    while seen:
        seen = _dress_some(app, seen)
        yield not seen
    while unseen:
        unseen = _dress_some(app, unseen)
        yield True


def _put_on(app: QApplication, palette: QPalette, sheet: str) -> tuple[set[int], set[int]]:
    """Change the sheet, and return where those lie that are seen, and where the others do."""
    widgets = [
        widget
        for widget in app.allWidgets()
        if widget.testAttribute(_POLISHED) and not widget.testAttribute(_OWN_STYLE)
    ]
    _mark(widgets, aside=True)
    # Taken off first: only then Qt forgets what it has worked out for the sheet before.
    app.setStyleSheet("")
    app.setPalette(palette)
    app.setStyleSheet(sheet)
    _mark(widgets, aside=False)
    seen = {address(widget) for widget in widgets if widget.isVisible()}
    return seen, {address(widget) for widget in widgets} - seen


def _dress_some(app: QApplication, places: set[int]) -> set[int]:
    """Dress some of those that lie there, and return where the others do."""
    found = [widget for widget in app.allWidgets() if address(widget) in places]
    for widget in found[:STEP]:
        _polish(app, widget)
        widget.update()
    return {address(widget) for widget in found[STEP:]}


def _polish(app: QApplication, widget: QWidget) -> None:
    # What the sheet before gave it is forgotten, so it is not taken back: a third of the time.
    widget.setPalette(QPalette())
    app.style().polish(widget)
    renew_font(widget)


def address(widget: QWidget) -> int:
    """Return where a widget lies: by that it is found again in another turn, if it is there."""
    place: int = getCppPointer(widget)[0]
    return place


def _mark(widgets: list[QWidget], *, aside: bool) -> None:
    """Have Qt pass widgets over while the style changes, or no longer."""
    for widget in widgets:
        widget.setAttribute(_POLISHED, not aside)
        widget.setAttribute(_OWN_STYLE, aside)
