"""The real client under a server that dies again and again, and under one that refuses."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from faults.client_counts import Notes, Promises, compare_copy, count
from faults.client_kills import cache_of, judge, make_group, nothing_left, recover
from faults.client_process import ClientProcess, Orders, noting_sender
from faults.scenario import Broken, Context, Tally, scenario
from faults.victim import free_port
from log_server import LogServer, log_of
from real_clients import online, running, until
from scripted_server import scripted
from server_process import ServerProcess

from protocol.commands import ClientMessage, Send
from protocol.errors import ErrorCode
from protocol.replies import Error, Sent

LAND_SECONDS = 90.0


@contextmanager
def mortal(context: Context, *flags: str, rate_limits: bool = False) -> Iterator[ServerProcess]:
    """Yield a server that comes back on the same port."""
    folder = context.folder / "server"
    with ServerProcess(folder, *flags, port=free_port(), rate_limits=rate_limits) as server:
        yield server


@scenario(
    "server dies under a client",
    "kill -9 of the server every second or two under a client that sends all the time: what it"
    " showed is in the log once, in order",
)
def server_dies(context: Context) -> Tally:
    return asyncio.run(_server_dies(context))


async def _server_dies(context: Context) -> Tally:
    chance = random.Random(context.seed)
    deaths = 3 if context.brief else 40
    with mortal(context) as server:
        profiles = context.folder / "profiles"
        group = await make_group(profiles, server.url, "ada")
        orders = Orders(profiles / "ada", server.url, group, context.folder / "notes", pause=0.001)
        process = ClientProcess(orders)
        try:
            for _ in range(deaths):
                await asyncio.sleep(chance.uniform(0.8, 2))
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(server.start)
                if not process.alive:
                    raise Broken("the client ended")
            await asyncio.sleep(1)
        finally:
            process.kill()
        log = await recover(profiles / "ada", server.url, group)
    return judge(log, orders) + Tally(remarks=(f"{deaths} deaths",))


@scenario(
    "client is refused for a while",
    "a real server that allows few sends a second: the client waits and tries again, in order",
)
def rate_limited(context: Context) -> Tally:
    return asyncio.run(_rate_limited(context))


async def _rate_limited(context: Context) -> Tally:
    rate, messages = (50, 400) if context.brief else (500, 12_000)
    with mortal(context, "--sends-per-second", str(rate), rate_limits=True) as server:
        profiles = context.folder / "profiles"
        group = await make_group(profiles, server.url, "ada")
        notes = context.folder / "notes"
        orders = Orders(profiles / "ada", server.url, group, notes, count=messages)
        began = time.monotonic()
        await asyncio.to_thread(ClientProcess(orders).finish, LAND_SECONDS)
        if time.monotonic() - began < (messages / rate - 5) / 2:
            raise Broken("the server limited nothing")
        log = await recover(profiles / "ada", server.url, group)
    return judge(log, orders)


class RefusingServer(LogServer):
    """Refuses sends by chance, in every way that may be tried again, and loses some replies.

    Once it has refused a key it refuses all, until that key comes again (WIRE.md).
    """

    def __init__(self, chance: random.Random) -> None:
        super().__init__(log_of(0))
        self.refusals = 0
        self._chance = chance
        self._refused: tuple[str, str] | None = None
        self._known: dict[str, Sent] = {}

    def answer(self, command: ClientMessage) -> list[msgspec.Struct]:
        if not isinstance(command, Send):
            return super().answer(command)
        if known := self._known.get(command.key):
            return [msgspec.structs.replace(known, id=command.id)]
        if self._refused is not None and self._refused[0] != command.key:
            return [self._error(command.id, self._refused[1])]
        if self._chance.random() < 0.1:
            code = self._chance.choice(
                (ErrorCode.BUSY, ErrorCode.RATE_LIMITED, ErrorCode.STORAGE_FULL, "of_tomorrow")
            )
            self._refused = (command.key, code)
            return [self._error(command.id, code)]
        self._refused = None
        sent, *events = super().answer(command)
        assert isinstance(sent, Sent)
        self._known[command.key] = sent
        frames = [sent, *events]
        self._chance.shuffle(frames)
        return frames

    def _error(self, id: int, code: str) -> Error:
        self.refusals += 1
        # A code that the client does not know may be tried again only if it says when.
        if code == ErrorCode.STORAGE_FULL and self._chance.random() < 0.02:
            return Error(id=id, code=code, message="Full.")
        return Error(id=id, code=code, message="Later.", retry_after=self._chance.random() / 50)


@scenario(
    "client is refused by chance",
    "busy, rate_limited, storage_full and an unknown code in the midst of what is on its way:"
    " everything arrives once, in order",
)
def refused(context: Context) -> Tally:
    return asyncio.run(_refused(context))


async def _refused(context: Context) -> Tally:
    messages = 400 if context.brief else 6_000
    server = RefusingServer(random.Random(context.seed))
    async with scripted(server) as url, running(context.folder / "ada", url) as client:
        await client.log_in("me", "password", keep=True)
        await client.open_group("g")
        await online(client)
        orders = Orders(context.folder / "ada", url, "g", context.folder / "notes")
        notes = Notes(orders.notes)
        sender = noting_sender(client, orders, notes)
        await sender.send_many(messages)
        await sender.all_landed(LAND_SECONDS * (1 if context.brief else 5))
        await until(lambda: nothing_left(client), "the outbox is empty")
        sender.stop()
        notes.close()
    tally = count([Promises.read(orders.notes)], server.log.events)
    tally += compare_copy(cache_of(orders.profile), "g", server.log.events)
    return tally + Tally(remarks=(f"{server.refusals} refusals",))
