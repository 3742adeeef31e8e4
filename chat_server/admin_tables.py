"""What the operator's commands print: tables in which nobody's text can move the cursor."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

USER_COLUMNS: Final = (
    "id",
    "username",
    "display_name",
    "email",
    "active",
    "superuser",
    "online",
    "groups",
    "created",
    "last_seen",
)
GROUP_COLUMNS: Final = ("id", "name", "visibility", "owner", "members", "n", "created", "closed")
MESSAGE_COLUMNS: Final = ("seq", "at", "username", "text")
TIMES: Final = frozenset({"at", "created", "last_seen"})
UNSAFE: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})


def plain(text: str) -> str:
    """Return the text with every control and direction character written out."""
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in UNSAFE else char
        for char in text
    )


def as_table(items: Sequence[msgspec.Struct], columns: tuple[str, ...]) -> str:
    """Return a heading and a line for each item, columns in line."""
    rows = [tuple(column.replace("_", " ") for column in columns)]
    rows += [tuple(_cell(column, getattr(item, column)) for column in columns) for item in items]
    widths = [max(len(row[place]) for row in rows) for place in range(len(columns))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _cell(column: str, value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column in TIMES and isinstance(value, int):
        return datetime.fromtimestamp(value / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return plain(str(value))
