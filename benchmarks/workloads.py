"""The workloads: who takes part and how they write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.population import Groups, Population

SENDERS: Final = 20
IDLE: Final = 10_000
CUT: Final = 3_000


@dataclass(frozen=True, slots=True)
class Workload:
    """`options` are the load generator's."""

    name: str
    title: str
    population: Population
    options: tuple[str, ...] = ()


A200: Final = Workload(
    "A200", "one group of 200, 20 sending, saturated", (Groups(1, 200, SENDERS),), ("--window=10",)
)
A1000: Final = Workload(
    "A1000",
    "one group of 1,000, 20 sending, saturated",
    (Groups(1, 1000, SENDERS),),
    ("--window=10",),
)
B: Final = Workload(
    "B", "one group of 200, 50 messages/s in all", (Groups(1, 200, SENDERS),), ("--rate=50",)
)
C: Final = Workload(
    "C", "1,000 groups of two, all sending, saturated", (Groups(1000, 2, 2),), ("--window=10",)
)
D: Final = Workload(
    "D", "10,000 idle connections, in groups of 50", (Groups(IDLE // 50, 50),), ("--sources=8",)
)
E: Final = Workload(
    "E",
    "3,000 in groups of 51 cut off at once and back, while a group of 20 chats",
    (Groups(CUT // 50, 51, 1, "speak", "cut"), Groups(1, SENDERS, SENDERS)),
    ("--storm", "--rate=100", "--sources=4"),
)
WORKLOADS: Final = {workload.name: workload for workload in (A200, A1000, B, C, D, E)}
