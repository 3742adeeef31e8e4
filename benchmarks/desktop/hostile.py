"""Draws every hostile text in the running program and tells what the GUI thread spent on it."""

from __future__ import annotations

from typing import Any

from benchmarks.desktop.driving import Drive, spread
from benchmarks.desktop.hostile_texts import HOSTILE
from benchmarks.desktop.watched import Turn, blocked
from chat_desktop.core.rows import MessageRow


async def draw_hostile(drive: Drive, worst: list[Turn], effort: float) -> dict[str, Any]:
    """Show each text as the one message of a group, from reading it to the frame; ms of CPU."""
    texts = list(HOSTILE.items())
    chosen = texts[: max(3, round(len(texts) * effort))]
    used: dict[str, float] = {}
    for place, (name, text) in enumerate(chosen):
        row = MessageRow(
            key=f"hostile-{place:08d}", by="0", at=2_000_000_000_000, text=text, seq=1, n=1
        )
        await drive.rest(0.02)
        drive.view.show_timeline([row], 1, True, True, group=f"hostile {place}")
        await drive.frame()
        turns = drive.app.take()
        used[name] = sum(turn.cpu for turn in turns)
        worst += blocked(turns)
    return {"cpu": spread(list(used.values())), "slowest": max(used, key=lambda name: used[name])}
