"""Clients in processes of their own, against a server that nobody runs; what is put into them."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest
from faults import client_process
from faults.client_process import ClientProcess, Orders, delay, step_clock
from faults.scenario import Broken

from chat_desktop.network.connection import Connection


@pytest.fixture
def orders(tmp_path: Path) -> Orders:
    return Orders(tmp_path / "profile", "ws://127.0.0.1:1/ws", "g", tmp_path / "notes")


def test_a_client_can_be_stopped_thawed_and_killed(orders: Orders) -> None:
    process = ClientProcess(orders)
    process.freeze()
    process.thaw()
    assert process.alive
    process.kill()
    assert process.wait(0) == -signal.SIGKILL
    assert not process.alive


def test_a_client_that_does_not_finish_is_told_and_killed(orders: Orders) -> None:
    process = ClientProcess(orders)
    with pytest.raises(Broken, match="ended with None"):
        process.finish(0.1)
    assert not process.alive


async def test_late_frames_are_heard_after_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []
    monkeypatch.setattr(Connection, "_take", lambda self, frame: heard.append(frame))
    monkeypatch.setattr(client_process, "LATE_SECONDS", 0)
    delay(b"sent")
    connection = Connection.__new__(Connection)
    for frame in (b"sent 1", b"event 1", b"sent 2", b"event 2"):
        connection._take(frame)
    while len(heard) < 4:
        await asyncio.sleep(0)
    assert heard == [b"event 1", b"event 2", b"sent 1", b"sent 2"]


def test_the_clock_steps_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 10**18)
    monkeypatch.setattr(time, "time", time.time)
    step_clock(random.Random(1))
    times = [time.time() for _ in range(1_000)]
    steps = {round(b - a) for a, b in pairwise(times)}
    assert steps == {-3600, 0, 3600}
