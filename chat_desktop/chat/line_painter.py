"""Paints what is no message: notices, holes, day lines, the unread line, beginnings, no rows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chat_desktop.chat import metrics as m
from chat_desktop.chat.labels import translate
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.row_layout import LineLayout
from chat_desktop.look.tokens import Tokens

CENTRED = Qt.AlignmentFlag.AlignCenter

# Below a line there is the gap above the next bubble, too: both stand midway between bubbles.
DAY_ABOVE: Final = 14
UNREAD_ABOVE: Final = 11


class LinePainter:
    """Paints across the whole width of the canvas, in one theme."""

    def __init__(self, tokens: Tokens, faces: Faces) -> None:
        self.tokens = tokens
        self._faces = faces
        self._border = QPen(QColor(tokens.border))
        self._soft = QPen(QColor(tokens.text_soft))

    def line(self, painter: QPainter, row: LineLayout, width: int) -> None:
        """Paint a notice or a hole at the painter's origin."""
        if row.detail:
            self._hole(painter, row, width)
            return
        painter.setFont(self._faces.small)
        painter.setPen(self._soft)
        painter.drawText(QRectF(0, 0, width, row.height), CENTRED, row.text)

    def _hole(self, painter: QPainter, row: LineLayout, width: int) -> None:
        """Paint a calm card across the width, torn out of the timeline by broken lines."""
        card = QRectF(m.SIDE, 4.5, width - 2 * m.SIDE, row.height - 9)
        painter.fillRect(card, QColor(self.tokens.sidebar))
        pen = QPen(QColor(self.tokens.border_strong), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for y in (card.top(), card.bottom()):
            painter.drawLine(QPointF(card.left(), y), QPointF(card.right(), y))
        middle = row.height / 2
        line = self._faces.quote_height / 2
        painter.setPen(self._soft)
        painter.setFont(self._faces.small_bold)
        painter.drawText(QRectF(card.x(), middle - line, card.width(), line), CENTRED, row.text)
        painter.setFont(self._faces.small)
        painter.drawText(QRectF(card.x(), middle, card.width(), line), CENTRED, row.detail)

    def day_pill(self, y: float, width: int, text: str) -> QRectF:
        """Return where the pill of a day's line is that begins at `y`."""
        wide = self._faces.tiny_bold_metrics.horizontalAdvance(text) + 24
        pill = QRectF((width - wide) / 2, y + DAY_ABOVE, wide, self._faces.day_pill)
        pill.moveLeft(round(pill.left()))
        return pill

    def day(self, painter: QPainter, y: float, width: int, text: str, hovered: bool) -> None:
        """Paint a day's line with its pill, `day_height` high."""
        pill = self.day_pill(y, width, text)
        centre = round(pill.center().y()) + 0.5
        painter.setPen(self._border)
        painter.drawLine(QPointF(m.SIDE, centre), QPointF(width - m.SIDE, centre))
        if hovered:
            painter.setPen(QColor(self.tokens.border_strong))
        painter.setBrush(QColor(self.tokens.hover if hovered else self.tokens.window))
        frame = pill.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setFont(self._faces.tiny_bold)
        painter.setPen(QColor(self.tokens.text) if hovered else self._soft)
        painter.drawText(pill, CENTRED, text)

    def unread(self, painter: QPainter, y: float, width: int, *, mirrored: bool = False) -> None:
        """Paint the line above the first unread message, `unread_height` high."""
        text = translate("Chat", "New")
        danger = QColor(self.tokens.danger)
        faces = self._faces
        wide = faces.tiny_bold_metrics.horizontalAdvance(text) + 14
        centre = round(y + UNREAD_ABOVE + faces.unread_pill / 2) + 0.5
        left = m.SIDE if mirrored else width - m.SIDE - wide
        pill = QRectF(left, centre - faces.unread_pill / 2, wide, faces.unread_pill)
        painter.setPen(danger)
        painter.drawLine(QPointF(m.SIDE, centre), QPointF(width - m.SIDE, centre))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(danger)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(self.tokens.on_danger))
        painter.setFont(faces.tiny_bold)
        painter.drawText(pill, CENTRED, text)

    def beginning(self, painter: QPainter, y: float, width: int, title: str) -> None:
        """Paint the head of a group's timeline, `beginning_height` high."""
        room = max(40, width - 2 * m.SIDE)
        faces = self._faces
        painter.setFont(faces.title)
        painter.setPen(QColor(self.tokens.text))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        high = metrics.height() + 6
        painter.drawText(QRectF(m.SIDE, y + 18, room, high), CENTRED, shown)
        painter.setFont(faces.small)
        painter.setPen(self._soft)
        text = translate("Chat", "This is where the group begins")
        painter.drawText(QRectF(m.SIDE, y + 20 + high, room, faces.line), CENTRED, text)

    def tint(self, painter: QPainter, area: QRectF, strength: float) -> None:
        """Tint a row by a strength from 0 to 1."""
        colour = QColor(self.tokens.accent)
        colour.setAlphaF(min(1.0, max(0.0, strength * 0.22)))
        painter.fillRect(area, colour)

    def empty(self, painter: QPainter, area: QRectF, text: str, detail: str) -> None:
        """Paint the words of a canvas without rows."""
        middle = area.center().y()
        line = self._faces.line
        if not detail:
            painter.setPen(self._soft)
            painter.setFont(self._faces.body)
            painter.drawText(area, CENTRED, text)
            return
        title = QRectF(area.x(), middle - 2 * line, area.width(), 2 * line)
        painter.setPen(QColor(self.tokens.text))
        painter.setFont(self._faces.title)
        painter.drawText(title, CENTRED, text)
        painter.setPen(self._soft)
        painter.setFont(self._faces.body)
        painter.drawText(QRectF(area.x(), middle, area.width(), line), CENTRED, detail)
