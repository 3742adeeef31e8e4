"""Who takes part: accounts with a session each, in groups, made through the server's own rules."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from chat_server.core.jobs import CreateAccount, Job, OpenSession, Perform, Result
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.tokens import hash_token
from chat_server.data_folder import Stores, hold
from protocol.commands import AddMember, CreateGroup, SignUp
from protocol.replies import Profile

AT_ONCE: Final = 500
UNUSABLE_PASSWORD: Final = "-"


@dataclass(frozen=True, slots=True)
class Population:
    """`groups` groups of `members` each, of whom the first `senders` send."""

    groups: int
    members: int
    senders: int

    @property
    def size(self) -> int:
        return self.groups * self.members

    def sends(self, index: int) -> bool:
        return index % self.members < self.senders


def token_of(index: int, members: int) -> str:
    """Return the token of the index-th person; baselines read the group's number from it."""
    return f"g{index // members:07d}-m{index:07d}-{uuid.UUID(int=index).hex}"


def write_tokens(population: Population, path: Path) -> None:
    """Write what the load generator reads: a line for each connection."""
    path.write_text(
        "".join(
            token_of(index, population.members) + (" send\n" if population.sends(index) else "\n")
            for index in range(population.size)
        ),
        encoding="ascii",
    )


def populate(population: Population, folder: Path) -> None:
    """Make a data folder with everybody in it, logged in and in their groups."""
    with hold(folder):
        stores = Stores(folder, password_cost=4)
        try:
            _populate(population, stores)
        finally:
            stores.close()


def _populate(population: Population, stores: Stores) -> None:
    people = range(population.size)
    accounts = _apply(stores, (_account(index) for index in people))
    ids = [_user_id(result) for result in accounts]
    tokens = [token_of(index, population.members) for index in people]
    hashes = [hash_token(token) for token in tokens]
    _apply(
        stores,
        (OpenSession(ids[i], UNUSABLE_PASSWORD, "bench", hashes[i], connection=0) for i in people),
    )
    groups = [str(uuid.UUID(int=number + 1)) for number in range(population.groups)]
    owners = [
        Actor(ids[first], hashes[first], 0)
        for first in range(0, population.size, population.members)
    ]
    _apply(
        stores,
        (
            Perform(owner, CreateGroup(id=1, name=f"Group {group[-6:]}"), fresh=group)
            for owner, group in zip(owners, groups, strict=True)
        ),
    )
    _apply(
        stores,
        (
            Perform(
                owners[i // population.members],
                AddMember(id=1, group=groups[i // population.members], user=ids[i]),
            )
            for i in people
            if i % population.members
        ),
    )


def _account(index: int) -> CreateAccount:
    command = SignUp(id=1, username=f"person{index}", password="-" * 8)
    return CreateAccount(command, UNUSABLE_PASSWORD)


def _user_id(result: Result) -> str:
    if not isinstance(result, Outcome) or not isinstance(result.reply, Profile):
        raise TypeError(f"no account: {result}")
    return result.reply.user.id


def _apply(stores: Stores, jobs: Iterable[Job]) -> Sequence[Result]:
    waiting = iter(jobs)
    results: list[Result] = []
    while batch := list(islice(waiting, AT_ONCE)):
        for result in stores.apply(batch):
            if isinstance(result, Exception):
                raise result
            results.append(result)
    return results
