from hypothesis import given
from hypothesis import strategies as st
from timelines import message

from chat_desktop.chat.batches import merged
from chat_desktop.core.rows import Row, Splice


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 3), st.lists(st.integers(1, 99), max_size=3)),
        max_size=8,
    )
)
def test_merged_splices_do_the_same(changes: list[tuple[int, int, list[int]]]) -> None:
    rows: list[Row] = []
    splices: list[Splice] = []
    for at, gone, seqs in changes:
        at = min(at, len(rows))
        splices.append(Splice(at, min(gone, len(rows) - at), tuple(map(message, seqs))))
        _apply(rows, splices[-1])
    again: list[Row] = []
    for splice in merged(splices):
        _apply(again, splice)
    assert again == rows


def test_appended_rows_are_one_run() -> None:
    splices = [Splice(5 + n, 0, (message(n + 1),)) for n in range(100)]
    (one,) = merged(splices)
    assert (one.index, one.removed, len(one.rows)) == (5, 0, 100)


def _apply(rows: list[Row], splice: Splice) -> None:
    rows[splice.index : splice.index + splice.removed] = splice.rows
