"""A real client in a process of its own that sends until it is killed, or has sent enough."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import signal
import time
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import real_clients
from faults.client_counts import FAILED, SHOWN, TYPED, Notes
from faults.client_failpoints import arm
from faults.failing_disk import fail_disk
from faults.scenario import Broken
from faults.steering import Steering
from sending_client import Sender

from chat_desktop.client import ServerClient
from chat_desktop.core.rows import Delivery
from chat_desktop.network.connection import Connection

LAND_SECONDS = 60.0
LATE_SECONDS = 0.01
AGAIN_SECONDS = 0.2
REPLY = b'{"type":"sent"'
LIVE = b'{"type":"events","group"'
OUT_OF_HOURS = 3600.0
"""How far the wall clock steps."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a client is to do: send `count` messages, or for ever, from number `first` on.

    `step` and `nth` name the failpoint that kills it. `late` are "replies" or "events": each
    `sent` is heard after the event that it is about, or before; WIRE.md allows both.
    `stepping_clock` moves its wall clock an hour either way again and again. `steering` is the
    file by which its disk is made to fail; what fails is then sent again until it does not.
    """

    profile: Path
    server: str
    group: str
    notes: Path
    first: int = 1
    count: int | None = None
    step: str | None = None
    nth: int = 1
    late: str | None = None
    stepping_clock: bool = False
    pause: float = 0.0
    steering: Path | None = None
    seed: int = 0


class ClientProcess:
    """A running client; `kill`, `freeze` and `thaw` are signals to it."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self._process: ForkServerProcess = _context().Process(target=work, args=(orders,))
        self._process.start()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def wait(self, seconds: float) -> int | None:
        """Return the exit code, None when it still runs after so long."""
        self._process.join(seconds)
        return self._process.exitcode

    def finish(self, seconds: float) -> None:
        """Wait until it has done what it was ordered to; raises `Broken`."""
        if (code := self.wait(seconds)) != 0:
            self.kill()
            raise Broken(f"a client that should have finished ended with {code}")

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)


def _context() -> multiprocessing.context.ForkServerContext:
    """Children are forked from a process that has the program loaded: hundreds can be killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["faults.client_process"])
    return context


def work(orders: Orders) -> None:
    """Do what is ordered, in this process."""
    if orders.step is not None:
        arm(orders.step, orders.nth)
    if orders.late is not None:
        delay(REPLY if orders.late == "replies" else LIVE)
    if orders.steering is not None:
        fail_disk(Steering(orders.steering))
    if orders.stepping_clock:
        step_clock(random.Random(orders.seed))
    asyncio.run(_send(orders))


async def _send(orders: Orders) -> None:
    notes = Notes(orders.notes)
    async with real_clients.running(orders.profile, orders.server) as client:
        # A new local copy learns of the group from the server alone.
        await real_clients.until(lambda: client.group(orders.group), "the group is known")
        await client.open_group(orders.group)
        sender = noting_sender(client, orders, notes)
        again = asyncio.create_task(_send_again(client, orders.group))
        await sender.send_many(orders.count, pause=orders.pause)
        await sender.all_landed(LAND_SECONDS)
        again.cancel()


async def _send_again(client: ServerClient, group: str) -> None:
    """Press "Send again" at whatever failed, every now and then."""
    while True:
        await asyncio.sleep(AGAIN_SECONDS)
        for row in real_clients.messages(client, group):
            if row.delivery is Delivery.FAILED:
                client.send_again(group, row.key)


def noting_sender(client: ServerClient, orders: Orders, notes: Notes) -> Sender:
    """Return a sender that writes down what it types, and what the client says of it."""
    return Sender(
        client,
        orders.group,
        orders.first,
        typed=lambda key: notes.note(TYPED, key),
        shown=lambda key: notes.note(SHOWN, key),
        failed=lambda key: notes.note(FAILED, key),
    )


def delay(beginning: bytes) -> None:
    """Let frames that begin so be heard a little later than those that come after them."""
    take = Connection._take

    def later(connection: Connection, frame: bytes) -> None:
        if frame.startswith(beginning):
            asyncio.get_running_loop().call_later(LATE_SECONDS, take, connection, frame)
        else:
            take(connection, frame)

    setattr(Connection, "_take", later)  # noqa: B010


def step_clock(chance: random.Random) -> None:
    """Let the wall clock step an hour forward or back, now and then."""
    real, offset = time.time_ns, 0

    def stepping() -> int:
        nonlocal offset
        if chance.random() < 0.05:
            offset += chance.choice((-1, 1)) * int(OUT_OF_HOURS * 1e9)
        return real() + offset

    setattr(time, "time_ns", stepping)  # noqa: B010
    setattr(time, "time", lambda: stepping() / 1e9)  # noqa: B010
