"""How long searches of all kinds take in a great cache: `python -m benchmarks.desktop.searches`.

    python -m benchmarks.desktop.searches [FILE [MESSAGES]]

Makes the cache in FILE where it is not there yet (a million messages, 400 MB, two minutes), and
prints a table: milliseconds of processor time until a page of 50 hits is there, connection and all.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.desktop.big_cache import ME, build_cache, cached_groups, cached_people
from benchmarks.desktop.big_texts import HAN_FIRST, Writer
from chat_desktop.client.searching import start_of
from chat_desktop.core.search import SearchPage, parse_query
from chat_desktop.core.search_plan import plan_search
from chat_desktop.storage.reader import CacheReader

DEFAULT = Path("build/bench-desktop/big-cache.sqlite")
RUNS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of query took, in ms: the median, the 95th part in a hundred, the worst."""

    kind: str
    p50: float
    p95: float
    worst: float
    hits: float

    def __str__(self) -> str:
        times = f"{self.p50:.1f} | {self.p95:.1f} | {self.worst:.1f}"
        return f"| {self.kind} | {times} | {self.hits:.0f} |"


def kinds(words: list[str], seed: int = 5) -> dict[str, list[str]]:
    """Return queries as people type them, and worse, by kind."""
    dice = random.Random(seed)

    def some(first: int, last: int, count: int = 20) -> list[str]:
        return dice.sample(words[first:last], min(count, len(words[first:last])))

    def han(count: int, among: int) -> list[str]:
        letters = [chr(HAN_FIRST + 6 * place) for place in range(among)]
        return ["".join(dice.choices(letters, k=count)) for _ in range(20)]

    typed = [word[:count] for word in some(1000, 20_000, 5) for count in range(1, len(word) + 1)]
    return {
        "one of the 20 most frequent words": words[:20],
        "frequent word": some(100, 1000),
        "seldom word": some(1000, 10_000),
        "rare word": some(20_000, 60_000),
        "no word": ["".join(dice.choices("bcdfghjklm", k=7)) for _ in range(20)],
        "midst of a word": [word[1:-1] for word in some(2000, 60_000) if len(word) > 5],
        "letter by letter": typed,
        "two letters": [word[:2] for word in some(0, 20_000)],
        "two frequent words": [" ".join(some(0, 300, 2)) for _ in range(20)],
        "three words": [" ".join(some(0, 5000, 3)) for _ in range(20)],
        "phrase of frequent words": [f'"{" ".join(some(0, 60, 2))}"' for _ in range(20)],
        "phrase": [f'"{words[place]} {words[300 + 9 * place]}"' for place in range(20)],
        "one Chinese character": han(1, 300),
        "two Chinese characters": han(2, 60),
        "three Chinese characters": han(3, 20),
        "Korean and Japanese": ["회의", "배포 내일", "会議", "これは"],
        "emoji": ["🍜", "👩🏽‍💻", "❤️"],
        "address": ["https://", *(f"example.org/{word}" for word in some(100, 5000, 10))],
        "by somebody": [f"from:person{number}" for number in range(5, 25)],
        "word by somebody": [f"from:person{n} {words[40 * n]}" for n in range(5, 25)],
        "word in a group": [f'in:"Group {number}" {words[number]}' for number in range(20)],
        "word of a month": [f"after:2024-02 before:2024-03 {word}" for word in words[:20]],
        "ten thousand words": [" ".join(words[:10_000])],
    }


def measure(
    find: Callable[[str], SearchPage], queries: Mapping[str, Iterable[str]]
) -> tuple[list[Row], Row]:
    """Return a row for each kind, and one for all; each query counts with its best run."""
    rows, all_taken = [], []
    for kind, texts in queries.items():
        taken, hits = [], []
        for text in texts:
            runs = [_timed(find, text) for _ in range(RUNS)]
            taken.append(min(ms for ms, _ in runs))
            hits.append(runs[0][1])
        rows.append(_row(kind, taken, hits))
        all_taken += taken
    return rows, _row("all", all_taken, [row.hits for row in rows])


def _timed(find: Callable[[str], SearchPage], text: str) -> tuple[float, int]:
    begun = time.process_time()
    page = find(text)
    return (time.process_time() - begun) * 1000, len(page.hits)


def _row(kind: str, taken: list[float], hits: Iterable[float]) -> Row:
    ordered = sorted(taken)
    counted = list(hits)
    return Row(
        kind,
        median(ordered),
        ordered[round(0.95 * (len(ordered) - 1))],
        ordered[-1],
        sum(counted) / len(counted),
    )


def finder(path: Path) -> Callable[[str], SearchPage]:
    """Return what searches the cache at `path` as the client does."""
    groups, people, reader = cached_groups(path), cached_people(path), CacheReader(path)

    def find(text: str) -> SearchPage:
        plan = plan_search(parse_query(text), groups, people, ME.id, start_of)
        return asyncio.run(reader.search(plan)) if plan else SearchPage()

    return find


def main(arguments: list[str]) -> None:
    """Measure, and print the table."""
    path = Path(arguments[0]) if arguments else DEFAULT
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        build_cache(path, int(arguments[1]) if len(arguments) > 1 else 1_000_000)
    rows, total = measure(finder(path), kinds(Writer().words))
    print("| kind | p50 ms | p95 ms | worst ms | hits |\n| --- | --- | --- | --- | --- |")
    for row in (*rows, total):
        print(row)


if __name__ == "__main__":
    main(sys.argv[1:])
