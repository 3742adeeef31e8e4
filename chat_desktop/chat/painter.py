"""Paints laid-out messages: bubbles, names, quotes, reactions, what can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from chat_desktop.chat import metrics as m
from chat_desktop.chat.body_painter import BodyPainter, Look
from chat_desktop.chat.hits import Part
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.row_layout import Action, MessageLayout, Quote
from chat_desktop.core.rows import Delivery
from chat_desktop.look.avatar import paint_avatar
from chat_desktop.look.icons import paint_icon
from chat_desktop.look.tokens import Tokens, colour_index


class RowPainter:
    """Paints the messages of one theme. Positions are those of the row's content."""

    def __init__(self, tokens: Tokens, faces: Faces) -> None:
        self.tokens = tokens
        self._faces = faces
        self._bodies = BodyPainter(tokens, faces)
        self._pen = {
            name: QPen(QColor(getattr(tokens, name)))
            for name in ("text", "text_soft", "text_faint", "accent_text", "danger_text", "border")
        }
        self._ink = {
            name: QColor(getattr(tokens, name))
            for name in ("bubble", "bubble_mine", "field", "accent_soft", "danger_soft")
        }

    def colour_of(self, user: str | None) -> QColor:
        """Return the colour of somebody's name."""
        if user is None:
            return QColor(self.tokens.text_soft)
        return QColor(self.tokens.authors[colour_index(user)])

    def message(self, painter: QPainter, row: MessageLayout, look: Look) -> None:
        """Paint a message at the painter's origin."""
        if row.avatar is not None:
            paint_avatar(painter, row.avatar, row.row.by, row.name)
        if row.row.delivery is Delivery.SENDING:
            # The bubble alone is pale: its text has to be read.
            painter.setOpacity(0.55)
        self._bubble(painter, row)
        painter.setOpacity(1.0)
        if row.name_rect is not None:
            base = row.name_rect.y() + self._faces.name_metrics.ascent() + 1.5
            painter.setFont(self._faces.name)
            painter.setPen(self.colour_of(row.row.by))
            painter.drawText(QPointF(row.name_rect.x(), base), row.shown_name)
        if row.quote is not None and row.quote_rect is not None:
            self._quote(painter, row, row.quote, row.quote_rect, look)
        painter.save()
        # Stacked marks reach far out of their line; they must not reach into other rows.
        painter.setClipRect(row.bubble.adjusted(-2, 0, 2, 0), Qt.ClipOperation.IntersectClip)
        painter.translate(row.body_at)
        self._bodies.paint(painter, row.body, look)
        painter.restore()
        self._text(painter, row.time_at, row.time, "text_faint", self._faces.tiny)
        if row.mine and not row.outlined:
            self._mark(painter, row)
        if row.ring is not None:
            self._ring(painter, row.ring, look.left)
        self._chips(painter, row, look)
        self._actions(painter, row, look)

    def _bubble(self, painter: QPainter, row: MessageLayout) -> None:
        if row.outlined:
            painter.setPen(self._pen["border"])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            rect = row.bubble.adjusted(0.5, 0.5, -0.5, -0.5)
        elif row.framed:
            failed = row.row.delivery is Delivery.FAILED
            ink = "danger_soft" if failed else "bubble_mine" if row.mine else "bubble"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ink[ink])
            rect = row.bubble
        else:
            return
        self._outline(painter, row, rect, m.BUBBLE_RADIUS)

    def _outline(self, painter: QPainter, row: MessageLayout, rect: QRectF, radius: float) -> None:
        if row.starts:
            painter.drawPath(_tipped(rect, right=row.at_right))
        else:
            painter.drawRoundedRect(rect, radius, radius)

    def _quote(
        self, painter: QPainter, row: MessageLayout, quote: Quote, rect: QRectF, look: Look
    ) -> None:
        colour = self.colour_of(quote.by)
        faces = self._faces
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        x = rect.right() - m.QUOTE_RAIL if row.mirrored else rect.x()
        rail = QRectF(x, rect.y() + 1, m.QUOTE_RAIL, rect.height() - 2)
        painter.drawRoundedRect(rail, 1.5, 1.5)
        over = look.over(Part.QUOTE)
        half = rect.height() / 2
        base = round((half - faces.small_metrics.height()) / 2 + faces.small_metrics.ascent())
        for line, (text, face, metrics) in enumerate(
            (
                (quote.name, faces.small_bold, faces.small_bold_metrics),
                (quote.text, faces.small, faces.small_metrics),
            )
        ):
            if row.mirrored:
                left = rect.right() - m.QUOTE_TEXT - metrics.horizontalAdvance(text)
            else:
                left = rect.x() + m.QUOTE_TEXT
            painter.setFont(face)
            painter.setPen(self._pen["text" if over else "text_soft"] if line else QPen(colour))
            painter.drawText(QPointF(left, rect.y() + line * half + base), text)

    def _mark(self, painter: QPainter, row: MessageLayout) -> None:
        """Paint how far one's own message has come, beside its time."""
        size = self._faces.mark
        x = row.time_at.x() + self._faces.tiny_metrics.horizontalAdvance(row.time) + m.MARK_GAP
        rect = QRectF(x, row.time_at.y() - round(size * 0.85), size, size)
        delivery = row.row.delivery
        if delivery is Delivery.SENT:
            paint_icon(painter, rect, "check", self.tokens.accent_text)
        elif delivery is Delivery.FAILED:
            paint_icon(painter, rect, "alert", self.tokens.danger_text)
        else:
            painter.setPen(QPen(QColor(self.tokens.text_faint), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            centre, part = rect.center(), size / 13
            painter.drawEllipse(centre, 4.6 * part, 4.6 * part)
            painter.drawLine(centre, centre + QPointF(0, -2.6) * part)
            painter.drawLine(centre, centre + QPointF(2.0, 0.8) * part)

    def _ring(self, painter: QPainter, rect: QRectF, left: float) -> None:
        """Paint how much of the time to undo is left."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = rect.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(QColor(self.tokens.border_strong), 2))
        painter.drawEllipse(inner)
        painter.setPen(QPen(QColor(self.tokens.accent_text), 2))
        painter.drawArc(inner, 90 * 16, round(left * 360 * 16))

    def _chips(self, painter: QPainter, row: MessageLayout, look: Look) -> None:
        tokens = self.tokens
        for chip in row.chips:
            over = look.over(Part.CHIP) and look.hovered and chip.emoji == look.hovered.emoji
            border = tokens.accent if chip.mine else tokens.border_strong if over else tokens.border
            painter.setPen(QColor(border))
            painter.setBrush(self._ink["accent_soft" if chip.mine else "field"])
            if over:
                painter.setBrush(QColor(tokens.selected if look.down else tokens.hover))
            frame = chip.rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
            faces = self._faces
            width = faces.emoji_metrics.horizontalAdvance(chip.shown)
            metrics = faces.small_metrics
            base = chip.rect.y() + (chip.rect.height() - metrics.height()) / 2 + metrics.ascent()
            painter.setFont(faces.emoji)
            painter.setPen(self._pen["text"])
            painter.drawText(QPointF(chip.rect.x() + 9, base + 0.5), chip.shown)
            ink = "accent_text" if chip.mine else "text_soft"
            at = QPointF(chip.rect.x() + 9 + width + 5, base)
            self._text(painter, at, chip.count, ink, faces.small_bold)

    def _actions(self, painter: QPainter, row: MessageLayout, look: Look) -> None:
        if row.problem_at is not None:
            self._text(painter, row.problem_at, row.problem, "danger_text", self._faces.small)
        for rect, action, text in row.actions:
            over = look.hovered is not None and action is look.hovered.action
            if over:
                wide = 8 if action is Action.SHOW_ALL else 0
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self.tokens.selected if look.down else self.tokens.hover))
                painter.drawRoundedRect(rect.adjusted(-wide, 0, wide, 0), 6, 6)
            painter.setFont(self._faces.small_bold)
            painter.setPen(self._pen["accent_text"])
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def focus(self, painter: QPainter, row: MessageLayout) -> None:
        """Paint the frame around the message that has the keyboard's focus."""
        painter.setPen(QPen(QColor(self.tokens.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._outline(painter, row, row.bubble.adjusted(-2, -2, 2, 2), m.BUBBLE_RADIUS + 2)

    def pick(self, painter: QPainter, disc: QRectF, *, picked: bool, over: bool) -> None:
        """Paint the mark that says whether a message is picked."""
        tokens = self.tokens
        if picked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_hover if over else tokens.accent))
            painter.drawEllipse(disc)
            paint_icon(painter, disc.adjusted(4, 4, -4, -4), "tick", tokens.on_accent)
        else:
            painter.setPen(QPen(QColor(tokens.accent if over else tokens.border_strong), 1.5))
            painter.setBrush(QColor(tokens.field))
            painter.drawEllipse(disc.adjusted(0.75, 0.75, -0.75, -0.75))

    def _text(self, painter: QPainter, at: QPointF, text: str, ink: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(self._pen[ink])
        painter.drawText(at, text)


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
