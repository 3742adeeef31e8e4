"""Verdicts and tables of the desktop's benchmark."""

from __future__ import annotations

from typing import Any

from benchmarks.desktop.budgets import judge, median, tables
from benchmarks.desktop.idling import HEARTBEATS_PER_MINUTE


def start(mapped: float, pss: int) -> dict[str, float]:
    return {"mapped_ms": mapped, "readable_ms": mapped + 80, "pss_kib": pss, "cpu_ms": 700.0}


def spread(base: float) -> dict[str, float]:
    return {"p50": base, "p95": base * 2, "p99": base * 3, "most": base * 4, "count": 100}


def results() -> dict[str, Any]:
    feel = {
        "open": {"cold": spread(10), "warm": spread(5), "blocked": 1},
        "scroll": {
            **{kind: spread(4) for kind in ("all", "wheel", "fling", "down", "cpu")},
            "blocked": 2,
        },
        "append": {"shown": spread(60), "cpu": spread(20), "blocked": 0},
        "search": {"refused": "not yet", "blocked": 0},
        "hostile": {"cpu": spread(10), "slowest": "zalgo", "blocked": 0},
        "window": {"resize": 9.0, "theme": 20.0, "blocked": 0},
        "acts": {
            "acts": {"theme changed": {"first": 21.5, "p50": 9.0, "most": 11.0, "count": 10}},
            "longest": 21.5,
            "blocked": 1,
        },
        "worst": ["20.0 ms of CPU (30.0 ms) in Timer of QTimer"],
    }
    minutes = [{"minute": minute, "own": 90_000 + minute, "objects": 5} for minute in range(6)]
    return {
        "start": {
            "Parlance": [start(400, 90_000), start(420, 91_000), start(900, 92_000)],
            "Gajim": [start(800, 182_000)],
        },
        "feel": [feel],
        "idle": {"wakeups_per_minute": HEARTBEATS_PER_MINUTE + 5.0, "cpu_ms_per_minute": 3.0},
        "soak": {"minutes": minutes, "growth_kib": -20.0, "objects": 12.0},
    }


def test_each_budget_is_kept_missed_or_not_measured() -> None:
    found = {verdict.name: verdict for verdict in judge(results())}
    assert found["window mapped"].reached == "420 ms"
    assert found["window mapped"].passed
    assert found["memory then (PSS)"].reached == "93.2 MB"
    assert found["1,000 messages appended"].passed is False
    assert found["first page of a search, p95"].passed is None
    assert found["the slowest hostile text drawn (CPU)"].reached == "40 ms"
    turn = "the longest turn while windows open, keys are typed and the theme changes (CPU)"
    assert found[turn].reached == "21.5 ms"
    assert found[turn].passed is False
    assert found["wake-ups a minute while idle, beyond the heartbeat"].passed is False
    assert found["growth in an hour (own memory)"].reached == "0 MB", "shrinking is no growth"
    assert {verdict.passed for verdict in judge({})} == {None}


def test_the_tables_compare_with_the_others_and_name_the_longest_turns() -> None:
    said = tables(results())
    assert "| Gajim" in said
    assert "2.00" in said, "twice the memory"
    assert "20.0 ms of CPU" in said
    assert "first page" not in said, "it was not measured"
    assert f"{HEARTBEATS_PER_MINUTE + 5} wake-ups" in said
    assert tables({}) == ""


def test_the_median_is_of_one_figure() -> None:
    assert median([{"a": 3}, {"a": 1}, {"a": 2}], "a") == 2
