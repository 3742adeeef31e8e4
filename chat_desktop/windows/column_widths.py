"""How wide the columns of a workspace are: at first, at least, at most, by the text size."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSplitter

from chat_desktop.look.fonts import grown
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import Size

WIDEST: Final = 16_777_215
CENTRE: Final = 1
UNIT: Final = 1000


class Span(NamedTuple):
    """Pixels of one column at 100 %."""

    least: int
    first: int
    most: int


SPANS: Final = (
    Span(220, Size.SIDEBAR, 460),
    Span(320, 760, WIDEST),
    Span(180, Size.MEMBERS, 400),
    Span(240, Size.SEARCH, 480),
)
"""Sidebar, centre, members, search."""


def by_text(pixels: int) -> int:
    """Return a width of which half follows the text size: all would leave the chat no room."""
    return grown(pixels, pixels // 2)


class ColumnWidths(QObject):
    """Keeps the columns of a splitter as wide as their text needs; it goes with the splitter."""

    def __init__(self, splitter: QSplitter, theme: Theme) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        columns = (splitter.widget(place) for place in range(len(SPANS)))
        self._columns = [column for column in columns if column is not None]
        self._unit = by_text(UNIT)
        self._single = False
        self._limit()
        splitter.setSizes([by_text(span.first) for span in SPANS])
        theme.text_resized.connect(self._follow)

    def limit(self, *, single: bool) -> None:
        """Hold the columns to their limits; one that stands alone takes all the room."""
        self._single = single
        self._limit()

    def room(self, width: int) -> int:
        """Return what a window's width amounts to at 100 %."""
        return width * UNIT // by_text(UNIT)

    def _limit(self) -> None:
        for place, (column, span) in enumerate(zip(self._columns, SPANS, strict=True)):
            alone = self._single or place == CENTRE
            column.setMinimumWidth(span.least if alone else by_text(span.least))
            column.setMaximumWidth(WIDEST if alone else by_text(span.most))

    def _follow(self) -> None:
        before, self._unit = self._unit, by_text(UNIT)
        now = self._splitter.sizes()
        sizes = [
            # A hidden column has no size: it begins anew.
            round(size * self._unit / before) if size else by_text(span.first)
            for size, span in zip(now, SPANS, strict=True)
        ]
        self._limit()
        sizes[CENTRE] = max(SPANS[CENTRE].least, now[CENTRE] + sum(now) - sum(sizes))
        self._splitter.setSizes(sizes)
