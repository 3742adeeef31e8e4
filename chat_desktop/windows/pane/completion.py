"""What is being completed at the caret, `:emoji:` or `@name`, and what it may become."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Final

from msgspec import Struct

from chat_desktop.core.code_spans import in_code
from chat_desktop.core.fuzzy import rank
from chat_desktop.core.search_text import fold
from chat_desktop.windows.pane.emoji_table import EmojiTable
from protocol.scalars import UserId

MOST: Final = 8
REACH: Final = 64
"""How far before the caret a completion may begin, in characters."""

_EMOJI = re.compile(r"(?<![\w:/]):(?P<query>[\w+\-]{2,})\Z")
_NAME = re.compile(r"(?<![\w@/.])@(?P<query>[^\s@]{0,40})\Z")
_WHOLE = re.compile(r"(?<![\w:/]):(?P<code>[\w+\-]+):\Z")


class Kind(Enum):
    """What can be completed."""

    EMOJI = "emoji"
    PERSON = "person"


class Wanted(Struct, frozen=True):
    """`text[start:end]` is the beginning of something; `query` is it without its mark."""

    kind: Kind
    start: int
    end: int
    query: str


class Person(Struct, frozen=True):
    """Somebody who can be mentioned."""

    id: UserId
    username: str
    name: str


class Choice(Struct, frozen=True):
    """One line of the list: what it shows, and what it puts into the text."""

    title: str
    detail: str
    insert: str
    person: UserId | None = None
    """Whose portrait stands beside it; without one the picture is the emoji itself."""


def wanted(text: str, at: int) -> Wanted | None:
    """Return what is being completed at `at`; None in code and anywhere else."""
    start = max(0, at - REACH)
    for kind, pattern in ((Kind.EMOJI, _EMOJI), (Kind.PERSON, _NAME)):
        if found := pattern.search(text, start, at):
            if in_code(text, at):
                return None
            return Wanted(kind, found.start(), at, found["query"])
    return None


def whole_code(text: str, at: int) -> tuple[int, str] | None:
    """Return where the `:code:` that ends at `at` begins, and the code; None in code."""
    found = _WHOLE.search(text, max(0, at - REACH), at)
    if found is None or in_code(text, found.start()):
        return None
    return found.start(), found["code"].casefold()


def people(query: str, known: Sequence[Person], most: int = MOST) -> list[Choice]:
    """Return who may be meant. `known` comes in the order in which they spoke, the last first.

    Those of whom a name begins so come first, in that order; then those it fits otherwise.
    """
    begun = fold(query)
    first: list[Person] = []
    others: list[Person] = []
    for person in known:
        words = [fold(person.username), *fold(person.name).split()]
        (first if any(word.startswith(begun) for word in words) else others).append(person)
    found = first[:most]
    if len(found) < most and begun:
        names = [f"{person.name} {person.username}" for person in others]
        found += [others[place] for place, _match in rank(query, names)[: most - len(found)]]
    return [
        Choice(
            person.name or person.username,
            f"@{person.username}",
            f"@{person.username}",
            person.id,
        )
        for person in found
    ]


def emoji(query: str, table: EmojiTable, recent: Sequence[str], tone: str) -> list[Choice]:
    """Return the emoji whose codes begin so, or have a word that does."""
    return [
        Choice(f":{each.code}:", each.emoji.name, table.in_tone(each.emoji.char, tone))
        for each in table.complete(query, MOST, recent)
    ]
