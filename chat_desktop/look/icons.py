"""The line icons, drawn from SVG paths at the screen's own resolution in any colour."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from math import ceil
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER: Final = Path(__file__).parent.parent / "assets" / "icons"


TURNED: Final = frozenset({"arrow-left", "arrow-right", "leave", "reply", "send"})
"""Icons that point along the line: where it runs from right to left, they are turned round."""

KEPT: Final = 256


@functools.cache
def _source(name: str) -> bytes:
    return (FOLDER / f"{name}.svg").read_bytes()


@functools.cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))


def _is_turned(name: str) -> bool:
    return name in TURNED and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def icon_names() -> list[str]:
    """Return the names of all icons."""
    return sorted(file.stem for file in FOLDER.glob("*.svg"))


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Paint an icon into `rect`; crisp at any device pixel ratio."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if _is_turned(name):
        painter.translate(rect.left() + rect.right(), 0)
        painter.scale(-1, 1)
    _renderer(name, colour).render(painter, rect)
    painter.restore()


def pixmap(name: str, colour: str, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `size` device-independent pixels for a screen of this pixel ratio."""
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, QRectF(0, 0, size, size), name, colour)
    painter.end()
    return picture


def icon(name: str, colour: str, size: int = 20, states: Mapping[QIcon.Mode, str] = {}) -> QIcon:
    """Return an icon with pictures for all screens; `states` gives other modes' colours.

    The same one every time: of each that is shown Qt keeps what it scaled, among its pixmaps.
    """
    inks = {QIcon.Mode.Normal: colour, **states}
    return _icon(name, size, _is_turned(name), tuple(inks.items()), pixel_ratios())


def pixel_ratios() -> tuple[float, ...]:
    """Return the whole pixel ratios that the screens need, and 1x: Qt scales down, not up."""
    needed = (ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens())
    return tuple(float(ratio) for ratio in sorted({1, *needed}))


@functools.lru_cache(maxsize=KEPT)
def _icon(
    name: str,
    size: int,
    _turned: bool,
    inks: tuple[tuple[QIcon.Mode, str], ...],
    ratios: tuple[float, ...],
) -> QIcon:
    made = QIcon()
    for mode, ink in inks:
        for ratio in ratios:
            made.addPixmap(pixmap(name, ink, size, ratio), mode)
    return made
