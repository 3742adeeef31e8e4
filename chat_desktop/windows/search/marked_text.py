"""Text with some of its characters marked, laid out in a few lines that end in an ellipsis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from chat_desktop.chat.utf16 import units

Spans = Sequence[tuple[int, int]]
LEADING: Final = 2.0
"""Between two lines, in pixels."""


def spans_of(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return single places, ascending, as spans: (first, after the last)."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


class MarkedText:
    """A text in at most `lines` lines of this width; `spans`, in code points, are marked.

    Marks are bold; their colour is said when it is painted.
    """

    def __init__(
        self, text: str, spans: Spans, font: QFont, width: float, *, lines: int = 1
    ) -> None:
        self._font, self.width, self._most = font, max(width, 8.0), lines
        self._layout = self._lay_out(text, spans)
        if self._rest is not None:
            cut, metrics = self._rest, QFontMetricsF(font)
            end = metrics.elidedText(text[cut:], Qt.TextElideMode.ElideRight, self.width - 8)
            shown = text[:cut] + end
            kept = cut + len(end.rstrip("…"))
            inside = [(first, min(last, kept)) for first, last in spans if first < kept]
            self._layout = self._lay_out(shown, inside)

    def _lay_out(self, text: str, spans: Spans) -> QTextLayout:
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        # A long word is broken; what nobody could read is no reason to leave a line empty.
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        self._spans = [
            (units(text[:first]), units(text[first:last])) for first, last in spans if last > first
        ]
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        layout.setFormats([_range(first, count, bold) for first, count in self._spans])
        self._rest: int | None = None
        top, place = 0.0, 0
        layout.beginLayout()
        for number in range(self._most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, top))
            top += line.height() + LEADING
            start, place = place, line.textStart() + line.textLength()
            if number == self._most - 1 and place < units(text):
                self._rest = len(text.encode("utf-16-le")[: 2 * start].decode("utf-16-le"))
        layout.endLayout()
        self.height = max(top - LEADING, 0.0)
        """In pixels, of the lines there are."""
        return layout

    @property
    def text(self) -> str:
        """What is shown, with its ellipsis."""
        return self._layout.text()

    @property
    def marked(self) -> list[str]:
        """The marked parts that are shown."""
        encoded = self.text.encode("utf-16-le")
        return [
            encoded[2 * first : 2 * (first + count)].decode("utf-16-le")
            for first, count in self._spans
        ]

    def paint(self, painter: QPainter, at: QPointF, ink: str, mark: str, ground: str = "") -> None:
        """Paint it with its upper left corner at a point; marks in `mark`, on `ground` if given."""
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        style.setForeground(QColor(mark))
        if ground:
            style.setBackground(QColor(ground))
        painter.setPen(QColor(ink))
        marks = [_range(first, count, style) for first, count in self._spans]
        mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            left = self.width - line.naturalTextWidth() if mirrored else 0.0
            line.setPosition(QPointF(left, line.y()))
        self._layout.draw(painter, at, marks)


def _range(first: int, count: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = first, count
    made.format = style
    return made
