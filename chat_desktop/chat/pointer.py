"""The mouse on the canvas: clicks, links, and selecting text across messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTextBoundaryFinder, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from chat_desktop.chat.clicks import click
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.identity import identity
from chat_desktop.chat.row_layout import MessageLayout
from chat_desktop.chat.selection import Selection, Spot
from chat_desktop.core.rows import MessageRow

if TYPE_CHECKING:
    from chat_desktop.chat.view import ChatView

AUTO_SCROLL_MS: Final = 30


class Pointer(QObject):
    """Turns mouse events of a view into its hover, its selection and its clicks."""

    def __init__(self, view: ChatView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: Hit | None = None
        self._down_at = QPointF()
        self._last_at = QPointF()
        self._dragging = False
        self._doubled = QElapsedTimer()
        self._scroll = QTimer(self, interval=AUTO_SCROLL_MS)
        self._scroll.timeout.connect(self._auto_scroll)

    def press(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        view = self._view
        at = event.position()
        hit = view.hit(at)
        self._pressed, self._down_at, self._last_at = hit, at, at
        self._dragging = False
        view.set_pressed(hit)
        if view.picks.on:
            return
        if hit is None:
            view.select(None)
            return
        if self._is_third_click():
            self._select_paragraph(hit)
            return
        spot = self._spot(hit)
        extend = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if extend and view.selection is not None and spot is not None:
            view.select(Selection(view.selection.anchor, spot))
        elif spot is not None:
            view.select(Selection(spot, spot))

    def move(self, event: QMouseEvent) -> None:
        at = event.position()
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed is None:
            self._hover(at)
            return
        self._last_at = at
        if self._view.picks.on:
            return
        far = (at - self._down_at).manhattanLength() >= QApplication.startDragDistance() // 2
        if not self._dragging and not far:
            return
        self._dragging = True
        self._extend(at)
        outside = at.y() < 0 or at.y() > self._view.viewport().height()
        if outside and not self._scroll.isActive():
            self._scroll.start()
        elif not outside:
            self._scroll.stop()

    def release(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._scroll.stop()
        pressed, self._pressed = self._pressed, None
        self._view.set_pressed(None)
        if self._view.picks.on:
            self._pick(event)
            return
        if self._dragging or pressed is None:
            self._dragging = False
            self._view.offer_selection()
            return
        hit = self._view.hit(event.position())
        if hit is not None and pressed.clickable and _same(hit, pressed):
            self._view.select(None)
            click(self._view, hit)

    def _pick(self, event: QMouseEvent) -> None:
        """Pick the message that was clicked; with Shift everything up to it."""
        view = self._view
        hit = view.hit(event.position())
        row = None if hit is None else view.rows[hit.index]
        if hit is None or not isinstance(row, MessageRow):
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            view.picks.extend(view.rows, hit.index)
        else:
            view.picks.toggle(row)

    def double(self, event: QMouseEvent) -> None:
        """Select the word; a third click soon after takes the paragraph."""
        hit = self._view.hit(event.position())
        if hit is None or event.button() is not Qt.MouseButton.LeftButton or hit.clickable:
            return
        if self._view.picks.on:
            return
        self._doubled.start()
        self._down_at = event.position()
        layout = self._layout(hit)
        if layout is None:
            return
        start, end = word_at(layout.body.text, hit.offset)
        self._select(hit, start, end)

    def leave(self) -> None:
        self._view.set_hovered(None)

    def _hover(self, at: QPointF) -> None:
        view = self._view
        hit = view.hit(at)
        view.set_hovered(hit)
        if hit is not None and (hit.clickable or view.picks.on):
            view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif hit is not None and hit.part is Part.TEXT:
            view.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        else:
            view.viewport().unsetCursor()

    def _extend(self, at: QPointF) -> None:
        view = self._view
        height = view.viewport().height()
        inside = QPointF(at.x(), min(max(at.y(), 0.0), height - 1.0))
        hit = view.hit(inside)
        spot = None if hit is None else self._spot(hit)
        if spot is not None and view.selection is not None:
            view.select(Selection(view.selection.anchor, spot))

    def _auto_scroll(self) -> None:
        over = self._last_at.y()
        if over > 0:
            over = max(0.0, over - self._view.viewport().height())
        self._view.scroll_by(int(max(-60.0, min(60.0, over / 2))))
        self._extend(self._last_at)

    def _is_third_click(self) -> bool:
        return (
            self._doubled.isValid() and self._doubled.elapsed() < QApplication.doubleClickInterval()
        )

    def _select_paragraph(self, hit: Hit) -> None:
        self._doubled.invalidate()
        layout = self._layout(hit)
        if layout is None:
            return
        for piece in layout.body.pieces:
            if piece.start <= hit.offset <= piece.end:
                self._select(hit, piece.start, piece.end)
                return

    def _select(self, hit: Hit, start: int, end: int) -> None:
        name = identity(self._view.rows[hit.index])
        self._view.select(Selection(Spot(name, start), Spot(name, end)))

    def _spot(self, hit: Hit) -> Spot | None:
        if hit.index >= len(self._view.rows):
            return None
        return Spot(identity(self._view.rows[hit.index]), hit.offset)

    def _layout(self, hit: Hit) -> MessageLayout | None:
        layout = self._view.layout_of(hit.index)
        return layout if isinstance(layout, MessageLayout) else None


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Return the (start, end) of the word at an offset, in UTF-16 units."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    finder.setPosition(offset)
    start = offset if finder.isAtBoundary() else finder.toPreviousBoundary()
    finder.setPosition(start)
    end = finder.toNextBoundary()
    return max(0, start), max(0, start, end)


def _same(one: Hit, other: Hit) -> bool:
    return (one.index, one.part, one.link, one.emoji, one.action) == (
        other.index,
        other.part,
        other.link,
        other.emoji,
        other.action,
    )
