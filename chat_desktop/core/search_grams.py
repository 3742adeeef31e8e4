"""What a text is found by: its pieces of up to three letters, its author and its group.

A message is looked up by some pieces of what is searched for, and compared afterwards: the pieces
only have to leave out most of what does not match, never what does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Final

from chat_desktop.core.search_text import SHORT, Matcher, begins_word, fold
from protocol.scalars import UserId

LONGEST: Final = 3
MOST: Final = 16
"""The most pieces that are looked up for one query."""

MOST_NAMES: Final = 64
"""More authors or groups than these are not looked up; what is found is sifted by them."""

_PLAIN: Final = str.maketrans(
    {code: chr(0x80 + code) for code in range(0x80) if not chr(code).isalnum() and chr(code) != " "}
)
"""Puts letters in the place of what separates words for the index."""


class _Spaced(dict[str, bool]):
    """Whether a letter belongs to words that are written apart, worked out when it is met."""

    def __missing__(self, letter: str) -> bool:
        spaced = self[letter] = not begins_word(letter, letter)
        return spaced


_SPACED: Final = _Spaced()
_AUTHOR: Final = "\u0100"
_GROUP: Final = "\u0101"


def grams_of(folded: str) -> set[str]:
    """Return what a folded text is found by.

    These are three letters in a row, one or two at a beginning, and what stands around a space.
    """
    runs = folded.split()
    grams = {_gap(before, after) for before, after in pairwise(runs)}
    for run in runs:
        grams.update(map("".join, zip(run, run[1:], run[2:], strict=False)))
        if run.isascii() and run.isalnum():
            grams.update((run[0], run[:SHORT]))
        else:
            grams.update(_beginnings(run))
    return grams


def _gap(before: str, after: str) -> str:
    return f"{before[-SHORT:]}_{after[:SHORT]}"


def _beginnings(run: str) -> Iterator[str]:
    within = False
    for place, letter in enumerate(run):
        spaced = _SPACED[letter]
        if not (within and spaced):
            yield letter
            yield run[place : place + SHORT]
        within = spaced


def document_of(text: str, by: UserId, number: int) -> str:
    """Return what the index is given for a message in the group with this number."""
    return " ".join((*grams_of(fold(text)), _AUTHOR + by, f"{_GROUP}{number}")).translate(_PLAIN)


def lookup(matcher: Matcher, authors: Sequence[UserId], numbers: Sequence[int]) -> str:
    """Return the query by which the index finds everything that matches; "" finds nothing out."""
    wanted = [_pieces(term) for term in matcher.terms]
    for phrase in matcher.phrases:
        words = phrase.split()
        wanted.append(_gaps(words))
        wanted.extend(_pieces(word) for word in words)
    # The first piece of each term, then the second of each …: with many terms each has a share.
    shared = (piece for row in zip_longest(*wanted) for piece in row if piece is not None)
    clauses = [_quoted(piece) for piece in list(dict.fromkeys(shared))[:MOST]]
    clauses.extend(_any_of([_AUTHOR + by for by in authors]))
    clauses.extend(_any_of([f"{_GROUP}{number}" for number in numbers]))
    return " AND ".join(clauses)


def _gaps(words: Sequence[str]) -> list[str]:
    """Return what stands around the spaces of a phrase: two letters, as far as that is known.

    Something other than a letter may stand beside the phrase's first and last word.
    """
    gaps = list(pairwise(words))
    if gaps and len(words[0]) < SHORT:
        del gaps[0]
    if gaps and len(words[-1]) < SHORT:
        del gaps[-1]
    return [_gap(before, after) for before, after in gaps]


def _pieces(term: str) -> list[str]:
    """Return all pieces of a term, those first that cover it."""
    if len(term) <= LONGEST:
        return [term]
    last = len(term) - LONGEST
    places = dict.fromkeys((*range(0, last, LONGEST), last, *range(last)))
    return [term[place : place + LONGEST] for place in places]


def _any_of(tokens: Sequence[str]) -> list[str]:
    if not 0 < len(tokens) <= MOST_NAMES:
        return []
    return ["(" + " OR ".join(map(_quoted, tokens)) + ")"]


def _quoted(token: str) -> str:
    return f'"{token.translate(_PLAIN)}"'
