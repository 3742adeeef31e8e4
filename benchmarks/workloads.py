"""The workloads: who takes part and how they write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.population import Population

SENDERS: Final = 20


@dataclass(frozen=True, slots=True)
class Workload:
    """`options` are the load generator's; `rate` 0 means as fast as acknowledgements come."""

    name: str
    title: str
    population: Population
    options: tuple[str, ...]


A200: Final = Workload(
    "A200", "one group of 200, saturated", Population(1, 200, SENDERS), ("--window=10",)
)
A1000: Final = Workload(
    "A1000", "one group of 1,000, saturated", Population(1, 1000, SENDERS), ("--window=10",)
)
B: Final = Workload(
    "B", "one group of 200, 50 messages/s", Population(1, 200, SENDERS), ("--rate=50",)
)
C: Final = Workload("C", "1,000 groups of two, saturated", Population(1000, 2, 2), ("--window=1",))
CHAT: Final = (A200, A1000, B, C)
