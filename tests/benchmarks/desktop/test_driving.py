"""Figures of a list of times, and waiting for what does not come."""

from __future__ import annotations

import pytest

from benchmarks.desktop import driving
from benchmarks.desktop.driving import NotThere, percentile, spread, until


def test_percentiles_are_values_that_occurred() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert percentile(values, 0.5) == 51
    assert percentile(values, 0.99) == 100
    assert percentile([7.0], 0.99) == 7
    assert spread(values) == {"p50": 51, "p95": 96, "p99": 100, "most": 100, "count": 100}


async def test_what_does_not_happen_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving, "WAIT_SECONDS", 0.02)
    with pytest.raises(NotThere, match="a miracle"):
        await until("a miracle", lambda: False)
    await until("nothing special", lambda: True)
