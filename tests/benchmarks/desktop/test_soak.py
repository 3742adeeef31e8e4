"""Growth is the slope of the second half."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.desktop import soak as hours
from benchmarks.desktop.soak import growth, soak, weigh


def minutes(*pss: int) -> list[dict[str, int]]:
    return [{"pss": value} for value in pss]


def test_what_fills_up_first_is_no_growth_and_a_leak_is() -> None:
    assert growth(minutes(10, 50, 90, 90, 90, 90, 90, 90), "pss") == 0
    leak = minutes(*range(0, 180, 2))
    assert growth(leak, "pss") == pytest.approx(120), "two a minute"
    late = minutes(*[90] * 29, 99, *[90] * 30)
    assert growth(late, "pss") == pytest.approx(0), "what the first half took for a moment"


def test_a_process_is_weighed_with_its_objects() -> None:
    found = weigh()
    assert max(found["pss"], found["own"]) <= found["rss"]
    assert found["objects"] > 1000


class Everything:
    """Stands for the program: notes what is done to it, by the last part of the name."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.app = SimpleNamespace(watching=True)
        client = SimpleNamespace(send=self.note("send"), search=self.search)
        self.workspace = SimpleNamespace(open_group=self.note("open"), client=client)
        self.view = SimpleNamespace(
            scroll_by=self.note("scroll"), jump_to_newest=self.note("newest")
        )

    def note(self, what: str) -> Any:
        return lambda *_what: self.done.append(what)

    async def search(self, _text: str) -> None:
        self.done.append("search")


async def test_each_minute_has_something_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hours, "ROUND_SECONDS", 0.0)
    monkeypatch.setattr("asyncio.sleep", no_time)
    program: Any = Everything()
    found = await soak(program, [f"g{number}" for number in range(30)], 0.01)
    assert [minute["minute"] for minute in found["minutes"]] == list(range(6))
    assert program.done.count("open") == 6 * hours.VISITS
    assert program.done.count("send") == program.done.count("search") == 6
    assert "scroll" in program.done
    assert not program.app.watching
    assert {"growth_kib", "objects"} <= found.keys()


async def no_time(_seconds: float) -> None:
    return None
