"""Avatars: initials of any name, a colour per id, a dot for presence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from chat_desktop.look.avatar import Presence, initials, paint_avatar, paint_presence
from chat_desktop.look.tokens import AVATARS, LIGHT, colour_index


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Lovelace", "AL"),
        ("edsger van dam", "ED"),
        ("radia", "R"),
        ("Release 2.4", "R2"),
        ("anna-maria", "AM"),
        ("  ", "?"),
        ("😀", "?"),
        ("ßeta", "SS"),
        ("مريم علي", "مع"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def _picture() -> QImage:
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def test_the_colour_belongs_to_the_id(qapp: QApplication) -> None:
    image = _picture()
    painter = QPainter(image)
    paint_avatar(painter, QRectF(0, 0, 40, 40), "u7", "Ada")
    painter.end()
    assert image.pixelColor(20, 3).name() == AVATARS[colour_index("u7")]
    assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("presence", list(Presence))
def test_the_dot_says_presence(presence: Presence, qapp: QApplication) -> None:
    image = _picture()
    painter = QPainter(image)
    paint_presence(painter, QRectF(0, 0, 36, 36), presence, LIGHT, "#ffffff")
    painter.end()
    middle = "#ffffff" if presence is Presence.OFFLINE else getattr(LIGHT, presence.value)
    assert image.pixelColor(33, 33).name() == middle
