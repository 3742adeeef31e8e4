"""What is measured inside the running program: opening, scrolling, appending, finding, and acts."""

from __future__ import annotations

import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import count, islice
from typing import Any, Final

from benchmarks.desktop.acts import measure_acts
from benchmarks.desktop.big_texts import Writer
from benchmarks.desktop.driving import Drive, spread
from benchmarks.desktop.hostile import draw_hostile
from benchmarks.desktop.watched import FRAME_MS, Turn, blocked
from chat_desktop.core.rows import MessageRow, Splice
from chat_desktop.look.theme import ThemeChoice
from protocol.errors import Refusal

Figures = dict[str, Any]

OPENED: Final = 100
WHEELED: Final = 1_500
FLUNG: Final = 300
APPENDED: Final = 1_000
APPENDS: Final = 7
SEARCHES: Final = 100
WORST: Final = 8
CJK: Final = ("会议", "これは", "회의", "明日", "一丁")


async def measure_feel(drive: Drive, groups: Sequence[str], effort: float = 1.0) -> Figures:
    """Go through everything; `effort` below 1 does less of each. Times are in ms."""
    worst: list[Turn] = []
    parts: dict[str, Callable[[], Awaitable[Figures]]] = {
        "open": lambda: open_groups(drive, groups, worst, round(OPENED * effort)),
        "scroll": lambda: scroll(drive, groups[0], worst, effort),
        "append": lambda: append(drive, groups[1], worst, max(1, round(APPENDS * effort))),
        "search": lambda: search(drive, worst, max(5, round(SEARCHES * effort))),
        "window": lambda: change_window(drive, groups[0], worst),
        "acts": lambda: measure_acts(drive, worst, effort),
        "hostile": lambda: draw_hostile(drive, worst, effort),
    }
    figures: Figures = {}
    for name, measure in parts.items():
        before = len(worst)
        figures[name] = await measure()
        figures[name]["blocked"] = len(worst) - before
    worst.sort(key=lambda turn: -turn.cpu)
    figures["worst"] = [str(turn) for turn in worst[:WORST]]
    return figures


async def open_groups(drive: Drive, groups: Sequence[str], worst: list[Turn], runs: int) -> Figures:
    """Open groups that were not open before, then go to and fro between a few."""
    await drive.rest(1.0)
    cold = [await _opened(drive, group, worst) for group in groups[1 : 1 + runs]]
    few = groups[1:6]
    for group in few:
        await _opened(drive, group, worst)
    warm = [await _opened(drive, few[turn % len(few)], worst) for turn in range(runs)]
    return {"cold": spread(cold), "warm": spread(warm)}


async def _opened(drive: Drive, group: str, worst: list[Turn]) -> float:
    await drive.rest(0.03)
    taken = await drive.open(group)
    worst += blocked(drive.app.take())
    return taken


async def scroll(drive: Drive, group: str, worst: list[Turn], effort: float) -> Figures:
    """Scroll up through a long timeline by the wheel, which loads older pages, and down again.

    A frame is all that the GUI thread did from the wheel's event until the frame was drawn.
    """
    await drive.open(group)
    await drive.rest(0.5)
    wheeled, used = await _frames(drive, [1.0] * round(WHEELED * effort), worst)
    flung, _ = await _frames(drive, [8.0] * round(FLUNG * effort), worst)
    down, _ = await _frames(drive, [-4.0] * round(FLUNG * effort), worst)
    together = wheeled + flung + down
    return {
        "wheel": spread(wheeled),
        "fling": spread(flung),
        "down": spread(down),
        "all": spread(together),
        "cpu": spread(used),
    }


async def _frames(
    drive: Drive, notches: Sequence[float], worst: list[Turn]
) -> tuple[list[float], list[float]]:
    walls, used = [], []
    for step in notches:
        turns = await drive.wheel(step)
        walls.append(sum(turn.wall for turn in turns))
        used.append(sum(turn.cpu for turn in turns))
        worst += blocked(turns)
    return walls, used


async def append(drive: Drive, group: str, worst: list[Turn], runs: int) -> Figures:
    """Let a thousand messages arrive at once at the end of an open group."""
    await drive.open(group)
    await drive.rest(0.5)
    taken, used = [], []
    texts = Writer(3).texts()
    for run in range(runs):
        drive.view.jump_to_newest()
        await drive.rest(0.2)
        rows = tuple(
            MessageRow(
                key=f"appended-{run:02d}-{number:08d}",
                by=f"{number // 3 % 7}",
                at=2_000_000_000_000 + number * 1000,
                text=next(texts),
                seq=10_000_000 + run * APPENDED + number,
                n=10_000_000 + run * APPENDED + number,
            )
            for number in range(APPENDED)
        )
        before = len(drive.view.rows)
        begun = time.perf_counter()
        drive.view.apply([Splice(before, 0, rows)])
        turn = await drive.frame(lambda before=before: len(drive.view.rows) > before)  # type: ignore[misc]
        taken.append((turn.ended - begun) * 1000)
        turns = drive.app.take()
        used.append(sum(turn.cpu for turn in turns))
        worst += blocked(turns)
    return {"shown": spread(taken), "cpu": spread(used)}


async def search(drive: Drive, worst: list[Turn], runs: int) -> Figures:
    """Search for words, seldom and often ones, parts of words, and CJK; ms until the first page."""
    client = drive.workspace.client
    queries = list(islice(_queries(), runs))
    taken, hits = [], 0
    for query in queries:
        await drive.rest(0.01)
        begun = time.perf_counter()
        try:
            page = await client.search(query)
        except Refusal as refused:
            return {"refused": str(refused)}
        taken.append((time.perf_counter() - begun) * 1000)
        hits += len(page.hits)
        worst += blocked(drive.app.take())
    return {"found": spread(taken), "hits": hits}


def _queries() -> Iterator[str]:
    """Yield what people look for: often and seldom words, two at once, beginnings, CJK."""
    dice, words = random.Random(5), Writer(1).words
    for turn in count():
        kind = turn % 10
        if kind == 0:
            yield words[turn // 10 % 20]
        elif kind == 1:
            yield f"{dice.choice(words[:200])} {dice.choice(words)}"
        elif kind == 2:
            yield CJK[turn // 10 % len(CJK)]
        elif kind < 6:
            yield dice.choice(words)
        else:
            yield dice.choice(words[:2000])[:4]


async def change_window(drive: Drive, group: str, worst: list[Turn]) -> Figures:
    """Resize the window step by step, and change the theme; the longest turns are what counts."""
    await drive.open(group)
    await drive.rest(0.5)
    window, turns = drive.window, []
    for step in (*range(20), *reversed(range(20))):
        window.resize(1280 - step * 12, 820)
        await drive.frame()
        turns += drive.app.take()
    resizing = max(turn.cpu for turn in turns)
    worst += blocked(turns)
    themes = []
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        await drive.rest(0.2)
        window.choose_theme(choice)
        await drive.frame()
        themes.append(max(turn.cpu for turn in drive.app.take()))
    return {"resize": resizing, "theme": max(themes), "frame": FRAME_MS}
