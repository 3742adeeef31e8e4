"""A message's text as it was laid out: its pieces, and what lies where in them.

Offsets are UTF-16 units into the body's text.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextLayout

from chat_desktop.chat import metrics as m
from chat_desktop.chat.utf16 import cut
from chat_desktop.markdown.tree import Line


class Piece(Struct):
    """One laid-out line of the tree at `x`, `y`; `start` is its place in the body's text."""

    layout: QTextLayout
    line: Line
    text: str
    start: int
    length: int
    x: float
    y: float
    width: float
    height: float
    room: float = 0.0
    """The width that its lines were broken for; text that runs to the left ends at its end."""
    rtl: bool = False
    box: QRectF | None = None
    """The frame around a block of code."""
    links: tuple[tuple[int, int, str], ...] = ()
    code: tuple[tuple[int, int], ...] = ()

    @property
    def end(self) -> int:
        return self.start + self.length


class Rail(Struct):
    """The bar beside quoted text, at `x` from the side where the text begins."""

    x: float
    upper: float
    lower: float
    rtl: bool = False


class Body(Struct):
    """The laid-out text of a message: its size, and where its last line ends."""

    pieces: list[Piece] = field(default_factory=list)
    rails: list[Rail] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    last_extent: float = 0.0
    """How far the last line reaches from the side where it begins."""
    last_baseline: float = 0.0
    last_rtl: bool = False
    text: str = ""
    length: int = 0
    plain_code: bool = False
    """Whether there is code that has not been coloured yet."""

    def align(self, width: float) -> None:
        """Let what runs to the left begin at the right of a column of this width; once only."""
        for piece in self.pieces:
            if piece.rtl:
                piece.x = width - piece.x - piece.room
        for rail in self.rails:
            if rail.rtl:
                rail.x = width - rail.x - m.QUOTE_RAIL

    def offset_at(self, point: QPointF) -> int:
        """Return the offset between two characters that is nearest to a point."""
        if not self.pieces:
            return 0
        piece = self.pieces[-1]
        for candidate in self.pieces:
            if point.y() < candidate.y + candidate.height:
                piece = candidate
                break
        layout = piece.layout
        line = layout.lineAt(layout.lineCount() - 1)
        for number in range(layout.lineCount()):
            if point.y() - piece.y < layout.lineAt(number).rect().bottom():
                line = layout.lineAt(number)
                break
        return piece.start + int(line.xToCursor(point.x() - piece.x))

    def link_at(self, point: QPointF) -> tuple[Piece, int, int, str, str] | None:
        """Return (piece, start, end, address, label) of the link exactly under a point."""
        for piece in self.pieces:
            if not piece.links or not piece.y <= point.y() < piece.y + piece.height:
                continue
            layout = piece.layout
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                inside = line.naturalTextRect().translated(piece.x, piece.y)
                if not inside.contains(point):
                    continue
                at = int(line.xToCursor(point.x() - piece.x, line.CursorPosition.CursorOnCharacter))
                for start, end, url in piece.links:
                    if start <= at < end:
                        return piece, start, end, url, cut(piece.text, start, end)
        return None

    def copy(self, start: int, end: int) -> str:
        """Return the text between two offsets with the marks of lists and quotes."""
        parts: list[str] = []
        for piece in self.pieces:
            if piece.end < start or piece.start > end or (piece.length and piece.start == end):
                continue
            first = max(0, start - piece.start)
            prefix = piece.line.prefix if start <= piece.start else ""
            parts.append(prefix + cut(piece.text, first, end - piece.start))
        return "\n".join(parts)


def lines_in(piece: Piece, start: int, end: int) -> Iterator[QRectF]:
    """Yield the rectangles, relative to the piece, that a run of its text covers."""
    layout = piece.layout
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if first >= end or last <= start:
            continue
        left = line.cursorToX(max(start, first))
        right = line.cursorToX(min(end, last))
        x, far = _number(left), _number(right)
        yield QRectF(min(x, far), line.y(), abs(far - x), line.height())


def copy_button(box: QRectF) -> QRectF:
    """Return where a block of code has its copy button."""
    size = m.CODE_COPY
    return QRectF(box.right() - size - 6, box.top() + 6, size, size)


def _number(answer: object) -> float:
    """PySide answers (x, cursor) where Qt answers x and moves the cursor."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
