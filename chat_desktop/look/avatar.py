"""Avatars: initials on a colour that belongs to the id, with a dot for presence."""

from __future__ import annotations

import unicodedata
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from chat_desktop.look.fonts import fixed_font
from chat_desktop.look.tokens import AVATARS, ON_AVATAR, Tokens, colour_index


class Presence(Enum):
    """What the dot on an avatar says."""

    ONLINE = "online"
    OFFLINE = "offline"


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
) -> None:
    """Paint the initials avatar: a disc for people, a rounded square for groups."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(AVATARS[colour_index(id)]))
    if square:
        corner = rect.width() * 0.25
        painter.drawRoundedRect(rect, corner, corner)
    else:
        painter.drawEllipse(rect)
    painter.setPen(QColor(ON_AVATAR))
    painter.setFont(fixed_font(max(9, round(rect.width() * 0.38)), QFont.Weight.DemiBold))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


def paint_presence(
    painter: QPainter, avatar: QRectF, presence: Presence, tokens: Tokens, ground: str
) -> None:
    """Paint the dot at the lower right of an avatar, cut out of it by a ring of the `ground`."""
    radius = 4.5 if avatar.width() < 48 else 7.0
    centre = QPointF(avatar.right() - radius + 1.5, avatar.bottom() - radius + 1.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(centre, radius + 2, radius + 2)
    painter.setBrush(QColor(getattr(tokens, presence.value)))
    painter.drawEllipse(centre, radius, radius)
    if presence is Presence.OFFLINE:
        painter.setBrush(QColor(ground))
        painter.drawEllipse(centre, radius - 2, radius - 2)
    painter.restore()
