"""More than the server takes: a journal that is full, and senders above their rate."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

from faults.load import Load
from faults.scenario import Broken, Context, Tally, scenario
from faults.victim import Victim, until

# More than the journal queues, and no more than a connection may have under way.
CROWD = 110
CROWD_WINDOW = 200


@scenario(
    "journal full",
    "more waits than the journal's bound while it is blocked: busy, then all of it, in order",
)
def journal_full(context: Context) -> Tally:
    return asyncio.run(_journal_full(context))


async def _journal_full(context: Context) -> Tally:
    async with Victim(context) as victim:
        crowd = [
            Load(victim, senders=1, readers=0, window=CROWD_WINDOW, name=f"crowd{number}x")
            for number in range(CROWD)
        ]
        for load in crowd:
            await load.begin()
            load.pause()
        for _ in range(1 if context.brief else 4):
            with closing(sqlite3.connect(victim.database, timeout=10)) as other:
                other.isolation_level = None
                other.execute("BEGIN EXCLUSIVE")
                for load in crowd:
                    load.resume()
                    load.pause()
                await until(lambda: _told_busy(crowd), "somebody is told that the server is busy")
                if (status := await victim.page("healthz")) != 200:
                    raise Broken(f"/healthz says {status} while the journal is full")
                other.execute("ROLLBACK")
            for load in crowd:
                await load.settle()
                load.expect_refusals("busy")
                load.ledger.refusals.clear()
        return sum([await load.verdict() for load in crowd], Tally())


def _told_busy(crowd: list[Load]) -> int:
    return sum(load.ledger.refusals["busy"] for load in crowd)


@scenario(
    "above the rate",
    "senders go on above their rate: rate_limited, sent again in order, nothing overtakes",
)
def above_the_rate(context: Context) -> Tally:
    return asyncio.run(_above_the_rate(context))


async def _above_the_rate(context: Context) -> Tally:
    # So low that a slow machine is above it too.
    rate = 20 if context.brief else 60
    flags = ("--rate-limits", "on", "--sends-per-second", str(rate))
    async with Victim(context, *flags) as victim:
        load = Load(victim, senders=3, readers=0, window=25)
        await load.begin()
        for member in load.members[:2]:
            # A second device of the same user: they share a rate, and the order is each one's own.
            load.add(member.account, window=25)
        await load.all_in()
        load.resume()
        for _ in range(3 if context.brief else 30):
            await load.more(100 if context.brief else 200)
            load.members[0].cut()
        await until(lambda: load.ledger.refusals["rate_limited"], "somebody is above the rate")
        load.expect_refusals("rate_limited")
        return await load.verdict()
