"""An hour of a lively day in a few minutes: does the program grow?"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.desktop.driving import Drive
from protocol.errors import Refusal

ROUNDS: Final = 60
"""Each stands for a minute: some groups are opened, scrolled, searched, written in."""

VISITS: Final = 6
QUERIES: Final = ("tea", "release", "会议", "harbour window", "no such words")
ROUND_SECONDS: Final = 1.5
NAMES: Final = {"Pss": "pss", "Rss": "rss", "Anonymous": "own"}


async def soak(drive: Drive, groups: Sequence[str], effort: float = 1.0) -> dict[str, Any]:
    """Live through an hour while somebody else writes; return memory and objects by the minute.

    Pages, texts and pictures are kept in bounded stores that fill up first, so that growth is
    judged by the second half.
    """
    dice = random.Random(11)
    drive.app.watching = False
    minutes = []
    client = drive.workspace.client
    for minute in range(max(6, round(ROUNDS * effort))):
        end = time.monotonic() + ROUND_SECONDS
        for group in dice.sample(list(groups[:200]), min(VISITS, len(groups))):
            drive.workspace.open_group(group)
            await asyncio.sleep(0.05)
            for _ in range(dice.randrange(6)):
                drive.view.scroll_by(-400)
                await asyncio.sleep(0.02)
            drive.view.jump_to_newest()
        client.send(groups[1 + minute % 20], f"minute {minute}: **all** is well :tea:")
        with contextlib.suppress(Refusal):
            await client.search(dice.choice(QUERIES))
        await asyncio.sleep(max(0.0, end - time.monotonic()))
        minutes.append({"minute": minute, **weigh()})
    return {
        "minutes": minutes,
        "growth_kib": growth(minutes, "own"),
        "objects": growth(minutes, "objects"),
    }


def weigh() -> dict[str, int]:
    """Return this process's memory in KiB, and how many objects the collector knows.

    `own` is what it has allocated: PSS also changes when other programs come and go with whom it
    shares libraries.
    """
    gc.collect()
    found = {"objects": len(gc.get_objects())}
    text = Path(f"/proc/{os.getpid()}/smaps_rollup").read_text(encoding="ascii")
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name in NAMES:
            found[NAMES[name]] = int(value.split()[0])
    return found


def growth(minutes: Sequence[dict[str, int]], name: str) -> float:
    """Return how fast it grows in the second half, an hour's worth: the slope of the best line."""
    half = [minute[name] for minute in minutes[len(minutes) // 2 :]]
    return statistics.linear_regression(range(len(half)), half).slope * ROUNDS
