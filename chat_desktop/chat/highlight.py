"""Colours for code: pygments, within bounds of size and time, loaded when first needed."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from chat_desktop.chat.utf16 import units
from chat_desktop.look.tokens import DARK, LIGHT, legible

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

MOST_CHARS: Final = 4_000
MOST_SECONDS: Final = 0.006
"""Code beyond these stays plain: colours are not worth a frame that comes late."""


class Ink(NamedTuple):
    """A run of code in one colour: start and length in UTF-16 units, colour as `#rrggbb`."""

    start: int
    length: int
    colour: str | None
    bold: bool
    italic: bool


def highlight(code: str, language: str, *, dark: bool) -> tuple[Ink, ...]:
    """Return the coloured runs of `code`; none for an unknown language or too much code."""
    if not language or len(code) > MOST_CHARS:
        return ()
    lexer = _lexer(language.lower())
    if lexer is None:
        return ()
    late = time.monotonic() + MOST_SECONDS
    inks: list[Ink] = []
    at = 0
    for kind, text in lexer.get_tokens(code):
        length = units(text)
        colour, bold, italic = _look(kind, dark)
        if (colour or bold or italic) and not text.isspace():
            inks.append(Ink(at, length, colour, bold, italic))
        at += length
        if time.monotonic() > late:
            break
    return tuple(inks)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=512)
def _look(kind: _TokenType, dark: bool) -> tuple[str | None, bool, bool]:
    """Return (colour, bold, italic) of a kind of token."""
    from pygments.styles import get_style_by_name

    style = get_style_by_name("github-dark" if dark else "friendly").style_for_token(kind)
    ground = (DARK if dark else LIGHT).field
    colour = legible(f"#{style['color']}", ground) if style["color"] else None
    return colour, bool(style["bold"]), bool(style["italic"])
