"""The table of a run of the rig: a line for each scenario, the counts, and what was broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from faults.scenario import Tally

COLUMNS = ("acknowledged", "lost", "doubled", "reordered")


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one scenario on one engine. `broken` says what else was wrong, or is ""."""

    name: str
    engine: str
    seed: int
    seconds: float
    tally: Tally = Tally()  # noqa: RUF009 - frozen
    broken: str = ""

    @property
    def sound(self) -> bool:
        return self.tally.clean and not self.broken


def render(rows: Sequence[Row]) -> str:
    """Return the table as text, the sum last; faults follow it in full."""
    lines: list[tuple[str, ...]] = [("scenario", "engine", *COLUMNS, "s", "")]
    for row in rows:
        counts = [f"{getattr(row.tally, column):,}" for column in COLUMNS]
        remark = "BROKEN" if row.broken else ", ".join(row.tally.remarks)
        lines.append((row.name, row.engine, *counts, f"{row.seconds:.0f}", remark))
    total = sum((row.tally for row in rows), Tally())
    counts = [f"{getattr(total, column):,}" for column in COLUMNS]
    lines.append(("all", "", *counts, "", ""))
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    texts = [_line(line, widths) for line in lines]
    texts.insert(1, "-" * max(map(len, texts)))
    texts.insert(-1, texts[1])
    for row in rows:
        if not row.sound:
            again = f"python -m faults --only '{row.name}' --seed {row.seed}"
            texts.append(f"\n{row.name} ({row.engine}; again: {again})\n{row.broken or 'counts'}")
    return "\n".join(texts)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return a line: texts to the left, numbers to the right."""
    numbers = range(2, 2 + len(COLUMNS) + 1)
    padded = [
        cell.rjust(width) if place in numbers else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()
