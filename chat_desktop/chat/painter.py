"""Paints laid-out rows: bubbles, text, quotes, code, reactions, lines between days."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTextCharFormat, QTextLayout

from chat_desktop.chat import metrics as m
from chat_desktop.chat.document import Body, Piece, copy_button, lines_in
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.labels import translate
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.row_layout import LineLayout, MessageLayout
from chat_desktop.core.rows import Delivery
from chat_desktop.look.avatar import paint_avatar
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.tokens import Tokens, colour_index


class RowPainter:
    """Paints the rows of one theme. Positions are those of the row's content."""

    def __init__(self, tokens: Tokens, faces: Faces) -> None:
        self.tokens = tokens
        self._faces = faces
        self._selected = QTextCharFormat()
        self._selected.setBackground(QColor(tokens.selection))
        self._pen = {
            name: QPen(QColor(getattr(tokens, name)))
            for name in ("text", "text_soft", "text_faint", "accent_text", "danger_text", "border")
        }
        self._ink = {
            name: QColor(getattr(tokens, name))
            for name in (
                "bubble",
                "bubble_mine",
                "field",
                "inline_code",
                "accent_soft",
                "danger_soft",
            )
        }

    def colour_of(self, user: str | None) -> QColor:
        """Return the colour of somebody's name."""
        if user is None:
            return QColor(self.tokens.text_soft)
        return QColor(self.tokens.authors[colour_index(user)])

    # --- messages

    def message(
        self,
        painter: QPainter,
        row: MessageLayout,
        selected: tuple[int, int] | None,
        hovered: Hit | None,
    ) -> None:
        """Paint a message at the painter's origin."""
        waiting = row.row.delivery is Delivery.SENDING
        if row.avatar is not None:
            paint_avatar(painter, row.avatar, row.row.by, row.name)
        self._bubble(painter, row)
        if row.name_rect is not None:
            painter.setFont(self._faces.name)
            painter.setPen(self.colour_of(row.row.by))
            self._baseline(
                painter, row.name_rect, row.shown_name, self._faces.name_metrics.ascent()
            )
        if row.quote is not None and row.quote_rect is not None:
            self._quote(
                painter, row, row.quote_rect, hovered is not None and hovered.part is Part.QUOTE
            )
        if waiting:
            painter.setOpacity(0.6)
        painter.save()
        # Stacked marks reach far out of their line; they must not reach into other rows.
        painter.setClipRect(row.bubble.adjusted(-2, 0, 2, 0), Qt.ClipOperation.IntersectClip)
        painter.translate(row.body_at)
        self._body(painter, row.body, selected, hovered)
        painter.restore()
        painter.setOpacity(1.0)
        if row.note_at is not None:
            self._text(painter, row.note_at, row.note, "text_soft", self._faces.small)
        self._text(painter, row.time_at, row.time, "text_faint", self._faces.tiny)
        if row.mine and not row.row.deleted:
            self._mark(painter, row)
        self._chips(painter, row, hovered)
        self._problem(painter, row, hovered)

    def _bubble(self, painter: QPainter, row: MessageLayout) -> None:
        if not row.framed and not row.row.deleted:
            return
        if row.row.deleted:
            painter.setPen(self._pen["border"])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            rect = row.bubble.adjusted(0.5, 0.5, -0.5, -0.5)
        else:
            failed = row.row.delivery is Delivery.FAILED
            ink = "danger_soft" if failed else "bubble_mine" if row.mine else "bubble"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink[ink])
            rect = row.bubble
        if not row.starts:
            painter.drawRoundedRect(rect, m.BUBBLE_RADIUS, m.BUBBLE_RADIUS)
        else:
            painter.drawPath(_tipped(rect, right=row.mine))

    def _quote(self, painter: QPainter, row: MessageLayout, rect: QRectF, hovered: bool) -> None:
        quote = row.quote
        if quote is None:
            return
        colour = self.colour_of(quote.by)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        rail = QRectF(rect.x(), rect.y() + 1, m.QUOTE_RAIL, rect.height() - 2)
        painter.drawRoundedRect(rail, 1.5, 1.5)
        x = rect.x() + m.QUOTE_TEXT
        painter.setFont(self._faces.small_bold)
        painter.setPen(colour)
        painter.drawText(QPointF(x, rect.y() + 13), quote.name)
        ink = "text" if hovered else "text_soft"
        self._text(painter, QPointF(x, rect.y() + 31), quote.text, ink, self._faces.small)

    def _body(
        self,
        painter: QPainter,
        body: Body,
        selected: tuple[int, int] | None,
        hovered: Hit | None,
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.tokens.border_strong))
        for x, upper, lower in body.rails:
            painter.drawRoundedRect(QRectF(x, upper + 1, 3, lower - upper - 2), 1.5, 1.5)
        for piece in body.pieces:
            if piece.box is not None:
                self._code_box(painter, piece.box, hovered is not None and hovered.piece is piece)
            self._piece(painter, piece, selected)
            if piece.line.marker:
                self._marker(painter, piece)
            if hovered is not None and hovered.part is Part.LINK and hovered.piece is piece:
                self._underline(painter, piece, *hovered.link_range)

    def _piece(self, painter: QPainter, piece: Piece, selected: tuple[int, int] | None) -> None:
        if piece.code:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink["inline_code"])
            for start, end in piece.code:
                for rect in lines_in(piece, start, end):
                    rect.translate(piece.x, piece.y)
                    painter.drawRoundedRect(rect.adjusted(-1.5, 0.5, 1.5, 0.5), 4, 4)
        painter.setPen(self._pen["text"])
        ranges: list[QTextLayout.FormatRange] = []
        if selected is not None:
            start = max(0, selected[0] - piece.start)
            end = min(piece.length, selected[1] - piece.start)
            if start < end:
                shown = QTextLayout.FormatRange()
                shown.start, shown.length = start, end - start
                shown.format = self._selected
                ranges.append(shown)
        piece.layout.draw(painter, QPointF(piece.x, piece.y), ranges)

    def _code_box(self, painter: QPainter, box: QRectF, hovered: bool) -> None:
        painter.setPen(self._pen["border"])
        painter.setBrush(self._ink["field"])
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if hovered:
            button = copy_button(box)
            painter.setBrush(QColor(self.tokens.hover))
            painter.drawRoundedRect(button.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            paint_icon(painter, button.adjusted(5, 5, -5, -5), "copy", self.tokens.text_soft)

    def _marker(self, painter: QPainter, piece: Piece) -> None:
        line = piece.layout.lineAt(0)
        painter.setFont(self._faces.body)
        painter.setPen(self._pen["text_soft"])
        width = self._faces.body_metrics.horizontalAdvance(piece.line.marker)
        x = max(0.0, piece.x - 8 - width)
        painter.drawText(QPointF(x, piece.y + line.y() + line.ascent()), piece.line.marker)

    def _underline(self, painter: QPainter, piece: Piece, start: int, end: int) -> None:
        painter.setPen(self._pen["accent_text"])
        for rect in lines_in(piece, start, end):
            y = round(piece.y + rect.bottom() - 2) + 0.5
            painter.drawLine(QPointF(piece.x + rect.x(), y), QPointF(piece.x + rect.right(), y))

    def _mark(self, painter: QPainter, row: MessageLayout) -> None:
        """Paint how far one's own message has come, beside its time."""
        x = row.time_at.x() + self._faces.tiny_metrics.horizontalAdvance(row.time) + 4
        rect = QRectF(x, row.time_at.y() - 11, 13, 13)
        delivery = row.row.delivery
        if delivery is Delivery.SENT:
            paint_icon(painter, rect, "check", self.tokens.accent_text)
        elif delivery is Delivery.FAILED:
            paint_icon(painter, rect, "alert", self.tokens.danger)
        else:
            pen = QPen(QColor(self.tokens.text_faint), 1.2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            centre = rect.center()
            painter.drawEllipse(centre, 4.6, 4.6)
            painter.drawLine(centre, centre + QPointF(0, -2.6))
            painter.drawLine(centre, centre + QPointF(2.0, 0.8))

    def _chips(self, painter: QPainter, row: MessageLayout, hovered: Hit | None) -> None:
        tokens = self.tokens
        for chip in row.chips:
            over = hovered is not None and chip.emoji == hovered.emoji
            border = tokens.accent if chip.mine else tokens.border_strong if over else tokens.border
            painter.setPen(QColor(border))
            painter.setBrush(self._ink["accent_soft" if chip.mine else "field"])
            frame = chip.rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
            width = self._faces.emoji_metrics.horizontalAdvance(chip.shown)
            painter.setFont(self._faces.emoji)
            painter.setPen(self._pen["text"])
            base = chip.rect.y() + 17
            painter.drawText(QPointF(chip.rect.x() + 9, base), chip.shown)
            ink = "accent_text" if chip.mine else "text_soft"
            at = QPointF(chip.rect.x() + 9 + width + 5, base - 0.5)
            self._text(painter, at, chip.count, ink, self._faces.small_bold)

    def _problem(self, painter: QPainter, row: MessageLayout, hovered: Hit | None) -> None:
        if row.problem_at is None:
            return
        self._text(painter, row.problem_at, row.problem, "danger_text", self._faces.small)
        for rect, action, text in row.actions:
            if hovered is not None and action is hovered.action:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self.tokens.hover))
                painter.drawRoundedRect(rect, 6, 6)
            painter.setFont(self._faces.small_bold)
            painter.setPen(self._pen["accent_text"])
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def focus(self, painter: QPainter, row: MessageLayout) -> None:
        """Paint the frame around the message that has the keyboard's focus."""
        painter.setPen(QPen(QColor(self.tokens.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = row.bubble.adjusted(-2, -2, 2, 2)
        if row.starts:
            painter.drawPath(_tipped(frame, right=row.mine))
        else:
            painter.drawRoundedRect(frame, m.BUBBLE_RADIUS + 2, m.BUBBLE_RADIUS + 2)

    # --- what is no message

    def line(self, painter: QPainter, row: LineLayout, width: int) -> None:
        """Paint a notice or a hole as a centred line."""
        painter.setFont(self._faces.small)
        painter.setPen(self._pen["text_soft"])
        painter.drawText(QRectF(0, 0, width, row.height), Qt.AlignmentFlag.AlignCenter, row.text)

    def day(self, painter: QPainter, y: float, width: int, text: str) -> None:
        """Paint a day's line with its pill, `DAY_HEIGHT` high."""
        pill_width = self._faces.tiny_bold_metrics.horizontalAdvance(text) + 24
        pill = QRectF((width - pill_width) / 2, y + 8, pill_width, m.DAY_PILL)
        pill.moveLeft(round(pill.left()))
        centre = round(pill.center().y()) + 0.5
        painter.setPen(self._pen["border"])
        painter.drawLine(QPointF(m.SIDE, centre), QPointF(width - m.SIDE, centre))
        painter.setBrush(QColor(self.tokens.window))
        frame = pill.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setFont(self._faces.tiny_bold)
        painter.setPen(self._pen["text_soft"])
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def unread(self, painter: QPainter, y: float, width: int) -> None:
        """Paint the line above the first unread message, `UNREAD_HEIGHT` high."""
        text = translate("Chat", "New")
        danger = QColor(self.tokens.danger)
        pill_width = self._faces.tiny_bold_metrics.horizontalAdvance(text) + 14
        centre = y + 14.5
        right = width - m.SIDE
        painter.setPen(danger)
        painter.drawLine(QPointF(m.SIDE, centre), QPointF(right - pill_width, centre))
        pill = QRectF(right - pill_width, centre - m.UNREAD_PILL / 2, pill_width, m.UNREAD_PILL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(danger)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(self.tokens.on_danger))
        painter.setFont(self._faces.tiny_bold)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def beginning(self, painter: QPainter, y: float, width: int, title: str) -> None:
        """Paint the head of a group's timeline, `BEGINNING_HEIGHT` high."""
        room = max(40, width - 2 * m.SIDE)
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._faces.title)
        painter.setPen(self._pen["text"])
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(m.SIDE, y + 18, room, 30), centred, shown)
        painter.setFont(self._faces.small)
        painter.setPen(self._pen["text_soft"])
        text = translate("Chat", "This is where the group begins")
        painter.drawText(QRectF(m.SIDE, y + 50, room, 20), centred, text)

    def tint(self, painter: QPainter, area: QRectF, strength: float) -> None:
        """Tint a row by a strength from 0 to 1."""
        colour = QColor(self.tokens.accent)
        colour.setAlphaF(min(1.0, max(0.0, strength * 0.22)))
        painter.fillRect(area, colour)

    def empty(self, painter: QPainter, area: QRectF, text: str, detail: str) -> None:
        """Paint the words of a canvas without rows."""
        centred = Qt.AlignmentFlag.AlignCenter
        middle = area.center().y()
        painter.setFont(self._faces.name)
        painter.setPen(self._pen["text_soft"])
        painter.drawText(QRectF(area.x(), middle - 24, area.width(), 22), centred, text)
        painter.setFont(self._faces.small)
        painter.setPen(self._pen["text_faint"])
        painter.drawText(QRectF(area.x(), middle, area.width(), 20), centred, detail)

    # --- pieces of painting

    def _text(self, painter: QPainter, at: QPointF, text: str, ink: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(self._pen[ink])
        painter.drawText(at, text)

    def _baseline(self, painter: QPainter, rect: QRectF, text: str, ascent: float) -> None:
        painter.drawText(QPointF(rect.x(), rect.y() + ascent + 1.5), text)


def _tipped(rect: QRectF, *, right: bool) -> QPainterPath:
    """Return a rounded rectangle with a sharper upper corner towards its author."""
    radius, tip = float(m.BUBBLE_RADIUS), float(m.BUBBLE_TIP)
    left_radius, right_radius = (radius, tip) if right else (tip, radius)
    path = QPainterPath()
    path.moveTo(rect.left() + left_radius, rect.top())
    path.lineTo(rect.right() - right_radius, rect.top())
    size = 2 * right_radius
    path.arcTo(rect.right() - size, rect.top(), size, size, 90, -90)
    size = 2 * radius
    path.lineTo(rect.right(), rect.bottom() - radius)
    path.arcTo(rect.right() - size, rect.bottom() - size, size, size, 0, -90)
    path.lineTo(rect.left() + radius, rect.bottom())
    path.arcTo(rect.left(), rect.bottom() - size, size, size, 270, -90)
    size = 2 * left_radius
    path.lineTo(rect.left(), rect.top() + left_radius)
    path.arcTo(rect.left(), rect.top(), size, size, 180, -90)
    path.closeSubpath()
    return path
