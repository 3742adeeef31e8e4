"""Puts the changes of one frame together, so that a thousand new rows are one change."""

from __future__ import annotations

from collections.abc import Iterable

from chat_desktop.core.rows import Row, Splice


def merged(splices: Iterable[Splice]) -> list[Splice]:
    """Return fewer splices that do the same: rows put behind rows just put are one run."""
    result: list[Splice] = []
    run: list[Row] = []
    start = gone = 0

    def close() -> None:
        if run or gone:
            result.append(Splice(start, gone, tuple(run)))

    for splice in splices:
        if run and not splice.removed and splice.index == start + len(run):
            run.extend(splice.rows)
            continue
        close()
        start, gone, run = splice.index, splice.removed, list(splice.rows)
    close()
    return result
