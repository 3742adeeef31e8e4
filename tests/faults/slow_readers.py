"""Readers that do not read, or that are stopped for a while: nobody else may feel them."""

from __future__ import annotations

import asyncio

from faults.load import Load
from faults.member import Member
from faults.pulse import Pulse
from faults.scenario import Broken, Context, Tally, scenario
from faults.victim import Victim, until

STALLED = 10
MOST_GROWTH_KIB = 24 * 1024
MOST_P99_FACTOR = 3.0
# Below this, what is measured is the machine: in the brief form everything runs on it at once.
LEAST_P99 = 0.25
LEAST_P99_BRIEF = 2.0


@scenario(
    "a reader never reads",
    "10 readers stop, 10,000 events: memory bounded, p99 of others stays, `lagged`, no gap, 4408",
)
def never_reads(context: Context) -> Tally:
    return asyncio.run(_never_reads(context))


async def _never_reads(context: Context) -> Tally:
    async with Victim(context) as victim:
        load = Load(victim, senders=6, readers=2)
        await load.begin()
        pulse = Pulse(victim)
        await pulse.begin()
        stalled = [load.add(load.accounts[-1], tag=f"stalled-{n}") for n in range(STALLED)]
        await load.all_in()
        await load.more(4_000)
        before = pulse.take()
        memory = victim.resident_kib
        for member in stalled:
            member.stop_reading()
        await load.more(10_000 if context.brief else 60_000, 180)
        meanwhile = pulse.take()
        growth = victim.resident_kib - memory
        await pulse.end()
        if growth > MOST_GROWTH_KIB:
            raise Broken(f"the server grew by {growth} KiB for {STALLED} stalled readers")
        least = LEAST_P99_BRIEF if context.brief else LEAST_P99
        if meanwhile > max(MOST_P99_FACTOR * before, least):
            raise Broken(f"p99 rose from {before * 1e3:.0f} to {meanwhile * 1e3:.0f} ms")
        if not context.brief:
            await _until_closed(load, victim)
        for member in stalled:
            member.read_on()
        if context.brief:
            await until(lambda: all(_lagged(member) for member in stalled), "all hear `lagged`")
        else:
            await until(lambda: load.ledger.closes[4408] >= STALLED, "all hear 4408")
        await load.all_in()
        tally = await load.verdict()
        remark = f"+{growth} KiB, p99 {before * 1e3:.0f} -> {meanwhile * 1e3:.0f} ms"
        return tally + Tally(remarks=(remark,))


def _lagged(member: Member) -> bool:
    return any(reading.lagged for reading in member.readings.values())


async def _until_closed(load: Load, victim: Victim) -> None:
    """Wait until the server has given up on every stalled reader."""
    load.pause()
    await until(
        lambda: victim.log.count("code=4408") >= STALLED, "readers that stay stuck are closed", 100
    )
