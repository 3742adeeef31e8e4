"""The program's icon with the number of unread messages on it, drawn for each size by itself."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPixmap

from chat_desktop.look.fonts import fixed_font
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.tokens import LIGHT

SIZES: Final = (16, 20, 22, 24, 32, 40, 48, 64, 96, 128)
"""In real pixels: what panels and task bars ask for at 1x to 3x."""

MOST: Final = 100
"""All larger numbers look alike."""

SMALL: Final = 40
"""Below this size two digits cannot be read."""


def app_icon(count: int = 0) -> QIcon:
    """Return the program's icon, with a badge where `count` messages are unread."""
    return _icon(min(count, MOST))


@functools.lru_cache(maxsize=MOST + 1)
def _icon(count: int) -> QIcon:
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_picture(size, count))
    return made


def _picture(size: int, count: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, QRectF(0, 0, size, size), "parlance", LIGHT.accent)
    if count > 0:
        _paint_badge(painter, size, count)
    painter.end()
    return picture


def _paint_badge(painter: QPainter, size: int, count: int) -> None:
    high = round(size * (0.62 if size < SMALL else 0.5))
    letters = fixed_font(max(8, round(high * 0.72)), QFont.Weight.Bold)
    words = _words(size, count)
    wide = max(high, round(QFontMetricsF(letters).horizontalAdvance(words) + high * 0.4))
    box = QRectF(size - wide, size - high, wide, high)
    ring = max(1.0, size / 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    around = box.adjusted(-ring, -ring, ring, ring)
    painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(QColor(LIGHT.danger))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.setPen(QColor(LIGHT.on_danger))
    painter.setFont(letters)
    # By its own height a digit stands in the middle, which by the line's it does not.
    digit = QFontMetricsF(letters).tightBoundingRect("0").height()
    left = box.center().x() - QFontMetricsF(letters).horizontalAdvance(words) / 2
    painter.drawText(QPointF(left, box.center().y() + digit / 2), words)


def _words(size: int, count: int) -> str:
    if size < SMALL:
        return str(count) if count < 10 else "9+"
    return str(count) if count < MOST else "99+"
