"""Ranges of seqs against plain sets."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.spans import Spans

ranges = st.lists(
    st.tuples(st.integers(1, 40), st.integers(0, 8)).map(lambda r: (r[0], r[0] + r[1]))
)


def seqs(spans: Spans) -> set[int]:
    return {seq for lo, hi in spans for seq in range(lo, hi + 1)}


@given(ranges, st.integers(1, 50), st.integers(1, 50))
def test_spans_behave_like_a_set_of_seqs(added: list[tuple[int, int]], lo: int, hi: int) -> None:
    spans = Spans(added)
    plain = {seq for a, b in added for seq in range(a, b + 1)}
    assert seqs(spans) == plain
    gaps = {seq for a, b in spans.gaps(lo, hi) for seq in range(a, b + 1)}
    assert gaps == set(range(lo, hi + 1)) - plain
    assert all((seq in spans) == (seq in plain) for seq in range(52))
    spans.keep(lo, hi)
    assert seqs(spans) == plain & set(range(lo, hi + 1))


@given(ranges)
def test_ranges_are_ascending_and_never_touch(added: list[tuple[int, int]]) -> None:
    found = list(Spans(added))
    assert all(lo <= hi for lo, hi in found)
    assert all(a[1] + 1 < b[0] for a, b in pairwise(found))


def test_the_range_that_holds_a_seq() -> None:
    spans = Spans([(2, 4), (8, 9), (5, 5)])
    assert spans.holding(5) == (2, 5)
    assert spans.holding(6) is None
    spans.clear()
    assert list(spans) == []
