"""Where the rows stand: heights, guessed until a row comes near, and the anchor that holds still.

The position is an anchor: a row and where its lower edge is. Whatever changes above or below it,
that edge stays where the reader sees it. The scroll bar only follows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate


class Column:
    """The heights of all rows and the part of them that is in view, in whole pixels.

    `measure` gives a row's exact height; it is asked only for rows that come into view.
    `follow` says whether the last row is the newest, so that being at the bottom sticks to it.
    """

    def __init__(self, measure: Callable[[int], int], margin: int = 0) -> None:
        self._measure = measure
        self.margin = margin
        """Free below the last row; `settle` brings a change of it into view."""
        self._heights: list[int] = []
        self._exact: list[bool] = []
        self._sums: list[int] | None = None
        self.viewport = 0
        self.anchor = 0
        self.lower = 0
        self.stuck = True
        self.follow = True

    def __len__(self) -> int:
        return len(self._heights)

    # --- what changes

    def reset(self, guesses: Iterable[int]) -> None:
        """Begin anew with guessed heights, at the bottom."""
        self._heights = list(guesses)
        self._exact = [False] * len(self._heights)
        self._sums = None
        self.anchor = max(0, len(self._heights) - 1)
        self.lower = self._bottom
        self.stuck = True

    def guess_again(self, guesses: Iterable[int]) -> None:
        """Take new guesses for the same rows, as after a change of the size of text."""
        self._heights = list(guesses)
        self._exact = [False] * len(self._heights)
        self._sums = None

    def splice(
        self, index: int, removed: int, guesses: list[int], anchor_at: int | None = None
    ) -> None:
        """Put guessed rows in the place of `removed` ones and keep the anchor where it is.

        `anchor_at` is where among the new rows the anchor's row is, if it is one of them.
        """
        was_empty = not self._heights
        below = self._heights[self.anchor + 1 : index + removed + 1]
        if len(self._heights) <= index + removed:
            below = []
        self._heights[index : index + removed] = guesses
        self._exact[index : index + removed] = [False] * len(guesses)
        self._sums = None
        if was_empty:
            # There was no row to keep; several splices may come before all is laid out.
            self.anchor = max(0, len(self._heights) - 1)
        elif self.anchor >= index + removed:
            self.anchor += len(guesses) - removed
        elif self.anchor >= index:
            if anchor_at is not None:
                self.anchor = index + anchor_at
            elif below:
                # A hole that is filled grows upwards: what the reader sees below it stays.
                self.lower += sum(below)
                self.anchor = index + len(guesses)
            else:
                self.anchor = max(0, len(self._heights) - 1)

    def forget_all(self) -> None:
        """Have all rows measured again when they are next in view: another width needs no guesses.

        A hand at the edge of the window changes it sixty times a second, by a little each time.
        """
        self._exact = [False] * len(self._heights)

    def forget(self, index: int) -> None:
        """Have the row measured again when it is next in view."""
        self._exact[index] = False

    def scroll(self, pixels: int) -> None:
        """Move down by `pixels`; up when negative."""
        if pixels < 0:
            self.stuck = False
        self.lower -= pixels
        self.settle()

    def scroll_to(self, value: int) -> None:
        """Move to where the scroll bar says."""
        if not self._heights:
            return
        self.stuck = False
        sums = self._prefix()
        self.anchor = min(bisect_right(sums, value), len(self._heights) - 1)
        self.lower = sums[self.anchor] - value
        self.settle()

    def place(self, index: int, top: int) -> None:
        """Move so that the row's upper edge is at `top`."""
        self.stuck = False
        self.anchor = index
        self.lower = top + self._height(index)
        self.settle()

    def hold(self, index: int, lower: int) -> None:
        """Move so that the row's lower edge is at `lower`."""
        self.stuck = False
        self.anchor = index
        self.lower = lower
        self.settle()

    def to_end(self) -> None:
        self.stuck = True
        self.settle()

    # --- what it comes to

    def settle(self) -> None:
        """Measure what is in view and bring the anchor to the first row that is."""
        count = len(self._heights)
        if not count:
            self.anchor, self.lower, self.stuck = 0, 0, True
            return
        if self.stuck and self.follow:
            self.anchor, self.lower = count - 1, self._bottom
        self._walk()
        gap = self.lower - self._height(self.anchor)
        if self.anchor == 0 and gap > 0:
            self.lower -= gap
        end = self._fill()
        if end is not None and end < self._bottom:
            self.lower += self._bottom - end
            self._walk()
            end = self._fill()
        self.stuck = self.follow and end is not None and end <= self._bottom

    def visible(self) -> Iterator[tuple[int, int, int]]:
        """Yield (row, upper edge, height) of every row in view, from the top."""
        if not self._heights:
            return
        index, top = self.anchor, self.lower - self._heights[self.anchor]
        while index < len(self._heights) and top < self.viewport:
            height = self._height(index)
            yield index, top, height
            index, top = index + 1, top + height

    def top_of(self, index: int) -> int:
        """Return where the row's upper edge is, by the heights known now."""
        sums = self._prefix()
        return self.lower + (sums[index] - self._heights[index]) - sums[self.anchor]

    def height(self, index: int) -> int:
        return self._heights[index]

    @property
    def above(self) -> int:
        """How many pixels lie above the view: the value of the scroll bar."""
        if not self._heights:
            return 0
        return max(0, self._prefix()[self.anchor] - self.lower)

    @property
    def below(self) -> int:
        """How many pixels lie below the view."""
        if not self._heights:
            return 0
        sums = self._prefix()
        return max(0, sums[-1] - sums[self.anchor] + self.lower - self._bottom)

    @property
    def _bottom(self) -> int:
        return self.viewport - self.margin

    def _height(self, index: int) -> int:
        if not self._exact[index]:
            self._exact[index] = True
            height = self._measure(index)
            if height != self._heights[index]:
                self._heights[index] = height
                self._sums = None
        return self._heights[index]

    def _walk(self) -> None:
        """Make the first row in view the anchor without moving anything."""
        while self.anchor > 0 and self.lower - self._height(self.anchor) > 0:
            self.lower -= self._height(self.anchor)
            self.anchor -= 1
        while self.anchor < len(self._heights) - 1 and self.lower <= 0:
            self.anchor += 1
            self.lower += self._height(self.anchor)

    def _fill(self) -> int | None:
        """Measure down to the lower edge of the view; return where the last row ends, if seen."""
        index, lower = self.anchor, self.lower
        self._height(index)
        while lower < self.viewport:
            if index == len(self._heights) - 1:
                return lower
            index += 1
            lower += self._height(index)
        return lower if index == len(self._heights) - 1 else None

    def _prefix(self) -> list[int]:
        if self._sums is None:
            self._sums = list(accumulate(self._heights))
        return self._sums
