"""What follows from the load generator's counts."""

from __future__ import annotations

import pytest

from benchmarks.measuring import with_rates

COUNTED = {
    "seconds": 2.0,
    "deliveries": 400_000,
    "messages": 2_000,
    "server_cpu": 1.0,
    "load_cpu": 0.5,
}


def test_counts_become_rates() -> None:
    figures = with_rates(COUNTED)
    assert figures["deliveries_per_second"] == 200_000
    assert figures["messages_per_second"] == 1_000
    assert figures["server_share"] == 0.5
    assert figures["load_share"] == 0.25
    assert figures["cpu_per_100k"] == pytest.approx(0.25)
    assert figures["deliveries"] == 400_000


def test_nothing_delivered_is_no_division_by_zero() -> None:
    figures = with_rates({**COUNTED, "seconds": 0.0, "deliveries": 0})
    assert figures["deliveries_per_second"] == 0
    assert figures["cpu_per_100k"] == 0
