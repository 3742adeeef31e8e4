"""The grid of the emoji picker: sections of emoji, drawn as they come into view."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from chat_desktop.look.fonts import fixed_font, font
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size
from chat_desktop.windows.pane.emoji_shelf import EmojiShelf
from chat_desktop.windows.pane.emoji_table import Emoji

COLUMNS: Final = 9
CELL: Final = 36
TITLE: Final = 28
GLYPH: Final = 22
FRESH: Final = 12
"""So many glyphs that were not drawn before are drawn in one frame; the next has the others."""


class Section(Struct, frozen=True):
    """A heading and what stands below it; without a title there is no heading."""

    title: str
    emoji: tuple[Emoji, ...]


class EmojiGrid(QAbstractScrollArea):
    """Shows sections and one emoji as the present one. It never has the keyboard itself."""

    picked = Signal(object)
    """The emoji that was clicked."""
    moved = Signal()
    """Another emoji is the present one."""
    scrolled = Signal(int)
    """The section at the top is this one."""

    def __init__(self, theme: Theme, shelf: EmojiShelf) -> None:
        super().__init__()
        self._theme, self._shelf = theme, shelf
        self._sections: tuple[Section, ...] = ()
        self._tops: list[int] = []
        self._height = 0
        self._at = (0, 0)
        self.drawn: set[str] = set()
        """Of these the glyphs are made; making one takes longer than drawing it often."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(CELL)
        self.verticalScrollBar().valueChanged.connect(self._tell_section)
        self.setFixedWidth(COLUMNS * CELL + 12)
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> Emoji | None:
        """The present emoji, None where nothing is shown."""
        section, place = self._at
        if section < len(self._sections) and place < len(self._sections[section].emoji):
            return self._sections[section].emoji[place]
        return None

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these instead of what was there, from the top."""
        self._sections = tuple(section for section in sections if section.emoji)
        self._tops = []
        top = 0
        for section in self._sections:
            self._tops.append(top)
            top += self._title(section) + -(-len(section.emoji) // COLUMNS) * CELL
        self._at = (0, 0)
        self._height = top
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self.moved.emit()

    def scroll_to(self, section: int) -> None:
        """Bring a section's heading to the top, and its first emoji under the keyboard."""
        if section < len(self._sections):
            self._set_current((section, 0))
            self.verticalScrollBar().setValue(self._tops[section])

    def move_by(self, columns: int, rows: int) -> None:
        """Move within the grid; at the end of a row or section to the next one."""
        if not self._sections:
            return
        section, place = self._at
        if columns:
            place += columns
            if place < 0 and section > 0:
                section -= 1
                place = len(self._sections[section].emoji) - 1
            elif place >= len(self._sections[section].emoji) and section + 1 < len(self._sections):
                section, place = section + 1, 0
        for _row in range(abs(rows)):
            section, place = self._down(section, place) if rows > 0 else self._up(section, place)
        place = max(0, min(place, len(self._sections[section].emoji) - 1))
        self._set_current((section, place))
        self._reveal()

    def rows_in_view(self) -> int:
        """How many whole rows fit."""
        return max(1, self.viewport().height() // CELL)

    def sizeHint(self) -> QSize:
        """Return room for a good many emoji."""
        return QSize(self.width(), 7 * CELL)

    # --- inside

    def _title(self, section: Section) -> int:
        return TITLE if section.title else 0

    def _down(self, section: int, place: int) -> tuple[int, int]:
        count = len(self._sections[section].emoji)
        if place // COLUMNS < (count - 1) // COLUMNS:
            return section, min(place + COLUMNS, count - 1)
        if section + 1 < len(self._sections):
            return section + 1, min(place % COLUMNS, len(self._sections[section + 1].emoji) - 1)
        return section, place

    def _up(self, section: int, place: int) -> tuple[int, int]:
        if place >= COLUMNS:
            return section, place - COLUMNS
        if section == 0:
            return section, place
        count = len(self._sections[section - 1].emoji)
        last_row = (count - 1) // COLUMNS * COLUMNS
        return section - 1, min(last_row + place, count - 1)

    def _set_current(self, at: tuple[int, int]) -> None:
        if at != self._at:
            self._at = at
            self.viewport().update()
            self.moved.emit()

    def _cell(self, section: int, place: int) -> QRect:
        top = self._tops[section] + self._title(self._sections[section])
        return QRect(place % COLUMNS * CELL, top + place // COLUMNS * CELL, CELL, CELL)

    def _reveal(self) -> None:
        bar, cell = self.verticalScrollBar(), self._cell(*self._at)
        top = self._tops[self._at[0]] if self._at[1] < COLUMNS else cell.top()
        if top < bar.value():
            bar.setValue(top)
        elif cell.bottom() > bar.value() + self.viewport().height():
            bar.setValue(cell.bottom() + 1 - self.viewport().height())

    def _measure(self) -> None:
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._height - self.viewport().height()))

    def _tell_section(self, value: int) -> None:
        self.viewport().update()
        if self._tops:
            self.scrolled.emit(bisect_right(self._tops, value + CELL // 2) - 1)

    def _hit(self, where: QPoint) -> tuple[int, int] | None:
        y = where.y() + self.verticalScrollBar().value()
        section = bisect_right(self._tops, y) - 1
        if section < 0 or not 0 <= where.x() < COLUMNS * CELL:
            return None
        inside = y - self._tops[section] - self._title(self._sections[section])
        place = inside // CELL * COLUMNS + where.x() // CELL
        fits = inside >= 0 and place < len(self._sections[section].emoji)
        return (section, place) if fits else None

    # --- events

    def resizeEvent(self, _event: QEvent) -> None:
        """Measure how far one can scroll."""
        self._measure()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Make the emoji under the pointer the present one."""
        if (hit := self._hit(event.position().toPoint())) is not None:
            self._set_current(hit)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick what was clicked."""
        hit = self._hit(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and hit is not None:
            self._set_current(hit)
            self.picked.emit(self.current)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows in view."""
        tokens = self._theme.tokens
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self.verticalScrollBar().value()
        bottom = offset + self.viewport().height()
        glyphs = fixed_font(GLYPH)
        room = FRESH
        for number, section in enumerate(self._sections):
            top = self._tops[number]
            rows = -(-len(section.emoji) // COLUMNS)
            below = top + self._title(section)
            if below + rows * CELL < offset or top > bottom:
                continue
            if section.title:
                painter.setFont(font(Size.TINY, QFont.Weight.DemiBold))
                painter.setPen(QColor(tokens.text_faint))
                line = QRectF(8, top - offset, self.viewport().width() - 8, TITLE)
                painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), section.title)
            painter.setFont(glyphs)
            painter.setPen(QColor(tokens.text))
            first = max(0, (offset - below) // CELL)
            last = min(rows, (bottom - below) // CELL + 1)
            for place in range(first * COLUMNS, min(last * COLUMNS, len(section.emoji))):
                cell = QRectF(self._cell(number, place).translated(0, -offset))
                if (number, place) == self._at:
                    painter.save()
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(QColor(tokens.selected))
                    painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 8, 8)
                    painter.restore()
                char = self._shelf.dressed(section.emoji[place].char)
                if char not in self.drawn:
                    room -= 1
                    if room < 0:
                        continue
                    self.drawn.add(char)
                painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), char)
        if room < 0:
            QTimer.singleShot(0, self.viewport(), self.viewport().update)
