"""What looks the same is painted from one picture, to the pixel; only so many are kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from chat_desktop.look.pictures import Pictures

AREA = QRectF(3, 4, 20, 10)


class Drawn:
    """Draws a red disc and counts how often it had to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, painter: QPainter, area: QRectF) -> None:
        self.times += 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#ff0000"))
        painter.drawEllipse(area)


def image(ratio: float = 1.0) -> QImage:
    made = QImage(round(40 * ratio), round(30 * ratio), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(QColor("#ffffff"))
    return made


def painted(pictures: Pictures, draw: Drawn, *, area: QRectF = AREA, ratio: float = 1.0) -> QImage:
    made = image(ratio)
    painter = QPainter(made)
    pictures.paint(painter, area, "disc", draw, "#ffffff")
    painter.end()
    return made


def as_drawn(area: QRectF, ratio: float) -> QImage:
    made = image(ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    Drawn()(painter, area)
    painter.end()
    return made


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_picture_is_what_was_drawn_and_is_drawn_once(qapp: QApplication, ratio: float) -> None:
    pictures, draw = Pictures(4), Drawn()
    first = painted(pictures, draw, ratio=ratio)
    assert first == as_drawn(AREA, ratio)
    assert painted(pictures, draw, ratio=ratio) == first
    assert draw.times == 1


@pytest.mark.parametrize("ratio", [1.0, 1.5])
def test_between_pixels_it_is_drawn_as_it_is(qapp: QApplication, ratio: float) -> None:
    pictures, draw = Pictures(4), Drawn()
    between = AREA.translated(0.25, 0)
    for _ in range(2):
        assert painted(pictures, draw, area=between, ratio=ratio) == as_drawn(between, ratio)
    assert draw.times == 2


def test_another_size_or_another_screen_has_its_own(qapp: QApplication) -> None:
    pictures, draw = Pictures(4), Drawn()
    painted(pictures, draw)
    painted(pictures, draw, area=QRectF(3, 4, 10, 10))
    painted(pictures, draw, ratio=2.0)
    assert draw.times == 3


def test_what_was_not_used_for_longest_goes(qapp: QApplication) -> None:
    pictures, draw = Pictures(2), Drawn()
    made = image()
    painter = QPainter(made)
    for shows in ("one", "two", "one", "three", "one"):
        pictures.paint(painter, AREA, shows, draw)
    assert draw.times == 3
    pictures.paint(painter, AREA, "two", draw)
    assert draw.times == 4
    painter.end()
