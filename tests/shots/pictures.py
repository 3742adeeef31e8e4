"""Pictures of windows with what stands over them, and whether anything can be seen on one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

SHADOW: Final = 18
"""How far the shadow of a dialog reaches, standing for the frame that a desktop draws."""
LEAST_COLOURS: Final = 4


def picture_of(widget: QWidget) -> QImage:
    """Return what a screen would show: the widget, and over it its open dialogs and popups."""
    picture = widget.grab()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for above in _above(widget):
        place = above.rect()
        framed = isinstance(above, QDialog | QMainWindow)
        if framed:
            place.moveCenter(widget.rect().center())
            place.moveTop(max(place.top(), 0))
        else:
            place.moveTopLeft(above.mapToGlobal(QPoint(0, 0)) - widget.mapToGlobal(QPoint(0, 0)))
        _shadow(painter, place)
        painter.drawPixmap(place.topLeft(), above.grab())
        if framed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(128, 128, 128, 90))
            painter.drawRect(QRectF(place).adjusted(-0.5, -0.5, 0.5, 0.5))
    painter.end()
    return picture.toImage()


def _above(widget: QWidget) -> list[QWidget]:
    """Return the open windows that belong to this one, the last opened at the end."""

    def belongs(window: QWidget) -> bool:
        parent = window.parentWidget()
        while parent is not None:
            if parent is widget:
                return True
            parent = parent.parentWidget()
        return False

    found = [each for each in QApplication.topLevelWidgets() if each.isVisible() and belongs(each)]
    modal = QApplication.activeModalWidget()
    popup = QApplication.activePopupWidget()
    return sorted(found, key=lambda each: (each is popup, each is modal))


def _shadow(painter: QPainter, place: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 5))
    for step in range(SHADOW, 0, -2):
        area = QRectF(place).adjusted(-step, -step + 4, step, step + 4)
        painter.drawRoundedRect(area, step + 4, step + 4)


def is_blank(picture: QImage) -> bool:
    """Return whether there is next to nothing on a picture: a handful of colours, or no pixels."""
    if picture.isNull():
        return True
    small = picture.scaled(64, 64)
    seen = {small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}
    return len(seen) < LEAST_COLOURS
