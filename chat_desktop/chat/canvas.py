"""The canvas of the chat view: its rows and where they stand; no mouse, no keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from chat_desktop.chat import days
from chat_desktop.chat import metrics as m
from chat_desktop.chat.batches import Batch
from chat_desktop.chat.body import Piece
from chat_desktop.chat.flash import Flash
from chat_desktop.chat.highlight import Ink, highlight
from chat_desktop.chat.highlights import Highlights
from chat_desktop.chat.hits import Hit, hit_at
from chat_desktop.chat.identity import Identity, identity, seq_of
from chat_desktop.chat.layouts import Layouts, lead_height
from chat_desktop.chat.leads import Leads
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.people import People
from chat_desktop.chat.picture import Picture
from chat_desktop.chat.row_layout import Going, MessageLayout, RowLayout, Setting
from chat_desktop.chat.scroll_area import ScrollArea
from chat_desktop.chat.scrolling import Column
from chat_desktop.chat.selection import Selection
from chat_desktop.chat.timeline_model import TimelineModel
from chat_desktop.chat.warming import Warming
from chat_desktop.core.mentions import folded
from chat_desktop.core.rows import Delivery, MessageRow, Row, Splice
from chat_desktop.look.fonts import text_size
from chat_desktop.look.motion import Motion
from chat_desktop.look.tokens import LIGHT, Tokens
from chat_desktop.markdown.tree import Line

HOUR_MS: Final = 3_600_000
NOTCH: Final = 60  # Pixels that one step of a mouse wheel scrolls.


class Canvas(ScrollArea):
    """Shows the rows of one timeline at an anchor that holds still while they change."""

    moved = Signal()
    """The rows in view are other ones, or stand elsewhere, or look different."""
    rowsArrived = Signal(object)
    """A tuple of the messages that were put after the last row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.people = People(lambda _user: None, None, lambda seq: self.model.message_at(seq))
        self.model = TimelineModel(lambda row: self.people.sentence(row), self)
        self.leads = Leads()
        self.title = ""
        self.selection: Selection | None = None
        self.focused: Identity | None = None
        self.hovered: Hit | None = None
        self.hovered_day: int | None = None
        self.pressed: Hit | None = None
        self.copied: Piece | None = None
        self.highlights = Highlights()
        self.names: frozenset[str] = frozenset()
        self._coloured = False
        self._warming: Warming | None = None
        self._tokens = LIGHT
        self._faces = Faces()
        self._picture = Picture(self, self._tokens, self._faces)
        self._layouts = Layouts(self._setting())
        self._column = Column(self._measure, m.BOTTOM)
        self._at_end = True
        self._edges = (False, True)
        self.loaded = False
        self._moving_bar = False
        self._wheel = 0.0
        self._batch = Batch(self)
        self._batch.due.connect(self.flush)
        self.motion = Motion(self)
        self._flash = Flash(self.motion, self)
        self._flash.faded.connect(self.viewport().update)
        self.today = days.today()
        self._midnight = QTimer(self, singleShot=True)
        self._midnight.timeout.connect(self._turn_day)
        self._turn_day()
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
        self._batch.take()
        self.selection = self.focused = self.hovered = self.pressed = None
        self.hovered_day = None
        self.loaded = True
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
        if at_start is not None:
            self._edges = (at_start, self._edges[1])
        if at_end is not None:
            self._edges = (self._edges[0], at_end)
        self._batch.add(splices)

    def flush(self) -> None:
        """Apply now what waits."""
        if not self._batch.waits:
            return
        splices = self._batch.take()
        at_end, (self.leads.at_start, self._at_end) = self._at_end, self._edges
        self._column.follow = self._at_end
        last = identity(self.rows[-1]) if self.rows else None
        touched: set[int] = set()
        for splice in splices:
            self._splice(splice)
            end = splice.index + len(splice.rows)
            touched = {
                index if index < splice.index else index - splice.removed + len(splice.rows)
                for index in touched
            }
            touched.update((splice.index, end))
        # A group's log begins with `joined`: what fills an empty view is read, not received.
        arrived = self.model.messages_after(last)
        self._before_settling(arrived)
        self._relead(touched)
        self._requote(splices)
        if any(row.by == self.people.me and row.delivery is Delivery.SENDING for row in arrived):
            self._column.to_end()
        self.settle()
        if arrived and at_end:  # else it is history that was fetched
            self.rowsArrived.emit(arrived)

    def _splice(self, splice: Splice) -> None:
        anchor = identity(self.rows[self._column.anchor]) if self.rows else None
        # What only comes in has no row that was there.
        names = [identity(row) for row in splice.rows] if splice.removed else []
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

    def _requote(self, splices: Iterable[Splice]) -> None:
        """Lay those rows out again that quote what has just come or changed."""
        if answers := self.model.answers():
            seqs = {seq_of(row) for splice in splices for row in splice.rows}
            for index, row in answers:
                if row.reply_to in seqs:
                    self._layouts.forget(row)
                    self._column.forget(index)

    # --- looks

    def set_tokens(self, tokens: Tokens) -> None:
        """Paint in another theme and the present size of text; what is read stays in view."""
        self._tokens = tokens
        self._renew()
        self.settle()

    def _renew(self) -> None:
        """Lay the rows out anew where colours, width or the size of text are other ones now."""
        old = self._layouts.setting
        if old.faces.scale != text_size() / 100:
            self._faces = Faces()
        new = self._setting()
        if new.width != old.width or new.faces is not old.faces or new.tokens is not old.tokens:
            self._picture = Picture(self, new.tokens, new.faces)
            self._layouts.change(new)
        if new.faces is not old.faces:
            self._column.guess_again(self._guesses(0, len(self.rows)))
        elif new.width != old.width:
            self._column.forget_all()

    def set_motion(self, motion: Motion) -> None:
        """Ask this whether things may move."""
        self.motion = self._flash.motion = motion

    def set_highlights(self, words: Iterable[str]) -> None:
        """Mark these words wherever they are seen, as a search does; none marks nothing."""
        self.highlights = Highlights(words)
        self.viewport().update()

    def set_names(self, usernames: Iterable[str]) -> None:
        """Let mentions of these users stand out."""
        names = folded(usernames)
        if names != self.names:
            self.names = names
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
            self.going,
            self.names,
            self.mirrored,
        )

    def _highlight(self, code: str, language: str) -> tuple[Ink, ...]:
        return highlight(code, language, dark=self._tokens.dark)

    def _turn_day(self) -> None:
        """Draw "Today" where it belongs, and again after midnight; timers may sleep through it."""
        self._midnight.start(min(HOUR_MS, days.until_tomorrow()))
        if self.today != days.today():
            self.today = days.today()
            self.viewport().update()

    def _colour(self) -> None:
        """What is slow to load is there: code has colours from now on."""
        self._coloured = True
        self._layouts.change(self._setting())
        self.viewport().update()

    # --- layout and position

    def layout_of(self, index: int) -> RowLayout:
        return self._layouts.layout(self.rows[index], self.leads[index])

    def text_of(self, row: MessageRow) -> str:
        """Return a message as it is copied."""
        return self._layouts.text(row)

    def lines_of(self, row: MessageRow) -> Sequence[Line]:
        """Return the lines of a message's text, without laying it out."""
        return self._layouts.lines(row)

    def content_top(self, index: int) -> int:
        """Return where a row's content begins in the view, below what stands above it."""
        lead = lead_height(self.rows[index], self.leads[index], self._faces)
        return self._column.top_of(index) + lead

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
        return self._layouts.guesses(self.rows[start:end], self.leads.between(start, end))

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
        self._renew()
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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._layouts.forget_rows()
            self._layouts.change(self._setting())
            self.viewport().update()

    # --- what lies where

    def hit(self, at: QPoint | QPointF) -> Hit | None:
        """Return what lies at a point of the viewport; None where there is no row."""
        return hit_at(self, QPointF(at))

    def day_pill(self, index: int) -> QRectF | None:
        """Return where the pill of the day's line above a row is, None where it has none."""
        return self._picture.day_pill(index, self._column.top_of(index))

    @property
    def mirrored(self) -> bool:
        """Whether the windows run from right to left."""
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    # --- how rows look at the moment; the view that can change it says more

    @property
    def picking(self) -> bool:
        """Whether messages are being picked."""
        return False

    def may_pick(self, _row: MessageRow) -> bool:
        return False

    def is_picked(self, _row: MessageRow) -> bool:
        return False

    def shift_of(self, _layout: MessageLayout) -> int:
        """Return how far a message is moved aside."""
        return 0

    def going(self, _row: MessageRow) -> Going:
        """Say whether a message is about to be deleted."""
        return Going.NO

    def undo_left(self, _row: MessageRow) -> float:
        """Return how much of the time to undo is left, from 1 to 0."""
        return 0.0

    def tint_of(self, row: Identity) -> float:
        """Return how strongly a row is tinted, from 0 to 1."""
        return self._flash.strength(row)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            self._picture.paint(painter, event.rect())
        if self._warming is None:
            self._warming = Warming(self)
            self._warming.done.connect(self._colour)
            self._warming.begin()
