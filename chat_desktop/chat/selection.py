"""What is selected, across messages: two spots, each a row and an offset into its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from chat_desktop.chat.identity import Identity


class Spot(Struct, frozen=True):
    """A place between two characters: an offset in UTF-16 units into the text of a row."""

    row: Identity
    offset: int


class Selection(Struct, frozen=True):
    """From where the mouse went down to where it is; either may come first."""

    anchor: Spot
    head: Spot

    @property
    def empty(self) -> bool:
        return self.anchor == self.head

    def ends(
        self, index_of: Callable[[Identity], int | None]
    ) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Return ((row, offset), (row, offset)) in reading order; None once a row is gone."""
        one, other = index_of(self.anchor.row), index_of(self.head.row)
        if one is None or other is None:
            return None
        first, last = sorted(((one, self.anchor.offset), (other, self.head.offset)))
        return first, last

    def covers(
        self, index: int, length: int, index_of: Callable[[Identity], int | None]
    ) -> tuple[int, int] | None:
        """Return the selected (start, end) of a row with `length` units of text, if any."""
        ends = None if self.empty else self.ends(index_of)
        if ends is None:
            return None
        (first, start), (last, end) = ends
        if not first <= index <= last:
            return None
        start = start if index == first else 0
        end = min(end, length) if index == last else length
        return (start, end) if start < end else None


def copied(parts: Iterable[tuple[str, str]]) -> str:
    """Return (author, text) parts as they are copied: one alone without its author's name."""
    found = [(name, text) for name, text in parts if text]
    if len(found) == 1:
        return found[0][1]
    return "\n".join(f"{name}: {text}" for name, text in found)
