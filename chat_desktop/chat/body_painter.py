"""Paints the text of messages: its pieces, quotes, code, links, what is selected and found."""

from __future__ import annotations

from msgspec import Struct, field
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout

from chat_desktop.chat import metrics as m
from chat_desktop.chat.body import Body, Piece, copy_button, lines_in
from chat_desktop.chat.highlights import Highlights
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.metrics import Faces
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.tokens import Tokens


class Look(Struct, frozen=True):
    """How a message looks at the moment, beyond what it says."""

    selected: tuple[int, int] | None = None
    hovered: Hit | None = None
    down: bool = False
    """Whether the mouse button is down on what is hovered."""
    marks: Highlights = field(default_factory=Highlights)
    copied: Piece | None = None
    """The block of code that has just been copied."""
    left: float = 0.0
    """How much of the time to undo is left, from 1 to 0."""

    def over(self, part: Part) -> bool:
        return self.hovered is not None and self.hovered.part is part


class BodyPainter:
    """Paints bodies in one theme, at the painter's origin."""

    def __init__(self, tokens: Tokens, faces: Faces) -> None:
        self._tokens = tokens
        self._faces = faces
        self._selected = QTextCharFormat()
        self._selected.setBackground(QColor(tokens.selection))
        self._selected.setForeground(QColor(tokens.text))
        self._marked = QTextCharFormat()
        self._marked.setBackground(QColor(tokens.mark))
        self._marked.setForeground(QColor(tokens.on_mark))
        self._text = QPen(QColor(tokens.text))
        self._soft = QPen(QColor(tokens.text_soft))
        self._link = QPen(QColor(tokens.accent_text))
        self._rail = QColor(tokens.border_strong)
        self._inline = QColor(tokens.inline_code)

    def paint(self, painter: QPainter, body: Body, look: Look) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._rail)
        for rail in body.rails:
            bar = QRectF(rail.x, rail.upper + 1, m.QUOTE_RAIL, rail.lower - rail.upper - 2)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        hovered = look.hovered
        for piece in body.pieces:
            over = hovered is not None and hovered.piece is piece
            if piece.box is not None:
                self._code_box(painter, piece, piece.box, look, over)
            self._piece(painter, piece, look)
            if piece.line.marker:
                self._marker(painter, piece)
            if over and hovered is not None and hovered.part is Part.LINK:
                self._underline(painter, piece, *hovered.link_range)

    def _piece(self, painter: QPainter, piece: Piece, look: Look) -> None:
        if piece.code:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._inline)
            for start, end in piece.code:
                for rect in lines_in(piece, start, end):
                    rect.translate(piece.x, piece.y)
                    painter.drawRoundedRect(rect.adjusted(-1.5, 0.5, 1.5, 0.5), 4, 4)
        painter.setPen(self._text)
        ranges: list[QTextLayout.FormatRange] = []
        if look.marks:
            ranges += [_range(*found, self._marked) for found in look.marks.find(piece.text)]
        if look.selected is not None:
            start = max(0, look.selected[0] - piece.start)
            end = min(piece.length, look.selected[1] - piece.start)
            if start < end:
                ranges.append(_range(start, end, self._selected))
        piece.layout.draw(painter, QPointF(piece.x, piece.y), ranges)

    def _code_box(
        self, painter: QPainter, piece: Piece, box: QRectF, look: Look, over: bool
    ) -> None:
        tokens = self._tokens
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(tokens.field))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        copied = look.copied is piece
        if not over and not copied:
            return
        button = copy_button(box)
        at_button = over and look.over(Part.COPY)
        down = at_button and look.down
        painter.setBrush(QColor(tokens.selected if down else tokens.hover))
        painter.setPen(QColor(tokens.border_strong if at_button else tokens.border))
        painter.drawRoundedRect(button.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ink = tokens.accent_text if copied else tokens.text if at_button else tokens.text_soft
        inner = button.adjusted(5, 5, -5, -5)
        paint_icon(painter, inner, "check" if copied else "copy", ink)

    def _marker(self, painter: QPainter, piece: Piece) -> None:
        line = piece.layout.lineAt(0)
        painter.setFont(self._faces.body)
        painter.setPen(self._soft)
        width = self._faces.body_metrics.horizontalAdvance(piece.line.marker)
        x = piece.x + piece.room + 8 if piece.rtl else max(0.0, piece.x - 8 - width)
        painter.drawText(QPointF(x, piece.y + line.y() + line.ascent()), piece.line.marker)

    def _underline(self, painter: QPainter, piece: Piece, start: int, end: int) -> None:
        painter.setPen(self._link)
        for rect in lines_in(piece, start, end):
            y = round(piece.y + rect.bottom() - 2) + 0.5
            painter.drawLine(QPointF(piece.x + rect.x(), y), QPointF(piece.x + rect.right(), y))


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made
