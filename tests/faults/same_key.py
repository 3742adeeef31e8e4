"""One account and the same keys on two sockets at once: every message is there once."""

from __future__ import annotations

import asyncio

from faults.load import Load
from faults.scenario import Broken, Context, Tally, scenario
from faults.victim import Victim


@scenario(
    "same key on two sockets",
    "both send each key at once: one row, both acknowledged with the same seq, also after a kill",
    engines=("sqlite", "postgresql"),
)
def same_key(context: Context) -> Tally:
    return asyncio.run(_same_key(context))


async def _same_key(context: Context) -> Tally:
    async with Victim(context) as victim:
        load = Load(victim, senders=0, readers=6)
        await load.begin()
        for number, account in enumerate(load.accounts[:4]):
            for twin in "ab":
                tag = f"twin-{number:04d}-{twin}"
                load.add(account, window=10, tag=tag, keys=f"twin-{number:04d}")
        await load.all_in()
        load.resume()
        await load.more(1_000 if context.brief else 20_000)
        await victim.kill()
        await victim.start()
        await load.more(1_000 if context.brief else 20_000)
        load.expect_refusals()
        twice = load.ledger.acknowledgements - load.acknowledged
        if twice < load.acknowledged // 2:
            raise Broken(f"only {twice} keys were acknowledged twice: nothing was tried")
        return await load.verdict()
