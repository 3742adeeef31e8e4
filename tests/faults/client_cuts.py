"""The real client on lines that are cut or dead, and the real client stopped for a while."""

from __future__ import annotations

import asyncio
import random
import socket
import time
from contextlib import AsyncExitStack

from faults.client_counts import Notes, Promises
from faults.client_kills import judge, make_group, recover
from faults.client_process import ClientProcess, Orders, noting_sender
from faults.lines import Fate, Lines
from faults.scenario import Broken, Context, Tally, scenario
from real_clients import online, running, signed_up
from sending_client import Sender
from server_process import ServerProcess

NOTICED_SECONDS = 45.0
LOOK_SECONDS = 0.1
SEND_BUFFER = 16_384
LAND_SECONDS = 60.0
BACK_SECONDS = 15.0
STUFFING = "😀" * 9_000
"""A text so long that those on their way fill a dead line's buffers."""


@scenario(
    "client cut off",
    "the line of a sending client is cut after random bytes, either way, mid-frame and in the"
    " handshake: all arrives once, in order",
)
def cut_off(context: Context) -> Tally:
    return asyncio.run(_cut_off(context))


async def _cut_off(context: Context) -> Tally:
    chance = random.Random(context.seed)
    messages, fewest = (600, 8) if context.brief else (12_000, 100)

    def fate() -> Fate:
        limit = chance.choice((chance.randint(1, 900), 2_000, 6_000, 20_000))
        reset = chance.random() < 0.5
        return Fate(up=limit, reset=reset) if chance.random() < 0.5 else Fate(None, limit, reset)

    with ServerProcess(context.folder / "server") as server:
        async with Lines(lambda: server.port) as lines:
            profiles = context.folder / "profiles"
            group = await make_group(profiles, lines.url, "ada")
            notes = context.folder / "notes"
            orders = Orders(profiles / "ada", lines.url, group, notes, count=messages)
            lines.fate = fate
            await asyncio.to_thread(ClientProcess(orders).finish, 80 if context.brief else 500)
            lines.fate = Fate
            if lines.cuts < fewest:
                raise Broken(f"the line was cut only {lines.cuts} times")
            log = await recover(profiles / "ada", lines.url, group)
    return judge(log, orders) + Tally(remarks=(f"{lines.cuts} cuts",))


@scenario(
    "client in a black hole",
    "lines go dead without an end, one silent, one busy, one stuffed: each client notices within"
    " 45 s, comes back, catches up and sends",
    waits=True,
)
def black_hole(context: Context) -> Tally:
    return asyncio.run(_black_hole(context))


async def _black_hole(context: Context) -> Tally:
    names = ("silent", "busy", "stuffed")
    with ServerProcess(context.folder / "server") as server:
        async with AsyncExitStack() as stack:
            lines = {n: await stack.enter_async_context(Lines(lambda: server.port)) for n in names}
            profiles = context.folder / "profiles"
            group = await make_group(profiles, lines["silent"].url, "silent")
            for name in names[1:]:
                await make_group_member(context, lines[name].url, name, group)
            orders = {
                n: Orders(profiles / n, lines[n].url, group, context.folder / n) for n in names
            }
            async with AsyncExitStack() as clients:
                senders = {n: await _begin(clients, orders[n]) for n in names}
                for sender in senders.values():
                    await sender.send_many(20)
                    await sender.all_landed(LAND_SECONDS)
                _shrink_buffer(senders["stuffed"])
                noticed = await _die_and_come_back(lines, senders)
                for sender in senders.values():
                    await sender.send_many(20)
                    await sender.all_landed(LAND_SECONDS)
            log = [await recover(o.profile, o.server, group) for o in orders.values()][-1]
    seconds = ", ".join(f"{name} {noticed[name]:.0f} s" for name in names)
    return judge(log, *orders.values()) + Tally(remarks=(f"noticed: {seconds}",))


async def make_group_member(context: Context, url: str, name: str, group: str) -> None:
    """Sign `name` up on the server at `url`, and let it join `group`."""
    async with signed_up(context.folder / "profiles", url, name) as client:
        await client.join_group(group)


async def _begin(clients: AsyncExitStack, orders: Orders) -> Sender:
    client = await clients.enter_async_context(running(orders.profile, orders.server))
    await client.open_group(orders.group)
    await online(client)
    notes = Notes(orders.notes)
    clients.callback(notes.close)
    return noting_sender(client, orders, notes)


def _shrink_buffer(sender: Sender) -> None:
    """Give a client a send buffer as small as a slow line's; loopback's would take it all."""
    transport = sender.client._session.connection._socket.transport
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)


async def _die_and_come_back(
    lines: dict[str, Lines], senders: dict[str, Sender]
) -> dict[str, float]:
    """Let every line go dead; return after how many seconds each client made a new one."""
    for proxy in lines.values():
        proxy.let_die()
    began = time.monotonic()
    before = {name: len(proxy.lines) for name, proxy in lines.items()}
    busy = asyncio.create_task(senders["busy"].send_many(pause=0.05))
    senders["stuffed"].pad(STUFFING)
    stuffing = asyncio.create_task(senders["stuffed"].send_many(40))
    try:
        stalled = 0.0
        while late := [n for n, proxy in lines.items() if len(proxy.lines) == before[n]]:
            looked = time.monotonic()
            if looked - began - stalled > NOTICED_SECONDS:
                raise Broken(f"a dead line is not noticed in 45 s: {', '.join(late)}")
            await asyncio.sleep(LOOK_SECONDS)
            # When a busy machine let nothing run here, the clients did not run either.
            stalled += max(0.0, time.monotonic() - looked - 2 * LOOK_SECONDS)
    finally:
        busy.cancel()
    await stuffing
    senders["stuffed"].pad("")
    return {name: proxy.lines[before[name]].began - began for name, proxy in lines.items()}


@scenario(
    "client asleep",
    "SIGSTOP of a sending client while others send, in the full form until the server has given it"
    " up: it comes back, catches up and sends what waited",
)
def asleep(context: Context) -> Tally:
    return asyncio.run(_asleep(context))


async def _asleep(context: Context) -> Tally:
    naps = (5.0,) if context.brief else (5.0, 60.0, 0.5, 20.0, 45.0)
    with ServerProcess(context.folder / "server") as server:
        profiles = context.folder / "profiles"
        group = await make_group(profiles, server.url, "ada", "bob")
        orders = Orders(profiles / "ada", server.url, group, context.folder / "notes", pause=0.001)
        process = ClientProcess(orders)
        try:
            async with running(profiles / "bob", server.url) as bob:
                await bob.open_group(group)
                await online(bob)
                for nap in naps:
                    await _more_shown(process, 50)
                    process.freeze()
                    for number in range(100):
                        bob.send(group, f"while ada sleeps {number}")
                    await asyncio.sleep(nap)
                    process.thaw()
                    await _more_shown(process, 200)
        finally:
            process.kill()
        log = await recover(profiles / "ada", server.url, group)
    return judge(log, orders) + Tally(remarks=(f"slept {sum(naps):.0f} s",))


async def _more_shown(process: ClientProcess, more: int) -> None:
    """Wait until the client has shown so many messages more."""
    goal = len(Promises.read(process.orders.notes).shown) + more
    end = time.monotonic() + BACK_SECONDS
    while len(Promises.read(process.orders.notes).shown) < goal:
        if time.monotonic() > end or not process.alive:
            raise Broken("the client does not go on")
        await asyncio.sleep(0.1)
