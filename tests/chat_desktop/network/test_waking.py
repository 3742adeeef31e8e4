"""Sleeping ends early when time was lost, and not otherwise."""

from __future__ import annotations

import asyncio
import time

import pytest

from chat_desktop.network import waking


async def test_an_undisturbed_sleep_loses_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "STEP_SECONDS", 0.01)
    assert not await waking.sleep(0.03)
    assert not await waking.sleep(0)
    assert not await waking.sleep(-1)


async def test_a_lost_hour_ends_the_sleep_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "STEP_SECONDS", 0.01)
    hours = iter(range(0, 10**6, 3600))
    monkeypatch.setattr(time, "time", lambda: float(next(hours)))
    assert await waking.sleep(3600)


async def test_a_clock_set_back_is_no_lost_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "STEP_SECONDS", 0.01)
    hours = iter(range(10**6, 0, -3600))
    monkeypatch.setattr(time, "time", lambda: float(next(hours)))
    assert not await waking.sleep(0.03)


async def test_a_sleep_can_look_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []

    async def sleep(seconds: float) -> None:
        looks.append(seconds)

    monkeypatch.setattr("asyncio.sleep", sleep)
    monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: sum(looks))
    assert not await waking.sleep(20.0, 5.0)
    assert looks == [5.0, 5.0, 5.0, 5.0]
