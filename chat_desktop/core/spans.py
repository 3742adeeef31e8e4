"""A set of seqs as sorted, separate ranges: what is known of a log, and where its holes are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator


class Spans:
    """Closed ranges `(lo, hi)`, ascending, that neither touch nor overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._los: list[int] = []
        self._his: list[int] = []
        for lo, hi in spans:
            self.add(lo, hi)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(list(zip(self._los, self._his, strict=True)))

    def __contains__(self, seq: int) -> bool:
        return self.holding(seq) is not None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Spans({list(self)})"

    def add(self, lo: int, hi: int) -> None:
        """Add every seq from `lo` to `hi`; an empty range adds nothing."""
        if hi < lo:
            return
        first = bisect_left(self._his, lo - 1)
        last = bisect_right(self._los, hi + 1)
        if first < last:
            lo = min(lo, self._los[first])
            hi = max(hi, self._his[last - 1])
        self._los[first:last] = [lo]
        self._his[first:last] = [hi]

    def holding(self, seq: int) -> tuple[int, int] | None:
        """Return the range that `seq` lies in."""
        place = bisect_left(self._his, seq)
        if place < len(self._los) and self._los[place] <= seq:
            return self._los[place], self._his[place]
        return None

    def gaps(self, lo: int, hi: int) -> list[tuple[int, int]]:
        """Return what is missing between `lo` and `hi`, both included."""
        missing = []
        for place in range(bisect_left(self._his, lo), len(self._los)):
            if self._los[place] > hi:
                break
            if lo < self._los[place]:
                missing.append((lo, self._los[place] - 1))
            lo = self._his[place] + 1
        if lo <= hi:
            missing.append((lo, hi))
        return missing

    def keep(self, lo: int, hi: int) -> None:
        """Forget everything outside `lo` to `hi`."""
        kept = [(max(a, lo), min(b, hi)) for a, b in self if b >= lo and a <= hi]
        self._los = [a for a, _ in kept]
        self._his = [b for _, b in kept]

    def clear(self) -> None:
        """Forget everything."""
        self._los.clear()
        self._his.clear()
