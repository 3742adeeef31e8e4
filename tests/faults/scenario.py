"""What a fault scenario is: how it is registered, what it is given, what it reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Engine = Literal["sqlite", "postgresql"]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run counted; only `acknowledged` may be anything but zero.

    `lost` are acknowledged messages that are not in the log, or that a reader never got, `doubled`
    those that are there more than once, `reordered` those that stand in another order than they
    were sent in, or were delivered in. `remarks` are figures worth a look in the table.
    """

    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    reordered: int = 0
    remarks: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.acknowledged + other.acknowledged,
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.reordered + other.reordered,
            self.remarks + other.remarks,
        )

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, doubled or reordered."""
        return not (self.lost or self.doubled or self.reordered)


class Broken(Exception):
    """Something else than the counts is wrong: memory, readiness, a close code. In plain words."""


@dataclass(frozen=True, slots=True)
class Context:
    """One run of a scenario: its seed, its length, a folder of its own, and its database.

    `database` makes a fresh PostgreSQL database and returns its URL; None means SQLite in `folder`.
    """

    seed: int
    brief: bool
    folder: Path
    database: Callable[[], str] | None = None


Run = Callable[[Context], Tally]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A registered scenario; `promise` says in a line what is done and what has to hold.

    `waits`: it does little but wait, so it is begun first, beside whatever else runs.
    """

    name: str
    promise: str
    engines: tuple[Engine, ...]
    run: Run
    waits: bool = False


SCENARIOS: dict[str, Scenario] = {}


def scenario(
    name: str, promise: str, engines: tuple[Engine, ...] = ("sqlite",), *, waits: bool = False
) -> Callable[[Run], Run]:
    """Register the decorated function as a scenario; raises ValueError when the name is taken."""

    def register(run: Run) -> Run:
        if name in SCENARIOS:
            raise ValueError(f"there is a scenario {name!r} already")
        SCENARIOS[name] = Scenario(name, promise, engines, run, waits)
        return run

    return register
