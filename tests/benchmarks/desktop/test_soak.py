"""Growth is what the last third has on the middle one."""

from __future__ import annotations

from benchmarks.desktop.soak import growth, weigh


def minutes(*pss: int) -> list[dict[str, int]]:
    return [{"pss": value} for value in pss]


def test_what_fills_up_first_is_no_growth_and_a_leak_is() -> None:
    assert growth(minutes(10, 50, 90, 90, 90, 90, 90, 90, 90), "pss") == 0
    leak = minutes(*range(0, 180, 2))
    assert growth(leak, "pss") == 120, "two a minute"


def test_a_process_is_weighed_with_its_objects() -> None:
    found = weigh()
    assert found["pss"] <= found["rss"]
    assert found["objects"] > 1000
