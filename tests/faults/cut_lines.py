"""Connections that break: mid-frame, into a black hole, at a client that is stopped."""

from __future__ import annotations

import asyncio
import random
import signal
import time

from faults.lines import Lines
from faults.load import Load
from faults.member import Member
from faults.scenario import Broken, Context, Tally, scenario
from faults.stoppable import StoppableLoad
from faults.victim import Victim, until
from faults.wire import TEXT, masked

NOTICED_SECONDS = 45.0
# All tests run beside the brief form: a reactor that comes too late for a beat leaves it out.
NOTICED_SECONDS_BRIEF = 55.0


@scenario(
    "cut mid-frame",
    "senders are cut off in the middle of a frame, again and again: all arrives once, in order",
)
def cut_mid_frame(context: Context) -> Tally:
    return asyncio.run(_cut_mid_frame(context))


async def _cut_mid_frame(context: Context) -> Tally:
    chance = random.Random(context.seed)
    async with Victim(context) as victim:
        load = Load(victim)
        await load.begin()
        for _ in range(30 if context.brief else 600):
            await load.more(100)
            _cut(chance.choice(load.members), chance)
        await load.all_in()
        await load.more(500)
        load.expect_refusals()
        return await load.verdict()


def _cut(member: Member, chance: random.Random) -> None:
    """Send a part of a frame, then nothing any more, with a FIN or a RST."""
    if member.link is None or member.link.transport is None:
        return
    whole = masked(TEXT, b'{"type":"typing","group":"%b"}' % (b"x" * 300), b"abcd")
    member.link.send_raw(whole[: chance.randint(1, len(whole) - 1)])
    if chance.random() < 0.5:
        member.link.cut()
    else:
        member.link.transport.close()


@scenario(
    "black hole",
    "the line swallows everything but stays open: the server gives up within 45 s, nothing is lost",
    waits=True,
)
def black_hole(context: Context) -> Tally:
    return asyncio.run(_black_hole(context))


async def _black_hole(context: Context) -> Tally:
    async with Victim(context) as victim, Lines(lambda: victim.port) as lines:
        load = Load(victim, port=lambda: lines.port)
        await load.begin()
        for turn in range(1 if context.brief else 2):
            await load.more(500)
            await asyncio.sleep(0 if context.brief else 7 * turn)
            ended = lines.ended
            lines.let_die(swallowing=True)
            begun = time.monotonic()
            goal = ended + len(load.members)
            # Some are written to meanwhile and stop reading, others are silent: all are noticed.
            await until(
                lambda goal=goal: lines.ended >= goal,  # type: ignore[misc]
                "the server gives up on a silent line",
                NOTICED_SECONDS_BRIEF if context.brief else NOTICED_SECONDS,
            )
            noticed = time.monotonic() - begun
            for member in load.members:
                member.cut()
            await load.all_in()
        await load.more(500)
        load.expect_refusals()
        tally = await load.verdict()
        return tally + Tally(remarks=(f"noticed after {noticed:.0f} s",))


@scenario(
    "client stopped",
    "a client process gets SIGSTOP for a minute under load, then SIGCONT: it catches up, no gap",
)
def client_stopped(context: Context) -> Tally:
    return asyncio.run(_client_stopped(context))


async def _client_stopped(context: Context) -> Tally:
    seconds = 5.0 if context.brief else 65.0
    async with Victim(context) as victim:
        load = Load(victim, senders=4, readers=4)
        await load.begin()
        others = StoppableLoad(context.folder, victim.port, load.accounts[4:], load.groups)
        async with others:
            await load.more(1_000)
            others.signal(signal.SIGSTOP)
            begun = time.monotonic()
            while time.monotonic() - begun < seconds:
                await load.more(200)
                await asyncio.sleep(0.2)
            others.signal(signal.SIGCONT)
            await load.more(1_000)
            await load.settle()
            load.ledger.join(await others.finish())
        if not load.ledger.have:
            raise Broken("the stopped client left no record")
        load.expect_refusals()
        return await load.verdict()
