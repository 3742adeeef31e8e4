"""The tree that a message's text becomes: blocks of styled spans, and its flat form, lines."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntFlag

from msgspec import Struct
from msgspec.structs import replace


class Style(IntFlag):
    """How a span is set; styles add up."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    STRIKE = 4
    CODE = 8


class Span(Struct, frozen=True):
    """A run of text in one style. `href` is a link of an allowed scheme; "\\n" breaks the line."""

    text: str
    style: Style = Style.PLAIN
    href: str | None = None


class Paragraph(Struct, frozen=True):
    spans: tuple[Span, ...]


class Heading(Struct, frozen=True):
    level: int
    spans: tuple[Span, ...]


class Quote(Struct, frozen=True):
    blocks: tuple[Block, ...]


class Item(Struct, frozen=True):
    """A point of a list; `marker` is "•" or the number as it was typed."""

    marker: str
    blocks: tuple[Block, ...]


class Listing(Struct, frozen=True):
    items: tuple[Item, ...]


class Code(Struct, frozen=True):
    """A block of code; `language` is the word after the fence, "" where there is none."""

    text: str
    language: str


Block = Paragraph | Heading | Quote | Listing | Code


class Tree(Struct, frozen=True):
    """A whole message. `left_out` counts the characters beyond what is shown of a huge one."""

    blocks: tuple[Block, ...]
    left_out: int = 0


class Line(Struct, frozen=True):
    """A paragraph, heading or block of code with where it stands, as it is drawn and copied.

    `quotes` and `indent` are depths; `gap` asks for space above it; `code` is the language of a
    block of code, None for ordinary text.
    """

    spans: tuple[Span, ...]
    quotes: int = 0
    indent: int = 0
    marker: str = ""
    gap: bool = False
    heading: int = 0
    code: str | None = None

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def prefix(self) -> str:
        """What stands before the text when it is copied."""
        marker = f"{self.marker} " if self.marker else ""
        return "> " * self.quotes + "  " * max(self.indent - 1, 0) + marker


def lines_of(tree: Tree) -> tuple[Line, ...]:
    """Return the tree's lines in reading order."""
    return tuple(_lines(tree.blocks, 0, 0))


def plain_text(tree: Tree) -> str:
    """Return the tree as plain text, with the marks of lists and quotes but no others."""
    return "\n".join(line.prefix + line.text for line in lines_of(tree))


def _lines(
    blocks: tuple[Block, ...], quotes: int, indent: int, inside: bool = False
) -> Iterator[Line]:
    """Yield the lines of blocks; a list `inside` another's point follows it without a gap."""
    for place, block in enumerate(blocks):
        gap = place > 0 and not (inside and isinstance(block, Listing))
        match block:
            case Paragraph(spans):
                yield Line(spans, quotes, indent, gap=gap)
            case Heading(level, spans):
                yield Line(spans, quotes, indent, gap=gap, heading=level)
            case Code(text, language):
                yield Line((Span(text),), quotes, indent, gap=gap, code=language)
            case Quote(inner):
                yield from _spaced(_lines(inner, quotes + 1, indent), gap)
            case Listing(items):
                for number, item in enumerate(items):
                    yield from _spaced(_item(item, quotes, indent + 1), gap and number == 0)


def _item(item: Item, quotes: int, indent: int) -> Iterator[Line]:
    first, *rest = tuple(_lines(item.blocks, quotes, indent, inside=True)) or (
        Line((), quotes, indent),
    )
    if first.marker or first.code is not None or first.quotes > quotes:
        yield Line((), quotes, indent, marker=item.marker)
        yield first
    else:
        yield replace(first, marker=item.marker)
    yield from rest


def _spaced(lines: Iterator[Line], gap: bool) -> Iterator[Line]:
    for place, line in enumerate(lines):
        yield replace(line, gap=True) if gap and place == 0 else line
