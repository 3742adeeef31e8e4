"""A disk that is full, or fails, or a database that another process has locked."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from contextlib import closing

from faults.accounts import Talk, sign_up
from faults.load import Load
from faults.scenario import Broken, Context, Tally, scenario
from faults.steering import Disk
from faults.victim import Victim, until

LATEST_WRITE = 400
RECOVERY_SECONDS = 10.0
NOTICE_SECONDS = 10.0
# The writer waits five seconds for a lock: whoever waits for the writer takes longer than this.
SLOWEST_READ = 4.0


@scenario(
    "disk full",
    "full at the n-th write, space comes back: storage_full, /readyz red, reads and resumes go on",
)
def disk_full(context: Context) -> Tally:
    return asyncio.run(_trouble(context, Disk.FULL))


@scenario(
    "short write",
    "the n-th write stores a half and says that the disk is full: nothing of it is ever seen",
)
def short_write(context: Context) -> Tally:
    return asyncio.run(_trouble(context, Disk.SHORT_WRITE))


@scenario(
    "write error",
    "the n-th write fails with an I/O error: read-only until writes succeed again",
)
def write_error(context: Context) -> Tally:
    return asyncio.run(_trouble(context, Disk.BAD_WRITE))


@scenario(
    "fsync error",
    "fsync fails: nothing more is acknowledged, what was stays, after kill -9 and a start too",
)
def fsync_error(context: Context) -> Tally:
    return asyncio.run(_trouble(context, Disk.BAD_SYNC, kill=True))


async def _trouble(context: Context, disk: Disk, kill: bool = False) -> Tally:
    """Let the disk fail under load and come back, again and again."""
    chance = random.Random(context.seed)
    async with Victim(context) as victim:
        load = Load(victim)
        await load.begin()
        slowest = 0.0
        for turn in range(2 if context.brief else 12):
            await load.more(200 if context.brief else 2_000)
            victim.steering.fail_disk(disk, after=chance.randint(0, LATEST_WRITE))
            refused = load.ledger.refusals["storage_full"]
            await until(
                lambda known=refused: load.ledger.refusals["storage_full"] > known,  # type: ignore[misc]
                "sends are refused with storage_full",
            )
            await _check_read_only(victim, load)
            if kill and turn % 2:
                await victim.kill()
                victim.steering.mend_disk()
                await victim.start()
                await load.all_in()
            else:
                victim.steering.mend_disk()
                slowest = max(slowest, await victim.until_page("readyz", 200, RECOVERY_SECONDS))
            await _check_resend(victim, load)
        await load.more(200 if context.brief else 2_000)
        load.expect_refusals("storage_full", "busy")
        tally = await load.verdict(unknown_commits=kill)
        return tally + Tally(remarks=(f"ready again in {slowest:.1f} s at most",))


async def _check_read_only(victim: Victim, load: Load) -> None:
    """Raise `Broken` unless the server is alive, not ready, and can be read and come back to."""
    await victim.until_page("readyz", 503, NOTICE_SECONDS)
    if (status := await victim.page("healthz")) != 200:
        raise Broken(f"/healthz says {status} while the disk fails")
    acknowledged = load.acknowledged
    async with Talk(victim.port, load.accounts[-1]) as talk:
        history = await talk.ask("history", group=load.groups[0], limit=20)
        if not history.messages:
            raise Broken("a history is empty while the disk fails")
        await talk.ask("catch_up", group=load.groups[0], after=0, limit=20)
    await asyncio.sleep(0.5)
    if load.acknowledged != acknowledged:
        raise Broken("messages are acknowledged while the disk fails")


async def _check_resend(victim: Victim, load: Load) -> None:
    """Raise `Broken` unless a message that was acknowledged is so again when it is resent."""
    owner = load.members[0]
    key, ack = next(pair for pair in load.ledger.acks.items() if pair[0].startswith(owner.tag))
    async with Talk(victim.port, load.owner) as talk:
        said = await talk.ask("send", group=ack.group, key=key, text="again")
    if said.seq != ack.seq:
        raise Broken(f"a resent message was acknowledged as {said.seq}, not {ack.seq}")


@scenario(
    "database locked",
    "another process locks the database for 30 s: busy, nobody waits for the reactor, then on",
)
def database_locked(context: Context) -> Tally:
    return asyncio.run(_locked(context, 7.0 if context.brief else 30.0))


async def _locked(context: Context, seconds: float) -> Tally:
    """Hold the write lock from outside under load, and see that all else is answered."""
    async with Victim(context) as victim:
        load = Load(victim)
        await load.begin()
        await load.more(500)
        async with Talk(victim.port, load.accounts[-1]) as reader:
            with closing(sqlite3.connect(victim.database, timeout=10)) as other:
                other.isolation_level = None
                other.execute("BEGIN EXCLUSIVE")
                slowest = await _watch(victim, reader, load.groups[0], seconds)
                # On a machine with much else to do the refusals come later.
                await until(lambda: load.ledger.refusals["busy"], "sends are refused with busy")
                other.execute("ROLLBACK")
        await victim.until_page("readyz", 200, RECOVERY_SECONDS)
        await load.more(500)
        load.expect_refusals("busy")
        tally = await load.verdict()
        await _check_going_down(victim)
        return tally + Tally(remarks=(f"slowest answer meanwhile {slowest * 1_000:.0f} ms",))


async def _check_going_down(victim: Victim) -> None:
    """Raise `Broken` unless a server goes down in order while its database is locked."""
    account = await sign_up(victim.port, "late")
    async with Talk(victim.port, account) as talk:
        with closing(sqlite3.connect(victim.database, timeout=10)) as other:
            other.isolation_level = None
            other.execute("BEGIN EXCLUSIVE")
            talk.tell("create_group", name="never made")
            await asyncio.sleep(0.2)
            if code := await victim.stop():
                raise Broken(f"the server exited with {code}, the database being locked")
    await victim.start()


async def _watch(victim: Victim, reader: Talk, group: str, seconds: float) -> float:
    """Ask for pages and a history all the time; return how long the slowest answer took."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    slowest = 0.0
    while (began := loop.time()) < end:
        if (status := await victim.page("healthz")) != 200:
            raise Broken(f"/healthz says {status} while the database is locked")
        await reader.ask("history", group=group, limit=10)
        slowest = max(slowest, loop.time() - began)
        await asyncio.sleep(0.05)
    if slowest > SLOWEST_READ:
        raise Broken(f"reads took up to {slowest:.1f} s while the database was locked")
    return slowest
