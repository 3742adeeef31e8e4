from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from chat_desktop.chat import metrics as m
from chat_desktop.chat.line_painter import UNREAD_ABOVE, LinePainter
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.row_layout import LineLayout
from chat_desktop.look.tokens import LIGHT

WIDTH = 500


def canvas() -> QImage:
    image = QImage(WIDTH, 120, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.window))
    return image


def test_a_hole_is_a_card_and_a_notice_is_not(faces: Faces) -> None:
    images = []
    for line in (LineLayout("words", 80, "words", "detail"), LineLayout("words", 80, "words")):
        image = canvas()
        painter = QPainter(image)
        LinePainter(LIGHT, faces).line(painter, line, WIDTH)
        painter.end()
        images.append(image)
    hole, notice = images
    assert hole.pixelColor(m.SIDE + 3, 20).name() == LIGHT.sidebar
    assert notice.pixelColor(m.SIDE + 3, 20).name() == LIGHT.window


def test_the_unread_pill_stands_at_the_end_of_the_line(faces: Faces) -> None:
    right, left = WIDTH - m.SIDE - 8, m.SIDE + 8
    for mirrored in (False, True):
        at, other = (left, right) if mirrored else (right, left)
        image = canvas()
        painter = QPainter(image)
        LinePainter(LIGHT, faces).unread(painter, 0, WIDTH, mirrored=mirrored)
        painter.end()
        below = UNREAD_ABOVE + round(faces.unread_pill / 2) + 6
        assert image.pixelColor(at, below).name() == LIGHT.danger
        assert image.pixelColor(other, below).name() == LIGHT.window


def test_a_day_can_be_pointed_at(faces: Faces) -> None:
    lines = LinePainter(LIGHT, faces)
    pill = lines.day_pill(10, WIDTH, "Today")
    assert abs(pill.center().x() - WIDTH / 2) <= 1
    assert QRectF(0, 10, WIDTH, faces.day_height).contains(pill)
    seen = []
    for hovered in (False, True):
        image = canvas()
        painter = QPainter(image)
        lines.day(painter, 10, WIDTH, "Today", hovered)
        painter.end()
        seen.append(image.pixelColor(round(pill.left()) + 8, round(pill.center().y())).name())
    assert seen == [LIGHT.window, LIGHT.hover]
