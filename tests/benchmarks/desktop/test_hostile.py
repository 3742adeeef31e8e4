from typing import Any

from benchmarks.desktop.hostile import draw_hostile
from benchmarks.desktop.hostile_texts import HOSTILE


class Turned:
    def __init__(self, cpu: float) -> None:
        self.cpu = self.wall = cpu
        self.waits = False


class Stage:
    """Stands for the running program: a frame costs as many ms as the text has thousands."""

    def __init__(self) -> None:
        self.view = self.app = self
        self.shown: list[str] = []
        self.turns: list[Turned] = []

    def show_timeline(self, rows: Any, *_args: Any, **_more: Any) -> None:
        self.shown.append(rows[0].text)

    async def rest(self, _seconds: float) -> None:
        self.turns = []

    async def frame(self) -> None:
        self.turns.append(Turned(len(self.shown[-1]) / 1_000))

    def take(self) -> list[Turned]:
        return self.turns


async def test_every_text_is_drawn_and_the_slowest_named() -> None:
    stage: Any = Stage()
    worst: list[Any] = []
    found = await draw_hostile(stage, worst, 1.0)
    assert stage.shown == list(HOSTILE.values())
    longest = max(HOSTILE, key=lambda name: len(HOSTILE[name]))
    assert found["slowest"] == longest
    assert found["cpu"]["most"] == len(HOSTILE[longest]) / 1_000
    assert worst


async def test_less_effort_draws_fewer() -> None:
    stage: Any = Stage()
    await draw_hostile(stage, [], 0.01)
    assert len(stage.shown) == 3
