"""The canvas of the chat view: rows, where they stand, how they are painted; no mouse, no keys."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from chat_desktop.chat import days, labels
from chat_desktop.chat import metrics as m
from chat_desktop.chat.batches import merged
from chat_desktop.chat.flash import Flash
from chat_desktop.chat.highlight import Ink, highlight
from chat_desktop.chat.hits import Hit, Part, hit_message
from chat_desktop.chat.identity import Identity, identity, seq_of
from chat_desktop.chat.labels import translate
from chat_desktop.chat.layouts import Layouts, lead_height
from chat_desktop.chat.leads import Leads
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.painter import RowPainter
from chat_desktop.chat.people import People
from chat_desktop.chat.row_layout import MessageLayout, RowLayout, Setting
from chat_desktop.chat.scrolling import Column
from chat_desktop.chat.selection import Selection
from chat_desktop.chat.timeline_model import TimelineModel
from chat_desktop.core.rows import Delivery, MessageRow, Row, Splice
from chat_desktop.look.tokens import LIGHT, Tokens
from chat_desktop.markdown.parse import parse

FRAME_MS: Final = 16
MINUTE_MS: Final = 60_000
NOTCH: Final = 60
"""Pixels that one step of a mouse wheel scrolls."""


class Canvas(QAbstractScrollArea):
    """Shows the rows of one timeline at an anchor that holds still while they change."""

    moved = Signal()
    """The rows in view are other ones, or stand elsewhere, or look different."""

    rowsArrived = Signal(object)
    """A tuple of the messages that were put after the last row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.people = People(lambda _user: None, None, lambda seq: self.model.message_at(seq))
        self.model = TimelineModel(lambda row: self.people.sentence(row), self)
        self.leads = Leads()
        self.title = ""
        self.selection: Selection | None = None
        self.focused: Identity | None = None
        self.hovered: Hit | None = None
        self._coloured = False
        self._tokens = LIGHT
        self._faces = Faces()
        self._painter = RowPainter(self._tokens, self._faces)
        self._layouts = Layouts(self._setting())
        self._column = Column(self._measure, m.BOTTOM)
        self._at_end = True
        self._edges = (False, True)
        self._loaded = False
        self._moving_bar = False
        self._wheel = 0.0
        self._queue: list[Splice] = []
        self._waiting = False
        self._flushed = 0.0
        self._frame = QTimer(self, singleShot=True)
        self._frame.timeout.connect(self.flush)
        self._flash = Flash(self)
        self._flash.faded.connect(self.viewport().update)
        self._today = days.today()
        self._midnight = QTimer(self, interval=MINUTE_MS)
        self._midnight.timeout.connect(self._turn_day)
        self._midnight.start()
        self.verticalScrollBar().valueChanged.connect(self._bar_moved)

    # --- rows

    @property
    def rows(self) -> Sequence[Row]:
        return self.model.rows

    @property
    def at_end(self) -> bool:
        return self._at_end

    def show_rows(
        self, rows: Iterable[Row], *, unread_after: int | None, at_start: bool, at_end: bool
    ) -> None:
        """Take other rows, at their end; `settle` shows them."""
        self._queue.clear()
        self._waiting = False
        self._frame.stop()
        self.selection = self.focused = self.hovered = None
        self._loaded = True
        self._at_end = self._column.follow = at_end
        self._edges = (at_start, at_end)
        self._layouts.forget_rows()
        self.model.reset(rows)
        self.leads.unread_after = unread_after
        self.leads.at_start = at_start
        self.leads.me = self.people.me
        self.leads.reset(self.rows)
        self._column.viewport = self.viewport().height()
        self._column.reset(self._guesses(0, len(self.rows)))

    def queue(
        self, splices: Iterable[Splice], at_start: bool | None = None, at_end: bool | None = None
    ) -> None:
        """Apply changes, those of one frame together; the edges are those after the last one."""
        self._queue.extend(splices)
        if at_start is not None:
            self._edges = (at_start, self._edges[1])
        if at_end is not None:
            self._edges = (self._edges[0], at_end)
        if not self._waiting:
            self._waiting = True
            since = (time.monotonic() - self._flushed) * 1000
            self._frame.start(max(0, round(FRAME_MS - since)))

    def flush(self) -> None:
        """Apply now what waits."""
        if not self._waiting:
            return
        self._waiting = False
        self._frame.stop()
        self.leads.at_start, self._at_end = self._edges
        self._column.follow = self._at_end
        splices, self._queue = merged(self._queue), []
        last = identity(self.rows[-1]) if self.rows else None
        touched: set[int] = set()
        seqs: set[int] = set()
        for splice in splices:
            self._splice(splice)
            end = splice.index + len(splice.rows)
            touched = {
                index if index < splice.index else index - splice.removed + len(splice.rows)
                for index in touched
            }
            touched.update((splice.index, end))
            seqs.update(seq for row in splice.rows if (seq := seq_of(row)) is not None)
        # A group's log begins with `joined`: what fills an empty view is read, not received.
        arrived = () if last is None else self.model.messages_after(last)
        self._before_settling(arrived)
        self._relead(touched)
        self._requote(seqs)
        if any(row.by == self.people.me and row.delivery is Delivery.SENDING for row in arrived):
            self._column.to_end()
        self._flushed = time.monotonic()
        self.settle()
        if arrived:
            self.rowsArrived.emit(arrived)

    def _splice(self, splice: Splice) -> None:
        anchor = identity(self.rows[self._column.anchor]) if self.rows else None
        names = [identity(row) for row in splice.rows]
        self.model.splice(splice)
        self.leads.splice(self.rows, splice)
        guesses = self._guesses(splice.index, splice.index + len(splice.rows))
        place = names.index(anchor) if anchor in names else None
        self._column.splice(splice.index, splice.removed, guesses, place)

    def _before_settling(self, arrived: tuple[MessageRow, ...]) -> None:
        """Called with the messages that arrived before anything is laid out."""

    def _relead(self, touched: set[int]) -> None:
        for index in self.leads.refresh(self.rows, touched):
            self._column.forget(index)

    def _requote(self, seqs: set[int]) -> None:
        """Lay those rows out again that quote what has just come or changed."""
        for index, row in enumerate(self.rows):
            if isinstance(row, MessageRow) and row.reply_to in seqs:
                self._layouts.forget(row)
                self._column.forget(index)

    # --- looks

    def set_tokens(self, tokens: Tokens) -> None:
        """Paint in another theme from now on; nothing moves."""
        self._tokens = tokens
        self._painter = RowPainter(tokens, self._faces)
        self._layouts.change(self._setting())
        self.viewport().update()

    def names_changed(self) -> None:
        """Take all names anew."""
        self._layouts.change(self._setting())
        for index in range(len(self.rows)):
            self._column.forget(index)
        self.settle()

    def _setting(self) -> Setting:
        return Setting(
            self.viewport().width(),
            self._faces,
            self._tokens,
            self.people.me,
            lambda user: self.people.name(user),
            lambda seq: self.people.quote(seq),
            self._highlight if self._coloured else None,
        )

    def _highlight(self, code: str, language: str) -> tuple[Ink, ...]:
        return highlight(code, language, dark=self._tokens.dark)

    def _turn_day(self) -> None:
        """Draw "Today" where it belongs after midnight."""
        if self._today != days.today():
            self._today = days.today()
            self.viewport().update()

    def _warm_up(self) -> None:
        """Load what is slow to load once something can be seen; code has colours from then on."""
        if not self._coloured:
            parse("*a* https://b.org")
            self._highlight("pass", "python")
            self._coloured = True
            self._layouts.change(self._setting())
            self.viewport().update()

    # --- layout and position

    def layout_of(self, index: int) -> RowLayout:
        return self._layouts.layout(self.rows[index], self.leads[index])

    def text_of(self, row: MessageRow) -> str:
        """Return a message as it is copied."""
        return self._layouts.text(row)

    def content_top(self, index: int) -> int:
        """Return where a row's content begins in the view, below what stands above it."""
        return self._column.top_of(index) + lead_height(self.rows[index], self.leads[index])

    @property
    def column(self) -> Column:
        return self._column

    def scroll_by(self, pixels: int) -> None:
        self._column.scroll(pixels)
        self.settle()

    def settle(self) -> None:
        """Bring rows, scroll bar and picture together after any change."""
        self._column.viewport = self.viewport().height()
        self._column.settle()
        self._show_bar()
        self.viewport().update()
        self.moved.emit()

    def flash(self, index: int) -> None:
        """Tint a row for a moment, to lead the eye to it."""
        self._flash.start(identity(self.rows[index]))

    def _measure(self, index: int) -> int:
        return self._layouts.height(self.rows[index], self.leads[index])

    def _guesses(self, start: int, end: int) -> list[int]:
        guess = self._layouts.guess
        return [guess(self.rows[index], self.leads[index]) for index in range(start, end)]

    def _show_bar(self) -> None:
        bar = self.verticalScrollBar()
        if bar.isSliderDown():
            # The rows follow the hand; a new range would tear the slider from it.
            return
        self._moving_bar = True
        above = self._column.above
        bar.setRange(0, above + self._column.below)
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(NOTCH // 3)
        bar.setValue(above)
        self._moving_bar = False

    def _bar_moved(self, value: int) -> None:
        if not self._moving_bar:
            self._column.scroll_to(value)
            self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self._layouts.setting.width:
            self._layouts.change(self._setting())
            self._column.guess_again(self._guesses(0, len(self.rows)))
        self.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        pixels = event.pixelDelta().y()
        self._wheel += float(pixels) if pixels else event.angleDelta().y() / 120 * NOTCH
        whole = int(self._wheel)
        self._wheel -= whole
        if whole:
            self.scroll_by(-whole)
        event.accept()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Nothing: the bar follows the rows here, not the rows the bar."""

    def hit(self, at: QPoint | QPointF) -> Hit | None:
        """Return what lies at a point of the viewport; None where there is no row."""
        point = QPointF(at)
        found: Hit | None = None
        for index, top, height in self._column.visible():
            if point.y() >= top + height and found is not None:
                continue
            layout = self.layout_of(index)
            if not isinstance(layout, MessageLayout):
                continue
            content = top + lead_height(self.rows[index], self.leads[index])
            inner = point - QPointF(0, content)
            if found is None or point.y() >= top:
                found = hit_message(index, layout, inner)
                if not 0 <= inner.y() < layout.height:
                    found = Hit(index, Part.NOTHING, found.offset)
            if point.y() < top + height:
                break
        return found

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, event.rect())
        finally:
            painter.end()
        if not self._coloured:
            QTimer.singleShot(0, self, self._warm_up)

    def _paint(self, painter: QPainter, area: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, QColor(self._tokens.window))
        if not any(isinstance(row, MessageRow) for row in self.rows):
            self._paint_empty(painter)
        for index, top, height in self._column.visible():
            if top + height >= area.top() and top <= area.bottom():
                self._paint_row(painter, index, top)

    def _paint_row(self, painter: QPainter, index: int, top: int) -> None:
        row, lead = self.rows[index], self.leads[index]
        width = self.viewport().width()
        y = top
        if lead.beginning:
            self._painter.beginning(painter, y, width, self.title)
            y += m.BEGINNING_HEIGHT
        elif lead.first:
            y += m.TOP
        if lead.day is not None:
            self._painter.day(painter, y, width, labels.day_label(lead.day, self._today))
            y += m.DAY_HEIGHT
        if lead.unread:
            self._painter.unread(painter, y, width)
        content = top + lead_height(row, lead)
        layout = self.layout_of(index)
        name = identity(row)
        tint = self._flash.strength(name)
        if tint > 0:
            self._painter.tint(painter, QRectF(0, content - 4, width, layout.height + 8), tint)
        painter.save()
        painter.translate(0, content)
        if isinstance(layout, MessageLayout):
            if name == self.focused and self.hasFocus():
                self._painter.focus(painter, layout)
            hovered = self.hovered if self.hovered and self.hovered.index == index else None
            self._painter.message(painter, layout, self._selected(index, layout), hovered)
        else:
            self._painter.line(painter, layout, width)
        painter.restore()

    def _paint_empty(self, painter: QPainter) -> None:
        first = next(self._column.visible(), None)
        free = self.viewport().height() if first is None else first[1]
        area = QRectF(0, 0, self.viewport().width(), free)
        if not self._loaded or free < 2 * m.NAME_HEIGHT:
            return
        if self._at_end and self.leads.at_start:
            title = translate("Chat", "No messages yet. Say hello")
            detail = translate("Chat", "Everyone in the group will see what you write.")
            self._painter.empty(painter, area, title, detail)
        else:
            self._painter.empty(painter, area, translate("Chat", "Loading messages…"), "")

    def _selected(self, index: int, layout: MessageLayout) -> tuple[int, int] | None:
        if self.selection is None:
            return None
        return self.selection.covers(index, layout.body.length, self.model.index_of)
