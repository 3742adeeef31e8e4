"""Who takes part: accounts with a session each, in groups, made through the server's own rules."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
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
class Groups:
    """`groups` groups of `members`; the first `actors` of each have `role`, the rest `others`.

    Roles are the load generator's: `send`, `speak`, `cut`, or nothing for who only reads.
    """

    groups: int
    members: int
    actors: int = 0
    role: str = "send"
    others: str = ""


Population = tuple[Groups, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One account with one connection; `owner` made the group, which counts from 0."""

    index: int
    group: int
    owner: bool
    role: str

    @property
    def token(self) -> str:
        """The session's token; baselines read the group's number from it."""
        return f"g{self.group:07d}-m{self.index:07d}-{uuid.UUID(int=self.index).hex}"


def people(population: Population) -> Iterator[Person]:
    """Yield everybody, group by group."""
    groups, indexes = count(), count()
    for kind in population:
        for group in islice(groups, kind.groups):
            for place in range(kind.members):
                role = kind.role if place < kind.actors else kind.others
                yield Person(next(indexes), group, place == 0, role)


def write_tokens(crowd: Iterable[Person], path: Path) -> None:
    """Write what the load generator reads: a line for each connection."""
    path.write_text(
        "".join(f"{person.token} {person.role}".rstrip() + "\n" for person in crowd),
        encoding="ascii",
    )


def populate(population: Population, folder: Path, database: str = "") -> None:
    """Make a data folder, or a PostgreSQL database, with everybody logged in and in groups."""
    with hold(folder):
        stores = Stores(folder, 4, database)
        try:
            _populate(list(people(population)), stores)
        finally:
            stores.close()


def _populate(crowd: Sequence[Person], stores: Stores) -> None:
    ids = [_user_id(result) for result in apply_jobs(stores, map(_account, crowd))]
    actors = [Actor(ids[person.index], hash_token(person.token), 0) for person in crowd]
    apply_jobs(
        stores,
        (
            OpenSession(actor.user, UNUSABLE_PASSWORD, "benchmark", actor.token_hash, 0)
            for actor in actors
        ),
    )
    owners = {person.group: actors[person.index] for person in crowd if person.owner}
    groups = {group: str(uuid.UUID(int=group + 1)) for group in owners}
    apply_jobs(
        stores,
        (
            Perform(owner, CreateGroup(id=1, name=f"Group {number}"), fresh=groups[number])
            for number, owner in owners.items()
        ),
    )
    apply_jobs(
        stores,
        (
            Perform(
                owners[person.group],
                AddMember(id=1, group=groups[person.group], user=ids[person.index]),
            )
            for person in crowd
            if not person.owner
        ),
    )


def _account(person: Person) -> CreateAccount:
    command = SignUp(id=1, username=f"person{person.index}", password="-" * 8)
    return CreateAccount(command, UNUSABLE_PASSWORD)


def _user_id(result: Result) -> str:
    if not isinstance(result, Outcome) or not isinstance(result.reply, Profile):
        raise TypeError(f"no account: {result}")
    return result.reply.user.id


def apply_jobs(stores: Stores, jobs: Iterable[Job]) -> list[Result]:
    """Apply jobs in batches and return their results. Raises what the first one failed with."""
    waiting = iter(jobs)
    results: list[Result] = []
    while batch := list(islice(waiting, AT_ONCE)):
        for result in stores.apply(batch):
            if isinstance(result, Exception):
                raise result
            results.append(result)
    return results
