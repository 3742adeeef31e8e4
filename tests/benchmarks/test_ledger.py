"""The load generator sees through a server that loses, doubles, alters or misplaces one event."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.asyncio.server import ServerConnection, serve

from benchmarks.baselines.websockets_broadcast import SUBPROTOCOL, Relay
from benchmarks.candidates import Candidate
from benchmarks.measuring import run
from benchmarks.population import Groups, Population
from benchmarks.processes import Serving
from benchmarks.workloads import Workload

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler here")

WORKLOAD = Workload("test", "five readers", (Groups(1, 5, 1),), ("--rate=100",))
CROOKED = 5
"""The seq of the event that goes wrong."""


class Crooked(Relay):
    """Relays well, but for one event to one member."""

    def __init__(self, fault: str) -> None:
        super().__init__()
        self._fault = fault

    async def deliver(self, members: set[ServerConnection], frame: str, seq: int) -> None:
        if seq != CROOKED:
            await super().deliver(members, frame, seq)
            return
        victim = max(members, key=id)
        await super().deliver(members - {victim}, frame, seq)
        if self._fault == "doubled":
            frames = [frame, frame]
        elif self._fault == "differing":
            frames = [frame.replace("about a hundred", "about an hundred")]
        elif self._fault == "malformed":
            frames = [frame.replace('"seq":', '"sec":')]
        else:
            frames = []
        for each in frames:
            await victim.send(each)


@contextmanager
def serving(relay: Relay) -> Iterator[Serving]:
    """Serve in a thread of this process."""
    started: list[tuple[int, asyncio.AbstractEventLoop]] = []
    ready, over = threading.Event(), asyncio.Event()

    async def listen() -> None:
        async with serve(
            relay.attend, "127.0.0.1", 0, subprotocols=[SUBPROTOCOL], compression=None
        ) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            started.append((port, asyncio.get_running_loop()))
            ready.set()
            await over.wait()

    thread = threading.Thread(target=lambda: asyncio.run(listen()))
    thread.start()
    try:
        assert ready.wait(10)
        port, loop = started[0]
        yield Serving(0, port)
        loop.call_soon_threadsafe(over.set)
    finally:
        thread.join(10)


def candidate(relay: Relay) -> Candidate:
    @contextmanager
    def start(_population: Population) -> Iterator[Serving]:
        with serving(relay) as server:
            yield server

    return Candidate("crooked", start)


@pytest.mark.parametrize("fault", ["doubled", "differing", "malformed", "missing"])
def test_a_fault_is_found_and_told(fault: str) -> None:
    figures = run(candidate(Crooked(fault)), WORKLOAD, 0.3, warmup=0)
    assert figures["faults"][fault] == 1, figures
    assert figures["remark"] or fault == "malformed"


def test_an_honest_relay_has_none() -> None:
    figures = run(candidate(Relay()), WORKLOAD, 0.3, warmup=0)
    assert not any(figures["faults"].values()), figures


def test_where_loss_is_by_design_it_is_counted() -> None:
    lossy = candidate(Crooked("missing"))
    figures = run(Candidate(lossy.name, lossy.start, loses=True), WORKLOAD, 0.3, warmup=0)
    assert figures["faults"]["missing"] == 1
    assert figures["faults"]["gaps"] == 1
