"""Kick, leave and delete, racing with sends: the commit decides, and after it there is silence."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from faults.accounts import Talk, read_log, sign_up
from faults.ledger import Ledger
from faults.member import Account
from faults.scenario import Broken, Context, Tally, scenario
from faults.verify import judge
from faults.victim import Victim, until
from faults.wire import Entry, Said

SENDS = 40
OUTSIDE = frozenset({"not_a_member", "no_such_group"})


@scenario(
    "kick, leave, delete racing with send",
    "acknowledged is in the log, refused is not; after `group_gone` not a byte about the group",
    engines=("sqlite", "postgresql"),
)
def races(context: Context) -> Tally:
    return asyncio.run(_races(context))


@dataclass(slots=True)
class _Racer:
    """A member who sends in a round."""

    talk: Talk
    account: Account
    answers: dict[str, asyncio.Future[Said]]


async def _races(context: Context) -> Tally:
    chance = random.Random(context.seed)
    total = Tally()
    async with Victim(context) as victim, AsyncExitStack() as stack:
        accounts = [await sign_up(victim.port, f"racer{number}") for number in range(4)]
        talks = [
            await stack.enter_async_context(Talk(victim.port, account)) for account in accounts
        ]
        for turn in range(20 if context.brief else 400):
            racers = [
                _Racer(talk, account, {}) for talk, account in zip(talks, accounts, strict=True)
            ]
            total += await _round(victim.port, racers, turn, chance)
    return total


async def _round(port: int, racers: Sequence[_Racer], turn: int, chance: random.Random) -> Tally:
    """Let everybody send; one is removed, one leaves, and in the end the group is deleted."""
    owner, kicked, leaver, _ = racers
    for racer in racers:
        racer.talk.heard.clear()
    said = await owner.talk.ask("create_group", name=f"round {turn}")
    group = said.group_id
    for racer in racers[1:]:
        await owner.talk.ask("add_member", group=group, user=racer.account.user)
    left_after = chance.randrange(SENDS)
    removed_after = chance.randrange(SENDS)
    others: dict[str, asyncio.Future[Said]] = {}
    for number in range(SENDS):
        for racer in racers:
            if racer is leaver and number == left_after:
                others["leave"] = leaver.talk.tell("leave_group", group=group)
            if racer is owner and number == removed_after:
                user = kicked.account.user
                others["remove"] = owner.talk.tell("remove_member", group=group, user=user)
            key = f"{racer.account.name}-{turn:05d}-{number:05d}"
            answer = racer.talk.tell("send", group=group, key=key, text=f"{number}")
            racer.answers[key] = answer
        if chance.random() < 0.3:
            await asyncio.sleep(chance.random() * 0.002)
    log = await read_log(port, owner.account, group) if turn % 2 else None
    others["delete"] = owner.talk.tell("delete_group", group=group)
    sends = [answer for racer in racers for answer in racer.answers.values()]
    await _all_answered([*others.values(), *sends])
    ledger = _note(racers, group)
    _check_order(others, ledger, list(leaver.answers), left_after)
    seen = await _seen_to_the_end(racers, group)
    if log is not None and [event.seq for event in log] != [e.seq for e in seen[: len(log)]]:
        raise Broken("the owner saw another log than catch_up shows")
    return judge(ledger, {group: seen})


def _check_order(
    others: dict[str, asyncio.Future[Said]], ledger: Ledger, keys: Sequence[str], left_after: int
) -> None:
    """Commands of one connection take effect in their order: sends before leaving, not after."""
    codes = {name: answer.result().code for name, answer in others.items()}
    if codes["remove"] or codes["delete"]:
        raise Broken(f"removing or deleting was refused: {codes}")
    # Who leaves on another connection than the deletion's may come too late for it.
    if codes["leave"] not in ("", "no_such_group"):
        raise Broken(f"leaving was refused with {codes['leave']}")
    if not codes["leave"] and any(key not in ledger.acks for key in keys[:left_after]):
        raise Broken("a message sent before leaving was refused")
    if any(key in ledger.acks for key in keys[left_after:]):
        raise Broken("a message sent after leaving was taken")


async def _all_answered(answers: Sequence[asyncio.Future[Said]]) -> None:
    try:
        async with asyncio.timeout(20):
            await asyncio.gather(*answers)
    except TimeoutError:
        raise Broken("a command was not answered in 20 s") from None


def _note(racers: Sequence[_Racer], group: str) -> Ledger:
    """Put what everybody was answered into a ledger."""
    ledger = Ledger()
    for racer in racers:
        for key, answer in racer.answers.items():
            ledger.send(group, racer.account.name, key)
            said = answer.result()
            if said.type == "sent":
                ledger.acknowledge(group, key, said.seq)
            elif said.code in OUTSIDE:
                ledger.refuse(key, said.code)
            else:
                raise Broken(f"a send was refused with {said.code}")
    return ledger


async def _seen_to_the_end(racers: Sequence[_Racer], group: str) -> list[Entry]:
    """Return the events that the owner heard live, up to `closed`; check everybody's silence."""
    for racer in racers:
        await until(lambda racer=racer: _gone_at(racer, group) >= 0, "`group_gone` comes")  # type: ignore[misc]
        # Whatever was still to come for this connection comes before the answer to this.
        await racer.talk.ask("profile")
        gone = _gone_at(racer, group)
        late = [said.type for said in racer.talk.heard[gone + 1 :] if said.group_id == group]
        if late:
            raise Broken(f"after `group_gone` came {late}")
        seqs = [event.seq for event in _events(racer, group)]
        if seqs != list(range(seqs[0], seqs[0] + len(seqs))):
            raise Broken("a member heard events with a gap, or twice")
    seen = _events(racers[0], group)
    if seen[-1].kind != "closed":
        raise Broken("a group was deleted, and its owner did not hear `closed`")
    return seen


def _gone_at(racer: _Racer, group: str) -> int:
    for place, said in enumerate(racer.talk.heard):
        if said.type == "group_gone" and said.group_id == group:
            return place
    return -1


def _events(racer: _Racer, group: str) -> list[Entry]:
    """Return what the racer heard live of a group."""
    return [
        event
        for said in racer.talk.heard
        if said.type == "events" and not said.id and said.group_id == group
        for event in said.events
    ]
