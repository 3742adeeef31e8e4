"""Everybody at once: a reconnect storm, and a server that goes down in order under load."""

from __future__ import annotations

import asyncio
import time

from faults.load import Load
from faults.pulse import Pulse
from faults.scenario import Broken, Context, Tally, scenario
from faults.victim import Victim

DRAIN_SECONDS = 10.0
# All tests run beside the brief form.
DRAIN_SECONDS_BRIEF = 20.0
BACK_SECONDS = 30.0


@scenario(
    "reconnect storm",
    "3,000 clients are cut off at once and resume by token: all back without a gap, nothing hashed",
)
def reconnect_storm(context: Context) -> Tally:
    return asyncio.run(_reconnect_storm(context, 300 if context.brief else 3_000))


async def _reconnect_storm(context: Context, clients: int) -> Tally:
    async with Victim(context) as victim:
        load = Load(victim, senders=4, readers=20, window=2)
        await load.begin()
        pulse = Pulse(victim)
        await pulse.begin()
        for number in range(clients - len(load.members)):
            load.add(load.accounts[4 + number % 20])
            if number % 100 == 99:
                await load.all_in(60)
        await load.all_in(60)
        hashes = victim.steering.hashes
        slowest = 0.0
        for _ in range(1 if context.brief else 3):
            await load.more(100, 120)
            begun = time.monotonic()
            for member in load.members:
                member.cut()
            await asyncio.sleep(0.01)
            await load.all_in(BACK_SECONDS)
            slowest = max(slowest, time.monotonic() - begun)
        await load.more(100, 120)
        await pulse.end()
        if victim.steering.hashes != hashes:
            raise Broken("passwords were hashed to resume sessions")
        load.expect_refusals("busy")
        tally = await load.verdict()
        return tally + Tally(remarks=(f"{clients} back in {slowest:.1f} s",))


@scenario(
    "SIGTERM under load",
    "bye to everybody, close 1012, drained and exit 0 within 10 s, and on after the next start",
    engines=("sqlite", "postgresql"),
)
def sigterm(context: Context) -> Tally:
    return asyncio.run(_sigterm(context))


async def _sigterm(context: Context) -> Tally:
    async with Victim(context) as victim:
        load = Load(victim)
        await load.begin()
        slowest = 0.0
        turns = 2 if context.brief else 8
        for turn in range(1, turns + 1):
            await load.all_in()
            await load.more(500 if context.brief else 3_000)
            # One that does not read must not keep the server from going.
            load.members[-1].stop_reading()
            begun = time.monotonic()
            if code := await victim.stop(DRAIN_SECONDS_BRIEF if context.brief else DRAIN_SECONDS):
                raise Broken(f"the server exited with {code} after SIGTERM")
            slowest = max(slowest, time.monotonic() - begun)
            if any(member.said_bye < turn for member in load.members[:-1]):
                raise Broken("not everybody heard `bye`")
            load.members[-1].cut()
            if load.ledger.closes[1012] < turn * (len(load.members) - 1):
                raise Broken(f"closed with {dict(load.ledger.closes)}, not all with 1012")
            await victim.start()
        await load.all_in()
        await load.more(500)
        load.expect_refusals("busy")
        tally = await load.verdict()
        return tally + Tally(remarks=(f"drained in {slowest:.1f} s",))
