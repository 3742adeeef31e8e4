"""Help with writing a search: which operator the cursor is in, and what may stand behind it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

OPERATORS: Final = ("from", "in", "before", "after")

_OPERATOR: Final = re.compile(
    rf'(?<!\S)(?P<operator>{"|".join(OPERATORS)}):(?P<value>["“][^"”]*["”]?|\S*)', re.IGNORECASE
)


class Token(Struct, frozen=True):
    """An operator with what is written behind it, and where both stand in the text."""

    operator: str
    value: str
    start: int
    end: int


def token_at(text: str, cursor: int) -> Token | None:
    """Return the operator whose value the cursor is in or right behind; None elsewhere."""
    for found in _OPERATOR.finditer(text):
        if found.start("value") <= cursor <= found.end():
            value = found["value"].strip('"“”')
            return Token(found["operator"].lower(), value, found.start(), found.end())
    return None


def completed(text: str, token: Token, value: str) -> tuple[str, int]:
    """Return the text with the token's value replaced, and the cursor behind it."""
    if re.search(r'[\s"“”]', value):
        value = '"' + re.sub(r'["“”]', "", value) + '"'
    begin = f"{text[: token.start]}{token.operator}:{value} "
    return begin + text[token.end :].lstrip(), len(begin)


def with_operator(text: str, operator: str) -> tuple[str, int]:
    """Return the text with an operator put at its end, and the cursor behind it."""
    begin = text.rstrip()
    shown = f"{begin} {operator}:" if begin else f"{operator}:"
    return shown, len(shown)


def likely_days(today: date) -> list[date]:
    """Return days that people look before or after, the latest first."""
    days = {
        today,
        today - timedelta(days=1),
        today - timedelta(days=7),
        today.replace(day=1),
        today.replace(month=1, day=1),
        date(today.year - 1, 1, 1),
    }
    return sorted(days, reverse=True)
