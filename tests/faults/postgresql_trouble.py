"""PostgreSQL goes away in the middle of it: connections are ended, or all of it is restarted."""

from __future__ import annotations

import asyncio
import random
import signal
from dataclasses import replace

import psycopg
from faults.load import Load
from faults.scenario import Broken, Context, Tally, scenario
from faults.victim import Victim
from postgresql_server import PostgresServer

RECOVERY_SECONDS = 15.0
END_ALL = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)


@scenario(
    "connections ended",
    "PostgreSQL ends every connection, in whatever transaction it is: refused for a while, then on",
    engines=("postgresql",),
)
def connections_ended(context: Context) -> Tally:
    return asyncio.run(_connections_ended(context))


async def _connections_ended(context: Context) -> Tally:
    if context.database is None:
        raise Broken("this needs PostgreSQL")
    address = context.database()
    chance = random.Random(context.seed)
    async with Victim(replace(context, database=lambda: address)) as victim:
        load = Load(victim)
        await load.begin()
        ended = 0
        for _ in range(6 if context.brief else 100):
            await load.more(200 if context.brief else 500)
            await asyncio.sleep(chance.random() * 0.05)
            ended += await asyncio.to_thread(_end_connections, address)
        await victim.until_page("readyz", 200, RECOVERY_SECONDS)
        if not ended:
            raise Broken("no connection was ended: nothing was tried")
        return await _go_on_and_judge(load, victim, f"{ended} connections ended")


def _end_connections(address: str) -> int:
    with psycopg.connect(address, autocommit=True) as connection:
        row = connection.execute(END_ALL).fetchone()
        return int(row[0]) if row else 0


@scenario(
    "PostgreSQL restarted",
    "it is stopped, crashed and started again under load: /readyz red, recovers by itself, no loss",
    engines=("postgresql",),
)
def restarted(context: Context) -> Tally:
    return asyncio.run(_restarted(context))


async def _restarted(context: Context) -> Tally:
    with PostgresServer(durable=True) as database:
        given = replace(context, database=database.new_database)
        async with Victim(given) as victim:
            load = Load(victim)
            await load.begin()
            slowest = 0.0
            for turn in range(2 if context.brief else 10):
                await load.more(300 if context.brief else 2_000)
                how = (signal.SIGINT, signal.SIGQUIT)[turn % 2]
                await asyncio.to_thread(database.stop, how)
                await victim.until_page("readyz", 503, 5.0)
                if (status := await victim.page("healthz")) != 200:
                    raise Broken(f"/healthz says {status} without PostgreSQL")
                await asyncio.to_thread(database.start)
                slowest = max(slowest, await victim.until_page("readyz", 200, RECOVERY_SECONDS))
            return await _go_on_and_judge(load, victim, f"ready again in {slowest:.1f} s at most")


async def _go_on_and_judge(load: Load, victim: Victim, remark: str) -> Tally:
    """Judge after some more messages.

    A connection that ends while it commits leaves open whether it did. So a message may stand in
    the log although its sender was refused, and readers hear of it by the hole before the next.
    """
    await load.more(500)
    load.expect_refusals("busy", "storage_full")
    tally = await load.verdict(unknown_commits=True)
    return tally + Tally(remarks=(remark,))
