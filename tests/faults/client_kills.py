"""Clients killed at every step of their outbox: what they showed is in the log once, in order."""

from __future__ import annotations

import asyncio
import random
import signal
from dataclasses import replace
from pathlib import Path

from faults.client_counts import Promises, compare_copy, count, read_log
from faults.client_failpoints import ONCE, STEPS
from faults.client_process import ClientProcess, Orders
from faults.scenario import Broken, Context, Tally, scenario
from real_clients import online, running, signed_up, until
from server_process import ServerProcess

from chat_desktop.client import ServerClient
from protocol.events import Event

STEP_SECONDS = 30.0
RUNS_A_STEP = 15
NUMBERS_A_RUN = 1_000_000
LATE_EVENTS = frozenset({"confirmed, not committed", "confirmed in memory"})


async def make_group(folder: Path, server: str, *names: str) -> str:
    """Sign up `names`, each on a profile of its own in `folder`; return a group of all of them."""
    async with signed_up(folder, server, names[0]) as owner:
        group = await owner.create_group("Tea", visibility="public")
    for name in names[1:]:
        async with signed_up(folder, server, name) as member:
            await member.join_group(group)
    return group


async def recover(folder: Path, server: str, group: str) -> list[Event]:
    """Run the client on a profile until its outbox is empty; return the group's log."""
    async with running(folder, server) as client:
        await online(client)
        await client.open_group(group)
        await until(lambda: nothing_left(client), "the outbox is empty", 60)
        return await read_log(client, group)


def judge(log: list[Event], *writers: Orders) -> Tally:
    """Hold a group's log against what its writers promised, and their copies against the log."""
    tally = count([Promises.read(writer.notes) for writer in writers], log)
    for writer in writers:
        tally += compare_copy(cache_of(writer.profile), writer.group, log)
    return tally


def nothing_left(client: ServerClient) -> bool:
    """Say whether nothing is on its way, and nothing is missing."""
    account = client._session.account
    return (
        account is not None
        and not account.behind
        and all(not outbox.entries for outbox in account.outboxes.values())
    )


def cache_of(profile: Path) -> Path:
    """Return the one cache file in a profile."""
    (path,) = [path for path in profile.glob("*.sqlite") if ".aside-" not in path.name]
    return path


@scenario(
    "client killed",
    "kill -9 of the client at each step of its outbox and of coming back: what it showed is in"
    " the log once, in order",
)
def killed(context: Context) -> Tally:
    return asyncio.run(_killed(context))


async def _killed(context: Context) -> Tally:
    chance = random.Random(context.seed)
    steps = list(STEPS) * (1 if context.brief else RUNS_A_STEP)
    chance.shuffle(steps)
    with ServerProcess(context.folder / "server") as server:
        profiles = context.folder / "profiles"
        group = await make_group(profiles, server.url, "ada", "bob")
        orders = Orders(profiles / "ada", server.url, group, context.folder / "notes")
        async with running(profiles / "bob", server.url) as bob:
            await bob.open_group(group)
            await online(bob)
            for run, step in enumerate(steps):
                bob.send(group, f"while ada is away {run}")
                await _run_to(orders, run, step, chance, context.brief)
        log = await recover(profiles / "ada", server.url, group)
    return judge(log, orders) + Tally(remarks=(f"{len(steps)} kills",))


async def _run_to(orders: Orders, run: int, step: str, chance: random.Random, brief: bool) -> None:
    """Run a client until it dies at `step`, having left something to do where the step needs it."""
    first = NUMBERS_A_RUN * (2 * run + 1)
    late = "events" if step in LATE_EVENTS else chance.choice((None, "replies"))
    nth = chance.randint(1, 15 if brief else 200)
    if step in ONCE or step.startswith("catching"):
        nth = 1
    elif step == "sent again":
        # All that are shown together are killed before any of them is sent.
        await die_at(replace(orders, first=first, step="shown, not sent", nth=10))
        nth = chance.randint(1, 5)
    await die_at(replace(orders, first=first + NUMBERS_A_RUN, step=step, nth=nth, late=late))


async def die_at(orders: Orders) -> None:
    """Run a client until it dies as ordered; a step that is never reached is a failure."""
    process = ClientProcess(orders)
    code = await asyncio.to_thread(process.wait, STEP_SECONDS)
    if code != -signal.SIGKILL:
        process.kill()
        raise Broken(f"“{orders.step}” was not reached {orders.nth} times (exit code {code})")
