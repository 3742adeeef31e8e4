"""The client's own disk: full or failing while it sends, and a cache file that is damaged."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

from faults.client_counts import Promises
from faults.client_failpoints import RESCUE_STEPS
from faults.client_kills import NUMBERS_A_RUN, cache_of, die_at, judge, make_group, recover
from faults.client_process import ClientProcess, Orders
from faults.scenario import Broken, Context, Tally, scenario
from faults.steering import Disk, Steering
from server_process import ServerProcess

from protocol.events import Event, Message

TROUBLE_SECONDS = 60.0
WAITING_MESSAGES = 12


@scenario(
    "client's disk fails",
    "full, bad writes, short writes and bad syncs of the client's disk while it sends: each"
    " message typed is on disk or is called failed, and goes in the end",
)
def disk_fails(context: Context) -> Tally:
    return asyncio.run(_disk_fails(context))


async def _disk_fails(context: Context) -> Tally:
    chance = random.Random(context.seed)
    messages, deaths = (300, 3) if context.brief else (2_000, 20)
    steering = Steering(context.folder / "steering")
    with ServerProcess(context.folder / "server") as server:
        profiles = context.folder / "profiles"
        group = await make_group(profiles, server.url, "ada")
        orders = Orders(
            profiles / "ada",
            server.url,
            group,
            context.folder / "notes",
            pause=0.002,
            steering=steering.path,
        )
        for death in range(1, deaths + 1):
            process = ClientProcess(replace(orders, first=NUMBERS_A_RUN * death))
            await _trouble(steering, chance, orders.notes, chance.randint(50, 200))
            process.kill()
            steering.mend_disk()
        before = Promises.read(orders.notes)
        process = ClientProcess(replace(orders, first=NUMBERS_A_RUN * (death + 1), count=messages))
        await _trouble(steering, chance, orders.notes, messages)
        await asyncio.to_thread(process.finish, 60)
        failures = steering.failed_writes
        steering.close()
        log = await recover(orders.profile, server.url, group)
    promises = Promises.read(orders.notes)
    if not failures or not promises.troubled:
        raise Broken("the disk never failed")
    tally = judge(log, orders) + _untold(promises, before, log)
    told = len(promises.troubled)
    return tally + Tally(remarks=(f"{failures} failed writes, {told} told, {deaths} deaths",))


async def _trouble(steering: Steering, chance: random.Random, notes: Path, messages: int) -> None:
    """Let the disk fail now and then, until so many messages more were typed."""
    kinds = [kind for kind in Disk if kind is not Disk.SOUND]
    goal = len(Promises.read(notes).typed) + messages
    end = time.monotonic() + TROUBLE_SECONDS
    while len(Promises.read(notes).typed) < goal:
        if time.monotonic() > end:
            raise Broken("the client does not go on")
        await asyncio.sleep(chance.uniform(0.05, 0.3))
        steering.fail_disk(chance.choice(kinds), chance.randint(0, 12))
        await asyncio.sleep(chance.uniform(0.05, 0.3))
        steering.mend_disk()


def _untold(promises: Promises, before: Promises, log: list[Event]) -> Tally:
    """Count what the last client, which was not killed, neither sent in the end nor spoke of."""
    last = set(promises.typed) - set(before.typed)
    if silent := last - promises.shown - promises.failed:
        raise Broken(f"{len(silent)} messages were neither shown nor called failed")
    return Tally(lost=len(last - {event.key for event in log if isinstance(event, Message)}))


@scenario(
    "client's file damaged",
    "kill -9 at each step of replacing a damaged cache file, with messages waiting: all of them"
    " are sent once, in order",
)
def file_damaged(context: Context) -> Tally:
    return asyncio.run(_file_damaged(context))


async def _file_damaged(context: Context) -> Tally:
    rounds = 1 if context.brief else 20
    run = waited = 0
    with ServerProcess(context.folder / "server") as server:
        profiles = context.folder / "profiles"
        group = await make_group(profiles, server.url, "ada")
        orders = Orders(profiles / "ada", server.url, group, context.folder / "notes")
        for _ in range(rounds):
            for step in RESCUE_STEPS:
                run += 1
                at = replace(orders, first=NUMBERS_A_RUN * run)
                await die_at(replace(at, step="shown, not sent", nth=WAITING_MESSAGES))
                waited += _damage(cache_of(orders.profile))
                await die_at(replace(at, step=step))
        log = await recover(orders.profile, server.url, group)
    return judge(log, orders) + Tally(remarks=(f"{run} damages, {waited} waited",))


def _damage(path: Path) -> int:
    """Spoil what the cache needs to be opened; return how many messages wait in its outbox."""
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE users")
    (waiting,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
    connection.close()
    return int(waiting)
