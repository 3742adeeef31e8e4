"""Changing how all windows look, over several turns, without anybody seeing them half changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from chat_desktop.look.dressing import address

_HELD: Final = Qt.WidgetAttribute.WA_UpdatesDisabled
_FORCED: Final = Qt.WidgetAttribute.WA_ForceUpdatesDisabled
_COVERS: Final = Qt.WidgetAttribute.WA_OpaquePaintEvent
_DIRECT: Final = Qt.FindChildOption.FindDirectChildrenOnly
BAND: Final = 128
"""So many pixels of a window's height are painted in one step of a rehearsal."""


def lower_curtain(app: QApplication) -> None:
    """Let all windows keep the picture that they show, whatever happens to them."""
    for window in app.topLevelWidgets():
        if window.isVisible():
            window.setUpdatesEnabled(False)


def raise_curtain(app: QApplication) -> None:
    """Show all windows as they are now.

    Not by `setUpdatesEnabled`, which marks each widget for itself: to sort hundreds of marked
    areas out costs more than to paint them.
    """
    windows = _held(app)
    if windows:
        _release(app)
    for window in windows:
        for attribute in (_FORCED, _HELD):
            window.setAttribute(attribute, False)
        _paint_whole(window)


def paint_later(window: QWidget) -> None:
    """Have a window that gets another size painted in a turn of its own, once for several sizes.

    When the display tells of a size, Qt lays out and paints in one go.
    """
    if window.isVisible() and window.updatesEnabled():
        window.setAttribute(_HELD, True)
        QTimer.singleShot(0, window, partial(_show, window))


def _show(window: QWidget) -> None:
    if not window.testAttribute(_FORCED):
        window.setAttribute(_HELD, False)
        _paint_whole(window)


def _paint_whole(window: QWidget) -> None:
    """Have a window painted with all that is in it: Qt leaves out what covers its ground."""
    window.update()
    for part in window.findChildren(QWidget):
        if part.testAttribute(_COVERS) or part.autoFillBackground():
            part.update()


def rehearse(app: QApplication) -> Iterator[None]:
    """Paint the windows behind the curtain for nobody, a band in each step.

    Whatever is made when it is first painted is there afterwards: laid-out text, pictures of rows
    and icons, what Qt works out from a style sheet. The frame that all see has only to be painted.
    """
    # Qt paints nothing that is held; what is shown is held by the windows alone.
    _release(app)
    yield
    # No window is kept from one turn to the next: PySide is not told when one of Qt's own goes.
    for place in [address(window) for window in _held(app)]:
        top = 0
        while (window := _find(app, place)) and top < window.height():
            _paint(window, top)
            top += BAND
            yield


def _held(app: QApplication) -> list[QWidget]:
    return [window for window in app.topLevelWidgets() if window.testAttribute(_FORCED)]


def _release(app: QApplication) -> None:
    """Let go of all that is held for nothing but the window that it is in."""
    for widget in app.allWidgets():
        if not widget.testAttribute(_FORCED):
            widget.setAttribute(_HELD, False)


def _find(app: QApplication, place: int) -> QWidget | None:
    return next((window for window in _held(app) if address(window) == place), None)


def _paint(window: QWidget, top: int) -> None:
    ratio = window.devicePixelRatio()
    band = QRect(0, top, window.width(), BAND)
    picture = QPixmap(round(band.width() * ratio), round(BAND * ratio))
    picture.setDevicePixelRatio(ratio)
    for part in window.findChildren(QWidget, options=_DIRECT):
        seen = part.geometry() & band
        if part.isVisible() and not part.isWindow() and not seen.isEmpty():
            part.render(
                picture, seen.topLeft() - band.topLeft(), QRegion(seen.translated(-part.pos()))
            )
