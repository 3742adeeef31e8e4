"""The smallest runs of rows that turn one list of rows into another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chat_desktop.core.rows import Row, Splice

Place = tuple[float, int]
"""Where a row stands: every list of rows ascends by it, and a row keeps it."""

PlacedRow = tuple[Place, Row]


def splices_between(old: Sequence[PlacedRow], new: Sequence[PlacedRow]) -> tuple[Splice, ...]:
    """Return splices that, applied in order to the rows of `old`, give those of `new`."""
    splices: list[Splice] = []
    i = j = 0
    i_from = j_from = 0
    while i < len(old) and j < len(new):
        if old[i] is new[j] or old[i] == new[j]:
            _cut(splices, j_from, i - i_from, new[j_from:j])
            i, j = i + 1, j + 1
            i_from, j_from = i, j
        elif old[i][0] == new[j][0]:
            i, j = i + 1, j + 1
        elif old[i][0] < new[j][0]:
            i += 1
        else:
            j += 1
    _cut(splices, j_from, len(old) - i_from, new[j_from:])
    return tuple(splices)


def _cut(splices: list[Splice], index: int, removed: int, rows: Sequence[PlacedRow]) -> None:
    if removed or rows:
        splices.append(Splice(index, removed, tuple(row for _, row in rows)))


def apply_splices(rows: Sequence[Row], splices: Iterable[Splice]) -> list[Row]:
    """Return `rows` after `splices`."""
    changed = list(rows)
    for splice in splices:
        changed[splice.index : splice.index + splice.removed] = splice.rows
    return changed
