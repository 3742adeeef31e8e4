"""The storage's texts and values as PostgreSQL takes them, each text translated once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from chat_server.storage.statements import Bulk

_MARK: Final = re.compile(r"\?")
_ITEMS: Final = re.compile(r"IN \(\{items\}\)")
_TUPLES: Final = "VALUES {items}"
_JOINED: Final = re.compile(r"CROSS JOIN (\w+) (\w+) WHERE (.*)\Z")
_ONE_BY_ONE: Final = r"CROSS JOIN LATERAL (SELECT * FROM \1 \2 WHERE \3 OFFSET 0) \2"
"""Looks each item up by itself, in that order.

A plain join PostgreSQL turns around where it believes the table to be small, and goes through all
of it for each item; it still does when the table has grown, until it is analysed again.
"""


@lru_cache(maxsize=512)
def translate(sql: str) -> bytes:
    """Return the text with `$1`, `$2` … for each `?`."""
    count = 0

    def numbered(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"${count}"

    return _MARK.sub(numbered, sql).encode()


@lru_cache(maxsize=256)
def translate_bulk(statement: Bulk) -> bytes:
    """Return the text of a bulk statement: an array for each column, whatever the rows."""
    arrays = ", ".join(f"${n}::{type}[]" for n, type in enumerate(statement.types, start=1))
    table = f"unnest({arrays}) AS v({', '.join(statement.columns)})"
    return statement.at_once.replace("{rows}", table).encode()


@lru_cache(maxsize=256)
def translate_list(sql: str, width: int, types: tuple[type, ...]) -> bytes:
    """Return the text of a query whose list of values comes as one array for each column."""
    if width == 1:
        return translate(_ITEMS.sub("= ANY (?)", sql))
    arrays = ", ".join(f"?::{'text' if kind is str else 'bigint'}[]" for kind in types)
    text = _JOINED.sub(_ONE_BY_ONE, sql)
    return translate(text.replace(_TUPLES, f"SELECT * FROM unnest({arrays})"))


def columns_of(rows: Sequence[Sequence[Any]]) -> list[str]:
    """Return rows of values as one array for each column."""
    return [array(column) for column in zip(*rows, strict=True)]


def array(values: Iterable[Any]) -> str:
    """Return an array of numbers, or of texts, as PostgreSQL reads it."""
    return "{" + ",".join([_element(value) for value in values]) + "}"


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        if "\\" in value or '"' in value:
            value = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{value}"'
    return str(value)
