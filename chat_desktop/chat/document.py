"""A message's text laid out: one QTextLayout a line of its tree, placed under one another.

Nothing here reads HTML or loads anything. Offsets are UTF-16 units into the body's text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from chat_desktop.chat import metrics as m
from chat_desktop.chat.highlight import Ink
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.utf16 import cut, units
from chat_desktop.look.tokens import Tokens
from chat_desktop.markdown.tree import Line, Span, Style, Tree, lines_of

Highlighter = Callable[[str, str], tuple[Ink, ...]]


@dataclass(slots=True)
class Piece:
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
    box: QRectF | None = None
    """The frame around a block of code."""
    links: tuple[tuple[int, int, str], ...] = ()
    code: tuple[tuple[int, int], ...] = ()

    @property
    def end(self) -> int:
        return self.start + self.length


@dataclass(slots=True)
class Body:
    """The laid-out text of a message: its size, and where its last line ends."""

    pieces: list[Piece] = field(default_factory=list)
    rails: list[tuple[float, float, float]] = field(default_factory=list)
    """Bars beside quoted text: (x, upper, lower)."""
    width: float = 0.0
    height: float = 0.0
    last_right: float = 0.0
    last_baseline: float = 0.0
    text: str = ""
    length: int = 0
    plain_code: bool = False
    """Whether there is code that has not been coloured yet."""

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


def lay_out(
    tree: Tree,
    width: float,
    faces: Faces,
    tokens: Tokens,
    highlighter: Highlighter | None = None,
    *,
    big: bool = False,
    ink: str | None = None,
) -> Body:
    """Lay a tree out in `width` pixels. `big` sets a few emoji large, `ink` is another colour.

    Without a highlighter code stays in one colour, and the body says so by `plain_code`.
    """
    body = Body()
    sheet = _Sheet(width, faces, tokens, highlighter, big, ink or tokens.text)
    y = 0.0
    start = 0
    texts: list[str] = []
    rails = _Rails()
    for line in lines_of(tree):
        is_code = line.code is not None
        if texts:
            y += _gap(body.pieces[-1], line)
        piece = _piece(line, sheet)
        piece.start = start
        upper = y
        y = _place(piece, y)
        rails.extend_to(line.quotes, upper, y)
        if is_code:
            y += m.CODE_BELOW
            body.plain_code |= highlighter is None and bool(line.code)
        body.pieces.append(piece)
        texts.append(piece.text)
        start += piece.length + 1
        right = piece.box.right() if piece.box is not None else piece.x + piece.width
        body.width = max(body.width, right)
    body.height = y
    body.rails = rails.done
    body.text = "\n".join(texts)
    body.length = max(0, start - 1)
    if body.pieces and body.pieces[-1].box is None:
        last = body.pieces[-1]
        bottom = last.layout.lineAt(last.layout.lineCount() - 1)
        body.last_right = last.x + bottom.naturalTextRect().right()
        body.last_baseline = last.y + bottom.y() + bottom.ascent()
    else:
        body.last_right = width
    return body


class _Rails:
    """The bars beside quotes: one for each depth, as long as lines of that depth follow."""

    def __init__(self) -> None:
        self.done: list[tuple[float, float, float]] = []
        self._open: list[int] = []

    def extend_to(self, depth: int, upper: float, lower: float) -> None:
        """Take in a line at a depth of quoting."""
        del self._open[depth:]
        for place in self._open:
            x, top, _ = self.done[place]
            self.done[place] = (x, top, lower)
        while len(self._open) < depth:
            x = float(len(self._open) * m.QUOTE_INDENT)
            self._open.append(len(self.done))
            self.done.append((x, upper, lower))


def _gap(above: Piece, line: Line) -> int:
    if line.code is not None:
        return m.CODE_ABOVE
    return m.PARAGRAPH_GAP if line.gap and above.box is None else 0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all lines of a body are laid out with."""

    width: float
    faces: Faces
    tokens: Tokens
    highlighter: Highlighter | None
    big: bool
    ink: str


def _place(piece: Piece, y: float) -> float:
    """Put a piece at `y`; return where it ends."""
    if piece.box is None:
        piece.y = y
        return y + piece.height
    piece.y = y + m.CODE_PAD_Y
    piece.box.moveTop(y)
    return y + piece.box.height()


def _piece(line: Line, sheet: _Sheet) -> Piece:
    indent = line.quotes * m.QUOTE_INDENT + line.indent * m.LIST_INDENT
    # Deep nesting must not leave a text without any room.
    indent = min(indent, int(sheet.width * 0.6))
    if line.code is not None:
        return _code(line, indent, sheet)
    text = line.text
    layout = _layout(text, sheet.faces.huge if sheet.big else sheet.faces.body)
    formats, links, code = _formats(line, sheet)
    layout.setFormats(formats)
    least = 0.0 if sheet.big else m.LINE
    natural, height = _break_lines(layout, sheet.width - indent, least)
    piece = Piece(layout, line, text, 0, units(text), indent, 0.0, natural, height)
    piece.links, piece.code = tuple(links), tuple(code)
    return piece


def _code(line: Line, indent: int, sheet: _Sheet) -> Piece:
    text = line.text
    layout = _layout(text, sheet.faces.mono, anywhere=True)
    formats = [_range(0, units(text), _code_format(sheet.tokens.text, False, False))]
    if sheet.highlighter is not None and line.code:
        formats += [
            _range(ink.start, ink.length, _code_format(ink.colour, ink.bold, ink.italic))
            for ink in sheet.highlighter(text, line.code)
        ]
    layout.setFormats(formats)
    natural, height = _break_lines(
        layout, sheet.width - indent - 2 * m.CODE_PAD_X, float(m.CODE_LINE)
    )
    x = indent + m.CODE_PAD_X
    piece = Piece(layout, line, text, 0, units(text), x, 0.0, natural, height)
    piece.box = QRectF(indent, 0.0, natural + 2 * m.CODE_PAD_X, height + 2 * m.CODE_PAD_Y)
    return piece


def _layout(text: str, font: QFont, anywhere: bool = False) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setCacheEnabled(True)
    layout.setTextOption(_option(anywhere))
    return layout


@lru_cache(maxsize=2)
def _option(anywhere: bool) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    wrap = QTextOption.WrapMode
    option.setWrapMode(wrap.WrapAnywhere if anywhere else wrap.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(32)
    return option


def _break_lines(layout: QTextLayout, width: float, least: float) -> tuple[float, float]:
    """Break a layout into lines at least `least` high; return its natural size."""
    natural = y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        height = max(line.height(), least)
        line.setPosition(QPointF(0.0, y + (height - line.height()) / 2))
        natural = max(natural, line.naturalTextWidth())
        y += height
    layout.endLayout()
    return natural, max(y, least)


def _formats(
    line: Line, sheet: _Sheet
) -> tuple[list[QTextLayout.FormatRange], list[tuple[int, int, str]], list[tuple[int, int]]]:
    """Return the formats of a line's spans, its links and its runs of inline code."""
    formats: list[QTextLayout.FormatRange] = []
    links: list[tuple[int, int, str]] = []
    code: list[tuple[int, int]] = []
    at = 0
    for span in line.spans:
        length = units(span.text)
        formats.append(_range(at, length, _format(span, bool(line.heading), sheet)))
        if span.href is not None:
            links.append((at, at + length, span.href))
        if span.style & Style.CODE:
            code.append((at, at + length))
        at += length
    return formats, links, code


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


def _format(span: Span, heading: bool, sheet: _Sheet) -> QTextCharFormat:
    colour = sheet.tokens.accent_text if span.href is not None else sheet.ink
    return _text_format(span.style, heading, colour, sheet.faces)


@lru_cache(maxsize=256)
def _text_format(style: Style, heading: bool, colour: str, faces: Faces) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    if style & Style.CODE:
        made.setFont(faces.mono)
    if heading or style & Style.BOLD:
        made.setFontWeight(QFont.Weight.Bold)
    if style & Style.ITALIC:
        made.setFontItalic(True)
    if style & Style.STRIKE:
        made.setFontStrikeOut(True)
    return made


@lru_cache(maxsize=256)
def _code_format(colour: str | None, bold: bool, italic: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour is not None:
        made.setForeground(QColor(colour))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(italic)
    return made


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
