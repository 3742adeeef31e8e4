"""Draws the canvas: its rows where they stand, with what is above each and how it looks now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from chat_desktop.chat import labels
from chat_desktop.chat import metrics as m
from chat_desktop.chat.body_painter import Look
from chat_desktop.chat.identity import identity
from chat_desktop.chat.labels import translate
from chat_desktop.chat.layouts import lead_height
from chat_desktop.chat.line_painter import LinePainter
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.painter import RowPainter
from chat_desktop.chat.row_layout import MessageLayout
from chat_desktop.core.rows import MessageRow
from chat_desktop.look.tokens import Tokens

if TYPE_CHECKING:
    from chat_desktop.chat.canvas import Canvas

DISC: Final = 20
"""The mark of a picked message."""


class Picture:
    """The picture of one canvas in one theme and one size of text."""

    def __init__(self, canvas: Canvas, tokens: Tokens, faces: Faces) -> None:
        self._canvas = canvas
        self._tokens = tokens
        self._faces = faces
        self._rows = RowPainter(tokens, faces)
        self._lines = LinePainter(tokens, faces)

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint what lies in an area of the viewport."""
        canvas = self._canvas
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # A text runs as its letters do, whichever way the windows run.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.fillRect(area, QColor(self._tokens.window))
        if not any(isinstance(row, MessageRow) for row in canvas.rows):
            self._empty(painter)
        for index, top, height in canvas.column.visible():
            if top + height >= area.top() and top <= area.bottom():
                self._row(painter, index, top)

    def day_pill(self, index: int, top: int) -> QRectF | None:
        """Return where the pill of the day's line above a row is that begins at `top`."""
        lead = self._canvas.leads[index]
        if lead.day is None:
            return None
        y = top + (self._faces.beginning_height if lead.beginning else m.TOP if lead.first else 0)
        text = labels.day_label(lead.day, self._canvas.today)
        return self._lines.day_pill(y, self._canvas.viewport().width(), text)

    def disc(self, layout: MessageLayout, content: float) -> QRectF:
        """Return where the mark of a message is while messages are being picked."""
        width = self._canvas.viewport().width()
        x = width - m.SIDE - DISC if layout.mirrored else m.SIDE
        return QRectF(x, content + min(layout.bubble.height() / 2, 40) - DISC / 2, DISC, DISC)

    def _row(self, painter: QPainter, index: int, top: int) -> None:
        canvas = self._canvas
        row, lead = canvas.rows[index], canvas.leads[index]
        width = canvas.viewport().width()
        y = top
        if lead.beginning:
            self._lines.beginning(painter, y, width, canvas.title)
            y += self._faces.beginning_height
        elif lead.first:
            y += m.TOP
        if lead.day is not None:
            over = canvas.hovered_day == index
            text = labels.day_label(lead.day, canvas.today)
            self._lines.day(painter, y, width, text, over)
            y += self._faces.day_height
        if lead.unread:
            self._lines.unread(painter, y, width, mirrored=canvas.mirrored)
        content = top + lead_height(row, lead, self._faces)
        layout = canvas.layout_of(index)
        tint = canvas.tint_of(identity(row))
        if tint > 0:
            area = QRectF(0, content - 4, width, layout.height + 8)
            self._lines.tint(painter, area, tint)
        if not isinstance(layout, MessageLayout):
            painter.save()
            painter.translate(0, content)
            self._lines.line(painter, layout, width)
            painter.restore()
            return
        if canvas.picking:
            self._pick(painter, index, layout, content)
        painter.save()
        painter.translate(canvas.shift_of(layout), content)
        if identity(row) == canvas.focused and canvas.hasFocus():
            self._rows.focus(painter, layout)
        self._rows.message(painter, layout, self._look(index, layout))
        painter.restore()

    def _pick(self, painter: QPainter, index: int, layout: MessageLayout, content: int) -> None:
        canvas = self._canvas
        if not canvas.may_pick(layout.row):
            return
        over = canvas.hovered is not None and canvas.hovered.index == index
        picked = canvas.is_picked(layout.row)
        if picked:
            area = QRectF(0, content - 2, canvas.viewport().width(), layout.height + 4)
            self._lines.tint(painter, area, 1.0)
        disc = self.disc(layout, content)
        self._rows.pick(painter, disc, picked=picked, over=over)

    def _look(self, index: int, layout: MessageLayout) -> Look:
        canvas = self._canvas
        hovered = canvas.hovered if canvas.hovered and canvas.hovered.index == index else None
        return Look(
            selected=self._selected(index, layout),
            hovered=None if canvas.picking else hovered,
            down=canvas.pressed is not None and canvas.pressed == hovered,
            marks=canvas.highlights,
            copied=canvas.copied,
            left=canvas.undo_left(layout.row),
        )

    def _selected(self, index: int, layout: MessageLayout) -> tuple[int, int] | None:
        canvas = self._canvas
        if canvas.selection is None:
            return None
        return canvas.selection.covers(index, layout.body.length, canvas.model.index_of)

    def _empty(self, painter: QPainter) -> None:
        canvas = self._canvas
        first = next(canvas.column.visible(), None)
        free = canvas.viewport().height() if first is None else first[1]
        area = QRectF(0, 0, canvas.viewport().width(), free)
        if not canvas.loaded or free < 2 * self._faces.name_height:
            return
        if canvas.at_end and canvas.leads.at_start:
            if first is not None:
                return
            title = translate("Chat", "No messages yet. Say hello")
            detail = translate("Chat", "Everyone in the group will see what you write.")
            self._lines.empty(painter, area, title, detail)
        else:
            self._lines.empty(painter, area, translate("Chat", "Loading messages…"), "")
