"""The table: counts, the sum, and what was broken with the way to run it again."""

from __future__ import annotations

from faults.scenario import Tally
from faults.table import Row, render


def test_it_shows_counts_and_their_sum() -> None:
    rows = [
        Row("one", "sqlite", 1, 2.0, Tally(1_000, remarks=("calm",))),
        Row("two", "postgresql", 2, 3.0, Tally(500)),
    ]
    lines = render(rows).splitlines()
    assert lines[2].split() == ["one", "sqlite", "1,000", "0", "0", "0", "2", "calm"]
    assert lines[-1].split() == ["all", "1,500", "0", "0", "0"]
    assert all(row.sound for row in rows)


def test_counts_and_faults_are_not_sound() -> None:
    assert not Row("lost", "sqlite", 1, 1.0, Tally(5, lost=1)).sound
    assert not Row("doubled", "sqlite", 1, 1.0, Tally(5, doubled=1)).sound
    assert not Row("reordered", "sqlite", 1, 1.0, Tally(5, reordered=1)).sound
    assert not Row("broken", "sqlite", 1, 1.0, Tally(5), "memory grew").sound


def test_a_fault_is_told_in_full() -> None:
    text = render([Row("one", "sqlite", 7, 2.0, broken="memory grew by 5 GiB")])
    assert "BROKEN" in text
    assert "--only 'one' --seed 7" in text
    assert text.endswith("memory grew by 5 GiB")
