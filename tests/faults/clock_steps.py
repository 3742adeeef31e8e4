"""A wall clock that is stepped an hour forth and back under load."""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise

from faults.accounts import Talk
from faults.load import Load
from faults.scenario import Broken, Context, Tally, scenario
from faults.victim import Victim, until

HOUR = 3_600_000
LOG_IN_SECONDS = 10.0


@scenario(
    "clock stepped",
    "the wall clock goes an hour back and forth: order by seq alone, timers and sessions go on",
    engines=("sqlite", "postgresql"),
)
def clock_stepped(context: Context) -> Tally:
    return asyncio.run(_clock_stepped(context))


async def _clock_stepped(context: Context) -> Tally:
    async with Victim(context) as victim:
        load = Load(victim)
        await load.begin()
        steps = [-HOUR, HOUR, 0] if context.brief else [-HOUR, HOUR, -HOUR, 0, HOUR, 0] * 3
        for offset in steps:
            await load.more(300 if context.brief else 3_000)
            victim.steering.clock_offset = offset
            # A timer that followed the wall clock would keep the journal, or a log-in, waiting.
            await load.more(300, 15)
            async with Talk(victim.port, load.owner) as talk:
                await talk.ask("create_group", name="made at another time")
            if (status := await victim.page("readyz", 5.0)) != 200:
                raise Broken(f"/readyz says {status} after the clock was stepped")
        load.pause()
        await _check_guest(victim)
        load.resume()
        await load.more(300)
        load.expect_refusals()
        if any(member.comings > 1 for member in load.members):
            raise Broken("connections were ended when the clock was stepped")
        stepped_back = await _count_steps_back(victim, load)
        if not stepped_back:
            raise Broken("the clock was never seen to step back: nothing was tried")
        return await load.verdict()


async def _check_guest(victim: Victim) -> None:
    """Step the clock while a guest's time to log in runs: he has ten seconds, no more, no less."""
    async with Talk(victim.port) as guest:
        begun = time.monotonic()
        victim.steering.clock_offset = HOUR
        await asyncio.sleep(1.0)
        victim.steering.clock_offset = -HOUR
        try:
            await until(lambda: guest.close_code is not None, "a guest is closed", 20)
        except Broken:
            raise Broken("timers stand still when the clock is stepped back") from None
        if (waited := time.monotonic() - begun) < LOG_IN_SECONDS - 1:
            raise Broken(f"a guest had {waited:.0f} s to log in when the clock was stepped")


async def _count_steps_back(victim: Victim, load: Load) -> int:
    """Return how often `at` goes back in the first group's log, as messages are read."""
    times: list[int] = []
    async with Talk(victim.port, load.owner) as talk:
        after = 0
        while True:
            page = await talk.ask("catch_up", group=load.groups[0], after=after, limit=100)
            if not page.events:
                return sum(before > then for before, then in pairwise(times))
            times += [event.at for event in page.events]
            after = page.events[-1].seq
