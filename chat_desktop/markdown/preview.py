"""A message on one line, as a list or a quotation shows it: its words without their marks."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from chat_desktop.markdown.clean import one_line
from chat_desktop.markdown.parse import parse
from chat_desktop.markdown.tree import plain_text

READ: Final = 500
"""Characters of a message that are read for its preview."""


@lru_cache(maxsize=1_000)
def preview(text: str) -> str:
    """Return the beginning of a message's text on one line, safe to put beside other text."""
    return one_line(plain_text(parse(text[:READ])))
