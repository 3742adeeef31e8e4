"""User ids on the wire: base 36 of the row's number, so that they are short in every event."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from protocol.scalars import UserId

_CANONICAL: Final = re.compile(r"[1-9a-z][0-9a-z]{0,11}")
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=16_384)
def user_id(number: int) -> UserId:
    """Return the id of the user's row."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


@lru_cache(maxsize=16_384)
def find_number(id: UserId) -> int | None:
    """Return the row that an id from outside names; None for what is no id in canonical form."""
    return int(id, 36) if _CANONICAL.fullmatch(id) else None


def user_number(id: UserId) -> int:
    """Return the row of an id that this store gave out; anything else is a bug: `ValueError`."""
    number = find_number(id)
    if number is None:
        raise ValueError(f"no user's id: {id!r}")
    return number
