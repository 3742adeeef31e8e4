"""From right to left every place is turned round; from left to right nothing is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMargins, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from chat_desktop.look.fonts import font
from chat_desktop.look.mirror import Mirror, leading, margins

AREA = QRectF(10, 0, 100, 20)
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def test_boxes_are_turned_round_within_their_area() -> None:
    box = QRectF(14, 2, 30, 16)
    assert Mirror(AREA, LEFT).box(box) == box
    turned = Mirror(AREA, RIGHT).box(box)
    assert turned == QRectF(76, 2, 30, 16)
    assert Mirror(AREA, RIGHT).box(turned) == box


def inked(direction: Qt.LayoutDirection) -> list[int]:
    """Return the columns in which words are painted that begin 10 pixels from one side."""
    picture = QImage(120, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setFont(font(12))
    Mirror(AREA, direction).words(painter, QPointF(20, 14), "Hi")
    painter.end()
    white = QColor("white").rgb()
    return [x for x in range(120) if any(picture.pixel(x, y) != white for y in range(20))]


def test_words_begin_at_the_other_side(qapp: QApplication) -> None:
    plain, turned = inked(LEFT), inked(RIGHT)
    assert 19 <= plain[0] < 26
    assert 94 <= turned[-1] <= 101
    assert turned[-1] - turned[0] == pytest.approx(plain[-1] - plain[0], abs=1)


def test_the_colon_of_a_lead_stands_where_the_window_goes_on(qapp: QApplication) -> None:
    def painted(direction: Qt.LayoutDirection, text: str, *, lead: bool) -> QImage:
        picture = QImage(120, 20, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        painter.setFont(font(12))
        mirror = Mirror(AREA, direction)
        (mirror.lead if lead else mirror.words)(painter, QPointF(20, 14), text)
        painter.end()
        return picture

    assert painted(RIGHT, "Ada:", lead=True) != painted(RIGHT, "Ada:", lead=False)
    assert painted(RIGHT, "Ada", lead=True) == painted(RIGHT, "Ada", lead=False)
    assert painted(LEFT, "Ada:", lead=True) == painted(LEFT, "Ada:", lead=False)


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(RIGHT)
    yield
    qapp.setLayoutDirection(LEFT)


def test_margins_stay(qapp: QApplication) -> None:
    assert margins(1, 2, 3, 4) == QMargins(1, 2, 3, 4)


def test_margins_are_turned_round(mirrored: None) -> None:
    assert margins(1, 2, 3, 4) == QMargins(3, 2, 1, 4)


def test_labels_begin_where_windows_begin(mirrored: None, qapp: QApplication) -> None:
    assert leading() & Qt.AlignmentFlag.AlignRight
    qapp.setLayoutDirection(LEFT)
    assert leading() & Qt.AlignmentFlag.AlignLeft
