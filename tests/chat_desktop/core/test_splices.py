"""Splices turn the old rows into the new ones and touch no more than they must."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chat_desktop.core.rows import MessageRow, Splice
from chat_desktop.core.splices import PlacedRow, apply_splices, splices_between


def placed(rows: dict[int, int]) -> list[PlacedRow]:
    return [
        ((seq, 0), MessageRow(key=str(seq), by="a", at=1, text=None, seq=seq, rev=rev))
        for seq, rev in sorted(rows.items())
    ]


some_rows = st.dictionaries(st.integers(1, 15), st.integers(0, 1))


@given(some_rows, some_rows)
def test_applied_in_order_they_give_the_new_rows(old: dict[int, int], new: dict[int, int]) -> None:
    before, after = placed(old), placed(new)
    splices = splices_between(before, after)
    assert apply_splices([row for _, row in before], splices) == [row for _, row in after]
    kept = {seq for seq in old.keys() & new.keys() if old[seq] == new[seq]}
    said = [row.seq for splice in splices for row in splice.rows if isinstance(row, MessageRow)]
    assert not kept & set(said)
    assert len(said) == len(new) - len(kept)
    assert sum(splice.removed for splice in splices) == len(old) - len(kept)


def test_changes_far_apart_are_told_apart() -> None:
    before, after = placed({1: 0, 2: 0, 3: 0}), placed({1: 1, 2: 0, 3: 1, 4: 0})
    splices = splices_between(before, after)
    assert [(s.index, s.removed, len(s.rows)) for s in splices] == [(0, 1, 1), (2, 1, 2)]
    assert all(isinstance(splice, Splice) for splice in splices)


def test_equal_rows_need_no_splice() -> None:
    assert splices_between(placed({1: 0, 2: 1}), placed({1: 0, 2: 1})) == ()
