"""Avatars: initials on a colour that belongs to the id, with a dot for presence."""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from chat_desktop.look.fonts import fixed_font
from chat_desktop.look.pictures import Pictures
from chat_desktop.look.tokens import AVATARS, ON_AVATAR, Tokens, colour_index

KEPT: Final = 256
"""So many pictures are kept: a window has some forty, and each is a few KB."""

_pictures: Final = Pictures(KEPT)


class Presence(Enum):
    """What the dot on an avatar says."""

    ONLINE = "online"
    OFFLINE = "offline"


@lru_cache(maxsize=1024)
def initials(name: str) -> str:
    """Return one or two letters or digits for a name, `?` where it has none."""
    words = [
        "".join(char for char in word if unicodedata.category(char)[0] in "LN")
        for word in unicodedata.normalize("NFC", name).replace("-", " ").replace("_", " ").split()
    ]
    words = [word for word in words if word]
    if not words:
        return "?"
    letters = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()[:2]


def paint_avatar(
    painter: QPainter,
    rect: QRectF,
    id: str,
    name: str,
    *,
    square: bool = False,
    opacity: float = 1.0,
) -> None:
    """Paint the initials avatar: a disc for people, a rounded square for groups."""
    shows = AVATARS[colour_index(id)], initials(name), square, opacity
    _pictures.paint(painter, rect, shows, lambda inside, box: _avatar(inside, box, *shows))


def _avatar(
    painter: QPainter, rect: QRectF, colour: str, letters: str, square: bool, opacity: float
) -> None:
    painter.setOpacity(opacity)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    if square:
        corner = rect.width() * 0.25
        painter.drawRoundedRect(rect, corner, corner)
    else:
        painter.drawEllipse(rect)
    painter.setPen(QColor(ON_AVATAR))
    painter.setFont(fixed_font(max(9, round(rect.width() * 0.38)), QFont.Weight.DemiBold))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)


def paint_presence(
    painter: QPainter, avatar: QRectF, presence: Presence, tokens: Tokens, ground: str
) -> None:
    """Paint the dot at the lower right of an avatar, cut out of it by a ring of the `ground`."""
    # The ring reaches `around` from the middle, rounded so that it begins with a whole pixel.
    radius, around = (4.5, 7.0) if avatar.width() < 48 else (7.0, 9.5)
    corner = radius - 1.5 + around
    box = QRectF(avatar.right() - corner, avatar.bottom() - corner, 2 * around, 2 * around)
    hollow = presence is Presence.OFFLINE
    shows = getattr(tokens, presence.value), ground, radius, hollow
    _pictures.paint(painter, box, shows, lambda inside, box: _presence(inside, box, *shows))


def _presence(
    painter: QPainter, box: QRectF, colour: str, ground: str, radius: float, hollow: bool
) -> None:
    centre = box.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(centre, radius + 2, radius + 2)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(centre, radius, radius)
    if hollow:
        painter.setBrush(QColor(ground))
        painter.drawEllipse(centre, radius - 2, radius - 2)
