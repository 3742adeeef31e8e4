"""Painting for those who read from right to left: places are turned round within their area."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPainter


class Mirror:
    """Turns round what is laid out from the left within `area`; from left to right it does nothing.

    Painters keep to one order of places, the left-to-right one, and paint through this.
    """

    def __init__(self, area: QRectF, direction: Qt.LayoutDirection) -> None:
        self.on = direction is Qt.LayoutDirection.RightToLeft
        self._sum = area.left() + area.right()

    def box(self, box: QRectF) -> QRectF:
        """Return where a box is painted."""
        if not self.on:
            return box
        return QRectF(self._sum - box.right(), box.top(), box.width(), box.height())

    def corner(self, at: QPointF, width: float) -> QPointF:
        """Return where the upper left corner of something of this width is painted."""
        return QPointF(self._sum - at.x() - width, at.y()) if self.on else at

    def words(
        self,
        painter: QPainter,
        at: QPointF,
        text: str,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
    ) -> None:
        """Paint words in the painter's font whose base line begins at a place.

        Their own direction is that of what they say, not that of the window.
        """
        if self.on:
            wide = QFontMetricsF(painter.font()).horizontalAdvance(text)
            at = self.corner(at, wide)
            painter.setLayoutDirection(direction)
        painter.drawText(at, text)

    def lead(self, painter: QPainter, at: QPointF, text: str) -> None:
        """Paint words that what follows belongs to, as `Grace:`.

        Their colon stands where the window goes on, whatever the direction of the words.
        """
        self.words(painter, at, text, Qt.LayoutDirection.RightToLeft)


def leading() -> Qt.AlignmentFlag:
    """Return the alignment of words at the side where windows begin, whatever the words are."""
    mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def margins(left: int, top: int, right: int, bottom: int) -> QMargins:
    """Return the margins of a layout, turned round where windows are: Qt turns only its parts."""
    if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        left, right = right, left
    return QMargins(left, top, right, bottom)
