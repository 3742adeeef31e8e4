"""What a search asks for, read from what the user typed, and what it finds."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date
from typing import Final

from msgspec import Struct

from protocol.errors import ErrorCode, Refusal
from protocol.scalars import GroupId, Seq, UserId

LONGEST: Final = 60_000
"""What a query says beyond so many characters is not read."""

NO_DATE: Final = "“{text}” is no date. Write it like 2026-06-12."

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_OPERATOR: Final = "(?:from|in|before|after):"
_PART: Final = re.compile(
    rf'(?P<empty>{_OPERATOR})(?=\s|$)|(?P<operator>{_OPERATOR})?(?:"(?P<quoted>[^"]*)"?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class Query(Struct, frozen=True):
    """What a message must be to be found: all of this at once.

    It has every one of `words` anywhere in it and every one of `phrases` as whole words in a row,
    is by one of `senders` and in one of `groups` (names as typed; none means anybody's,
    anywhere), and was sent before the day `before` began and not before the day `after` began.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    before: date | None = None
    after: date | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for: nothing is found then."""
        return self == Query()

    @property
    def marks(self) -> tuple[str, ...]:
        """Everything that is to be highlighted in a text."""
        return self.words + self.phrases


class Hit(Struct, frozen=True):
    """A message that was found. `spans` are the parts to highlight in `text`.

    Each is (first character, character after the last), in code points, ascending, separate.
    """

    group: GroupId
    seq: Seq
    at: int
    by: UserId
    text: str
    spans: tuple[tuple[int, int], ...] = ()


class SearchPage(Struct, frozen=True):
    """Hits, newest first; `more` says whether older ones may exist.

    `partial` says that the search was given up before it had looked at everything, since what was
    asked for fits too much and matches too little.
    """

    hits: tuple[Hit, ...] = ()
    more: bool = False
    partial: bool = False


class Coverage(Struct, frozen=True):
    """How many messages a search covers: `done` of the `total` that the user may read."""

    done: int
    total: int

    @property
    def complete(self) -> bool:
        """Whether a search covers everything."""
        return self.done >= self.total


def parse_query(text: str) -> Query:
    """Return what `text` asks for. Any text is a query.

    Raises `Refusal(BAD_REQUEST)` with the field `before` or `after` for what is no date there. A
    year or a month stands for its first day.
    """
    found: dict[str, dict[str, None]] = {kind: {} for kind in ("", '"', "from", "in")}
    days: dict[str, date] = {}
    for part in _PART.finditer(text[:LONGEST].translate(_QUOTES)):
        operator = (part["operator"] or "").rstrip(":").lower()
        value = (part["quoted"] or part["word"] or "").strip()
        if not value:
            continue
        if operator in ("before", "after"):
            days[operator] = _day(value, operator)
        elif operator:
            found[operator][value.lstrip("@#") or value] = None
        else:
            found["" if part["quoted"] is None else '"'][value] = None
    return Query(
        words=tuple(found[""]),
        phrases=tuple(found['"']),
        senders=tuple(found["from"]),
        groups=tuple(found["in"]),
        before=days.get("before"),
        after=days.get("after"),
    )


def _day(text: str, field: str) -> date:
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(number or 1) for number in match.groups())
        if not 1 < year < MAXYEAR:
            raise ValueError
        return date(year, month, day)
    except ValueError:
        message = NO_DATE.format(text=text)
        raise Refusal(ErrorCode.BAD_REQUEST, message, field=field) from None
