"""Lays a message's text out: one QTextLayout a line of its tree, placed under one another.

Nothing here reads HTML or loads anything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from chat_desktop.chat import metrics as m
from chat_desktop.chat.body import Body, Piece, Rail
from chat_desktop.chat.highlight import Ink
from chat_desktop.chat.metrics import Faces
from chat_desktop.chat.utf16 import units
from chat_desktop.core.mentions import mentions_in
from chat_desktop.look.tokens import Tokens
from chat_desktop.markdown.direction import right_to_left
from chat_desktop.markdown.tree import Line, Span, Style, Tree, lines_of

Highlighter = Callable[[str, str], tuple[Ink, ...]]


def lay_out(
    tree: Tree,
    width: float,
    faces: Faces,
    tokens: Tokens,
    highlighter: Highlighter | None = None,
    *,
    big: bool = False,
    ink: str | None = None,
    names: frozenset[str] = frozenset(),
) -> Body:
    """Lay a tree out in `width` pixels. `big` sets a few emoji large, `ink` is another colour.

    `names` are folded usernames whose mentions stand out. Without a highlighter code stays in one
    colour, and the body says so by `plain_code`. Call `align` once the column's width is known.
    """
    body = Body()
    sheet = _Sheet(width, faces, tokens, highlighter, big, ink or tokens.text, names)
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
        rails.extend_to(line.quotes, upper, y, piece.rtl)
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
        body.last_extent = last.x + min(bottom.naturalTextWidth(), last.room)
        body.last_baseline = last.y + bottom.y() + bottom.ascent()
        body.last_rtl = last.rtl
    else:
        body.last_extent = width
    return body


class _Rails:
    """The bars beside quotes: one for each depth, as long as lines of that depth follow."""

    def __init__(self) -> None:
        self.done: list[Rail] = []
        self._open: list[Rail] = []

    def extend_to(self, depth: int, upper: float, lower: float, rtl: bool) -> None:
        """Take in a line at a depth of quoting."""
        del self._open[depth:]
        for rail in self._open:
            rail.lower = lower
        while len(self._open) < depth:
            x = float(len(self._open) * m.QUOTE_INDENT)
            self._open.append(Rail(x, upper, lower, rtl))
            self.done.append(self._open[-1])


def _gap(above: Piece, line: Line) -> int:
    if line.code is not None:
        return m.CODE_ABOVE
    return m.PARAGRAPH_GAP if line.gap and above.box is None else 0


class _Sheet(Struct, frozen=True):
    """What all lines of a body are laid out with."""

    width: float
    faces: Faces
    tokens: Tokens
    highlighter: Highlighter | None
    big: bool
    ink: str
    names: frozenset[str]


def _place(piece: Piece, y: float) -> float:
    """Put a piece at `y`; return where it ends."""
    if piece.box is None:
        piece.y = y
        return y + piece.height
    piece.y = y + m.CODE_PAD_Y
    piece.box.moveTop(y)
    return y + piece.box.height()


def _piece(line: Line, sheet: _Sheet) -> Piece:
    indent = line.quotes * m.QUOTE_INDENT + line.indent * sheet.faces.list_indent
    # Deep nesting must not leave a text without any room.
    indent = min(indent, int(sheet.width * 0.6))
    if line.code is not None:
        return _code(line, indent, sheet)
    text = line.text
    rtl = right_to_left(text)
    layout = _layout(text, sheet.faces.huge if sheet.big else sheet.faces.body, _option(rtl))
    formats, links, code = _formats(line, sheet)
    layout.setFormats(formats)
    least = 0.0 if sheet.big else float(sheet.faces.line)
    room = max(sheet.width - indent, 1.0)
    natural, height = _break_lines(layout, room, least)
    piece = Piece(layout, line, text, 0, units(text), indent, 0.0, natural, height, room, rtl)
    piece.links, piece.code = tuple(links), tuple(code)
    return piece


def _code(line: Line, indent: int, sheet: _Sheet) -> Piece:
    text = line.text
    layout = _layout(text, sheet.faces.mono, _option(False))
    formats = [_range(0, units(text), _code_format(sheet.tokens.text, False, False))]
    if sheet.highlighter is not None and line.code:
        formats += [
            _range(ink.start, ink.length, _code_format(ink.colour, ink.bold, ink.italic))
            for ink in sheet.highlighter(text, line.code)
        ]
    layout.setFormats(formats)
    room = max(sheet.width - indent - 2 * m.CODE_PAD_X, 1.0)
    natural, height = _break_lines(layout, room, float(sheet.faces.code_line))
    x = indent + m.CODE_PAD_X
    piece = Piece(layout, line, text, 0, units(text), x, 0.0, natural, height, room)
    width = natural + 2 * m.CODE_PAD_X
    piece.box = QRectF(indent, 0.0, width, height + 2 * m.CODE_PAD_Y)
    return piece


def _layout(text: str, font: QFont, option: QTextOption) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setCacheEnabled(True)
    layout.setTextOption(option)
    return layout


@lru_cache(maxsize=2)
def _option(rtl: bool) -> QTextOption:
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    way = Qt.LayoutDirection
    option.setTextDirection(way.RightToLeft if rtl else way.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(32)
    return option


def _break_lines(layout: QTextLayout, width: float, least: float) -> tuple[float, float]:
    """Break a layout into lines at least `least` high; return its natural size."""
    natural = y = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height = max(line.height(), least)
        line.setPosition(QPointF(0.0, y + (height - line.height()) / 2))
        # Letters that count as one cannot be broken, however many they are.
        natural = max(natural, min(line.naturalTextWidth(), width))
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
    before: Span | None = None
    for span in line.spans:
        length = units(span.text)
        formats.append(_range(at, length, _format(span, bool(line.heading), sheet)))
        if before is not None and (span.style ^ before.style) & Style.CODE:
            formats += _room(before, span, at)
        before = span
        if span.href is not None:
            links.append((at, at + length, span.href))
        if span.style & Style.CODE:
            code.append((at, at + length))
        elif span.href is None:
            formats += _mentions(span, at, bool(line.heading), sheet)
        at += length
    return formats, links, code


def _room(before: Span, span: Span, at: int) -> list[QTextLayout.FormatRange]:
    """Widen the space where code begins or ends at `at`: the ground of code lies over a part."""
    if span.style & Style.CODE:
        return [_range(at - 1, 1, _roomy())] if before.text.endswith(" ") else []
    return [_range(at, 1, _roomy())] if span.text.startswith(" ") else []


@lru_cache(maxsize=1)
def _roomy() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    made.setFontLetterSpacing(m.CODE_ROOM)
    return made


def _mentions(span: Span, at: int, heading: bool, sheet: _Sheet) -> list[QTextLayout.FormatRange]:
    """Return the formats of the mentions in a span that begins at `at`."""
    look = _text_format(span.style | Style.BOLD, heading, sheet.tokens.accent_text, sheet.faces)
    made: list[QTextLayout.FormatRange] = []
    text, before = span.text, 0
    for found in mentions_in(text, sheet.names):
        at += units(text[before : found.start])
        length = units(text[found.start : found.end])
        made.append(_range(at, length, look))
        at, before = at + length, found.end
    return made


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
