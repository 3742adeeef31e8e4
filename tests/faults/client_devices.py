"""Two devices of one account at once, with clocks that step, one of them killed again and again."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from itertools import pairwise

from faults.client_counts import Promises
from faults.client_kills import NUMBERS_A_RUN, judge, make_group, recover
from faults.client_process import ClientProcess, Orders
from faults.scenario import Broken, Context, Tally, scenario
from real_clients import PASSWORD, running
from server_process import ServerProcess


@scenario(
    "two devices, stepping clocks",
    "two devices of one account send at once while their clocks step an hour either way and one"
    " is killed again and again: every message once, each device's in order, keys ascending",
)
def two_devices(context: Context) -> Tally:
    return asyncio.run(_two_devices(context))


async def _two_devices(context: Context) -> Tally:
    chance = random.Random(context.seed)
    messages, deaths = (400, 3) if context.brief else (40_000, 40)
    with ServerProcess(context.folder / "server") as server:
        profiles = context.folder / "profiles"
        group = await make_group(profiles, server.url, "ada")
        async with running(profiles / "ada's other", server.url) as other:
            await other.log_in("ada", PASSWORD, keep=True)
        steady = Orders(
            profiles / "ada",
            server.url,
            group,
            context.folder / "steady",
            count=messages,
            stepping_clock=True,
            seed=context.seed,
        )
        mortal = replace(
            steady, profile=profiles / "ada's other", notes=context.folder / "mortal", count=None
        )
        first = ClientProcess(steady)
        for death in range(1, deaths + 1):
            second = ClientProcess(replace(mortal, first=NUMBERS_A_RUN * death, seed=death))
            await asyncio.sleep(chance.uniform(0.5, 1.5))
            second.kill()
        await asyncio.to_thread(first.finish, 60 if context.brief else 300)
        await recover(mortal.profile, server.url, group)
        log = await recover(steady.profile, server.url, group)
    typed = Promises.read(steady.notes).typed
    if any(earlier >= later for earlier, later in pairwise(typed)):
        raise Broken("a key does not ascend")
    return judge(log, steady, mortal) + Tally(remarks=(f"{deaths} deaths",))
