"""A server's data folder with many accounts and groups, and logs of which the end is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.desktop.crowds import Crowd, crowds, display_name, group_name
from benchmarks.population import UNUSABLE_PASSWORD, apply_jobs
from chat_server.core.jobs import CreateAccount, Job, OpenSession, Perform
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.tokens import hash_token
from chat_server.data_folder import DATABASE_NAME, Stores, hold
from chat_server.storage.event_rows import event_row
from chat_server.storage.tables import Event, columns
from protocol.commands import AddMember, CreateGroup, SignUp
from protocol.replies import Profile
from protocol.scalars import UserId

SENDER_TOKEN: Final = "benchmark-sender-000000000000000000001"
"""The session of who made all groups and can write in each."""

READER: Final = "reader"
PASSWORD: Final = "correct horse"

TAIL: Final = 100
"""So many of each group's newest messages are there."""


def fill_server(folder: Path, counts: Sequence[int], people: int, members: int) -> list[Crowd]:
    """Make people and groups with `counts` messages, the reader in each; return the groups.

    The accounts are made by the server's own rules; the logs are written past them.
    """
    with hold(folder):
        stores = Stores(folder, 4)
        try:
            made = _make(stores, counts, people, members)
        finally:
            stores.close()
        _write_logs(folder / DATABASE_NAME, made)
    return made


def _make(stores: Stores, counts: Sequence[int], people: int, members: int) -> list[Crowd]:
    sign_up = SignUp(id=1, username=READER, password=PASSWORD, display_name="Robin Reader")
    (reader,) = apply_jobs(stores, [CreateAccount(sign_up, stores.hasher.hash(PASSWORD))])
    results = apply_jobs(stores, (_account(number) for number in range(people)))
    ids = [_id(result) for result in results]
    owner = Actor(ids[0], hash_token(SENDER_TOKEN), 0)
    session = OpenSession(owner.user, UNUSABLE_PASSWORD, "benchmark", owner.token_hash, 0)
    apply_jobs(stores, [session])
    made = crowds(counts, owner.user, _id(reader), ids[1:], members)
    apply_jobs(stores, _groups(made, owner))
    apply_jobs(stores, _members(made, owner))
    return made


def _account(number: int) -> CreateAccount:
    command = SignUp(
        id=1, username=f"person{number}", password="-" * 8, display_name=display_name(number)
    )
    return CreateAccount(command, UNUSABLE_PASSWORD)


def _id(result: object) -> UserId:
    if not isinstance(result, Outcome) or not isinstance(result.reply, Profile):
        raise TypeError(f"no account: {result}")
    return result.reply.user.id


def _groups(made: Sequence[Crowd], owner: Actor) -> Iterator[Job]:
    for crowd in made:
        command = CreateGroup(id=1, name=group_name(crowd.number))
        yield Perform(owner, command, fresh=crowd.group)


def _members(made: Sequence[Crowd], owner: Actor) -> Iterator[Job]:
    for crowd in made:
        for user in crowd.members[1:]:
            yield Perform(owner, AddMember(id=1, group=crowd.group, user=user))


def _write_logs(path: Path, made: Sequence[Crowd]) -> None:
    names = ", ".join(f'"{name}"' for name in columns(Event))
    marks = ", ".join("?" * len(columns(Event)))
    database = sqlite3.connect(path)
    try:
        with database:
            numbers = dict(database.execute("SELECT uuid, id FROM groups"))
            for crowd in made:
                number, head = numbers[crowd.group], crowd.head
                database.executemany(
                    f"INSERT INTO events ({names}) VALUES ({marks})",
                    _tail(number, crowd),
                )
                database.execute(
                    "UPDATE groups SET head = ?, n = ?, last = ? WHERE id = ?",
                    (head, crowd.count, head if crowd.count else None, number),
                )
                database.execute(
                    'UPDATE members SET "read" = ?, read_n = ? WHERE group_id = ?',
                    (head, crowd.count, number),
                )
    finally:
        database.close()


def _tail(number: int, crowd: Crowd) -> list[tuple[Any, ...]]:
    newest = islice(crowd.messages(), max(0, crowd.count - TAIL), None)
    return [event_row(number, event, event.n) for event in newest]
