"""Reads a message's text: CommonMark without HTML, pictures and tables, within fixed bounds.

Indented lines are no code, only text that keeps its shape: code has marks that everybody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from chat_desktop.markdown.clean import cleaned
from chat_desktop.markdown.links import allowed
from chat_desktop.markdown.tree import (
    Block,
    Code,
    Heading,
    Item,
    Listing,
    Paragraph,
    Quote,
    Span,
    Style,
    Tree,
    lines_of,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONG_LINE: Final = 4_000
"""Longer lines are broken here: laying out one line costs more than its length squared."""

NESTING: Final = 40
MARKUP: Final = 1_500
BRACKETS: Final = 300
LINKS: Final = 150
"""More of these than this is no prose: the text is shown as it was typed, in time that grows
with its length and not with the square of it."""

_MARKUP = re.compile(r"[*_`~\[\]<>\\]")
_LINK = re.compile(r"://|www\.", re.IGNORECASE)
_SPECIAL = re.compile(
    r"[*_`~\[<\\]|://|www\.|^[ \t]*(?:[>#+-]|\d{1,9}[.)])",
    re.MULTILINE | re.IGNORECASE,
)
_BLANK = re.compile(r"\n[ \t]*\n")
_DEEP = re.compile(r"^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){13}", re.MULTILINE)
_STYLES: Final = {"strong": Style.BOLD, "em": Style.ITALIC, "s": Style.STRIKE}
_reading: Final = Lock()
"""The reader, and the tables that its libraries make at their first use, are for one thread."""


def parse(text: str) -> Tree:
    """Return the tree of any text. Never raises; hostile or huge texts come out as plain ones.

    It may be called in any thread.
    """
    shown, left_out = cleaned(text)
    if not _SPECIAL.search(shown):
        return Tree(_plain(shown), left_out)
    return Tree(_marked_up(shown) or _plain(shown), left_out)


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt(
        "commonmark", {"html": False, "linkify": True, "maxNesting": NESTING, "typographer": False}
    )
    reader.enable(["strikethrough", "linkify"])
    # What would swallow or turn the words of somebody who knows no Markdown, or fetch something.
    reader.disable(["image", "html_block", "html_inline", "reference", "entity", "hr", "lheading"])
    # What is indented stays text: the rule is there, so that no list or fence begins in it.
    reader.block.ruler.at("code", lambda *_: False)
    reader.block.ruler.at("paragraph", _paragraph)
    reader.inline.ruler.at("newline", _newline)
    linkify = reader.linkify
    if linkify is not None:
        linkify.set({"fuzzy_email": False, "fuzzy_ip": False, "fuzzy_link": True})
        linkify.add("parlance:", {"validate": re.compile(r"^//[^\s<>]+", re.IGNORECASE)})
        for scheme in ("ftp:", "mailto:", "//"):
            linkify.add(scheme, None)
    return reader


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a paragraph as the reader does, and keep the spaces that its first line begins with."""
    from markdown_it.rules_block import paragraph

    paragraph(state, start, end, silent)
    first = state.getLines(start, start + 1, state.blkIndent, False)
    inline = state.tokens[-2]
    inline.content = first[: len(first) - len(first.lstrip(" \t"))] + inline.content
    return True


def _newline(state: StateInline, silent: bool) -> bool:
    """Read the end of a line as the reader does, and keep the spaces that the next begins with."""
    from markdown_it.rules_inline import newline

    end = state.pos
    if not newline(state, silent):
        return False
    state.pos = end + 1
    return True


def _marked_up(text: str) -> tuple[Block, ...] | None:
    """Return the blocks of a text with markup; None where it is better shown as it was typed."""
    if (
        len(_MARKUP.findall(text)) > MARKUP
        or text.count("[") > BRACKETS
        or len(_LINK.findall(text)) > LINKS
        or _DEEP.search(text)
    ):
        return None
    try:
        with _reading:
            tokens = _reader().parse(text)
    except RecursionError:
        return None
    if any(token.level >= NESTING - 1 for token in tokens):
        # Beyond its nesting the reader drops what people wrote.
        return None
    blocks = _blocks(iter(tokens))
    return blocks if any(line.text.strip() for line in lines_of(Tree(blocks))) else None


def _plain(text: str) -> tuple[Block, ...]:
    """Return paragraphs of a text that is shown as it was typed."""
    parts = [part.strip("\n") for part in _BLANK.split(text)]
    return tuple(Paragraph(_broken((Span(part),))) for part in parts if part)


def _blocks(tokens: Iterator[Token], until: str = "") -> tuple[Block, ...]:
    """Read blocks up to the token that closes them."""
    blocks: list[Block] = []
    for token in tokens:
        kind = token.type
        if kind == until:
            break
        if kind == "paragraph_open":
            blocks.append(Paragraph(_spans(next(tokens))))
        elif kind == "heading_open":
            blocks.append(Heading(int(token.tag[1:]), _spans(next(tokens))))
        elif kind == "fence":
            language = token.info.strip().partition(" ")[0]
            blocks.append(Code(_broken_text(token.content.removesuffix("\n")), language))
        elif kind == "blockquote_open":
            blocks.append(Quote(_blocks(tokens, "blockquote_close")))
        elif kind in ("bullet_list_open", "ordered_list_open"):
            blocks.append(Listing(_items(tokens, kind.replace("open", "close"))))
    return tuple(blocks)


def _items(tokens: Iterator[Token], until: str) -> tuple[Item, ...]:
    items: list[Item] = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "list_item_open":
            marker = f"{token.info}." if token.info else "•"
            items.append(Item(marker, _blocks(tokens, "list_item_close")))
    return tuple(items)


def _spans(inline: Token) -> tuple[Span, ...]:
    spans: list[Span] = []
    styles: list[Style] = [Style.PLAIN]
    href: str | None = None
    tokens = inline.children or []
    for place, token in enumerate(tokens):
        kind = token.type
        if kind == "link_open":
            href = _target(token, tokens[place + 1].content)
        elif kind == "link_close":
            href = None
        elif kind in ("softbreak", "hardbreak"):
            _add(spans, Span("\n", styles[-1], href))
        elif kind == "code_inline":
            _add(spans, Span(token.content, styles[-1] | Style.CODE, href))
        elif token.nesting == 1 and token.tag in _STYLES:
            styles.append(styles[-1] | _STYLES[token.tag])
        elif token.nesting == -1 and token.tag in _STYLES and len(styles) > 1:
            styles.pop()
        elif token.content:
            _add(spans, Span(token.content, styles[-1], href))
    return _broken(tuple(spans))


def _add(spans: list[Span], span: Span) -> None:
    """Append a span, joined to the last where both look alike."""
    if spans and (last := spans[-1]).style == span.style and last.href == span.href:
        spans[-1] = Span(last.text + span.text, span.style, span.href)
    else:
        spans.append(span)


def _target(token: Token, label: str) -> str | None:
    """Return where a link leads; None for what must not, or was not meant to be one.

    `main.py` and `notes.md` are names of files here, though both are also domains.
    """
    if token.markup == "linkify" and not label.lower().startswith("www.") and "://" not in label:
        return None
    url = str(token.attrs.get("href", ""))
    return url if allowed(url) else None


def _broken(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans with line breaks put into lines over `LONG_LINE` characters."""
    if sum(len(span.text) for span in spans) <= LONG_LINE:
        return spans
    result: list[Span] = []
    column = 0
    for span in spans:
        pieces: list[str] = []
        text = span.text
        while text:
            line, newline, rest = text.partition("\n")
            room = LONG_LINE - column
            if len(line) > room:
                cut = line.rfind(" ", room // 2, room) + 1 or room
                pieces += [line[:cut], "\n"]
                text, column = text[cut:], 0
            else:
                pieces += [line, newline]
                text, column = rest, 0 if newline else column + len(line)
        result.append(Span("".join(pieces), span.style, span.href))
    return tuple(result)


def _broken_text(text: str) -> str:
    return "".join(span.text for span in _broken((Span(text),)))
