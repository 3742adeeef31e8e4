"""kill -9 of the server in the middle of its work, at each step of a message's life."""

from __future__ import annotations

import asyncio
import random

from faults.keeper import Keeper
from faults.load import Load
from faults.scenario import Context, Run, Tally, scenario
from faults.steering import Step
from faults.victim import Victim

# Messages pass the first step one by one, the others batch by batch.
LATEST = {
    Step.RECEIVED: 6_000,
    Step.APPLIED: 150,
    Step.COMMITTED: 150,
    Step.REPLIED: 1_000,
    Step.FANNED_OUT: 150,
}
NAMES = {
    Step.RECEIVED: "received",
    Step.APPLIED: "applied",
    Step.COMMITTED: "committed",
    Step.REPLIED: "replied",
    Step.FANNED_OUT: "fanned out",
}


async def kill_at(context: Context, step: Step, *, cut_power: bool = False) -> Tally:
    """Kill the server at random passings of a step, again and again, while the load goes on."""
    chance = random.Random(context.seed)
    victim = Victim(context)
    victim.steering.cuts_power = cut_power
    async with victim:
        load = Load(victim, groups=3)
        await load.begin()
        keeper = Keeper(victim)
        await keeper.begin()
        for _ in range(1 if context.brief else 12):
            await load.more(300 if context.brief else 3_000)
            victim.steering.kill_at(step, chance.randint(1, LATEST[step]))
            await victim.died()
            victim.steering.kill_at(Step.NONE, 0)
            await victim.start()
        await load.all_in()
        await load.more(300 if context.brief else 2_000)
        load.expect_refusals()
        tally = await load.verdict()
        return tally + Tally(remarks=(f"{await keeper.end():,} other changes kept",))


def _scenario_of(step: Step) -> Run:
    def run(context: Context) -> Tally:
        return asyncio.run(kill_at(context, step))

    return run


for _step, _name in NAMES.items():
    scenario(
        f"kill -9, {_name}",
        f"the server is killed when a message is {_name}: what was acknowledged stays",
        engines=("sqlite", "postgresql"),
    )(_scenario_of(_step))


@scenario(
    "power cut",
    "the server dies when a batch is committed, and all it did not fsync is gone with it",
)
def power_cut(context: Context) -> Tally:
    return asyncio.run(kill_at(context, Step.COMMITTED, cut_power=True))


@scenario(
    "power cut, replied",
    "the same between the first answer to a batch and the last",
)
def power_cut_replied(context: Context) -> Tally:
    return asyncio.run(kill_at(context, Step.REPLIED, cut_power=True))
