"""A batch is a handful of round trips, a page two more, and every plan goes by an index."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import psycopg
import pytest
from stores import Author, Stored, another_reader

from chat_server.core.batch import apply_batch
from chat_server.core.cache import GroupCache
from chat_server.core.jobs import Perform
from chat_server.core.model import SessionRecord
from chat_server.core.outcome import Actor
from chat_server.storage.postgresql.pipeline import Pipeline, Results, Statement
from chat_server.storage.postgresql.sessions import read_session
from protocol.commands import CatchUp, History, ListGroups, ListMembers, Send


class Watched:
    """What goes to the server, a list of statements for each round trip."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.trips: list[list[Statement]] = []
        run = Pipeline.run

        def watch(
            pipeline: Pipeline,
            statements: Sequence[Statement],
            results: Results,
            hear_before: int = -1,
        ) -> Results:
            self.trips.append(list(statements))
            return run(pipeline, statements, results, hear_before)

        monkeypatch.setattr(Pipeline, "run", watch)

    def statements(self) -> list[bytes]:
        return [sql for trip in self.trips for sql, _ in trip]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


@pytest.mark.parametrize("count", [1, 500])
def test_a_batch_is_few_round_trips_whatever_its_size(
    on_postgresql: Stored, watched: Watched, count: int
) -> None:
    author = Author(on_postgresql.store)
    users = [author.user(f"user {number}") for number in range(20)]
    group = author.group(users[0])
    for user in users[1:]:
        author.join(group, user)
    author.commit()
    cache = GroupCache()

    def send(number: int) -> Perform:
        user = users[number % len(users)]
        return Perform(
            Actor(user, "hash", number),
            Send(id=1, group=group, key=str(uuid.uuid4()), text="hello"),
        )

    apply_batch(on_postgresql.store, cache, [send(0)], now=2_000)
    watched.trips.clear()
    results = apply_batch(on_postgresql.store, cache, list(map(send, range(count))), now=2_001)
    assert not any(isinstance(result, Exception) for result in results)
    assert len(watched.trips) <= 3
    assert len(watched.statements()) <= 9
    assert sum(sql.startswith(b"INSERT INTO events") for sql in watched.statements()) == 1


def test_a_page_is_few_round_trips(on_postgresql: Stored, watched: Watched) -> None:
    author = Author(on_postgresql.store)
    ada = author.user("ada")
    group = author.group(ada)
    author.react(group, ada, author.send(group, ada), "🎉")
    author.commit()
    reader = another_reader(on_postgresql, connections=1)
    reader.account("ada")
    watched.trips.clear()
    reader.history(ada, History(id=1, group=group))
    assert len(watched.trips) <= 4
    reader.close()


def test_every_plan_goes_by_an_index(on_postgresql: Stored, watched: Watched) -> None:
    author, store = Author(on_postgresql.store), on_postgresql.store
    ada, eve = author.user("ada", email="a@b.org"), author.user("eve")
    group = author.group(ada)
    author.join(group, eve)
    sent = author.send(group, ada)
    author.edit(group, ada, sent, "new")
    author.react(group, eve, sent, "🎉")
    author.changes.sessions.append(SessionRecord("hash", ada, "", 0))
    author.commit()
    with store.transaction():
        store.load_groups([group])
        store.users([ada, eve])
        store.user_by_name("ada")
        store.user_by_email("a@b.org")
        store.find_keys([(group, ada, f"key-{count:016}") for count in range(20)])
        store.session("hash")
        store.sessions_of(ada)
        store.snapshot(ada)
        store.new_user_id()
        author.edit(group, ada, sent, "newer")
        author.delete(group, ada, sent)
        store.write(author.changes)
    reader = another_reader(on_postgresql, connections=1)
    for place in ({}, {"before": 4}, {"after": 1}, {"around": 2}, {"at": 1_001}, {"all": True}):
        reader.history(ada, History(id=1, group=group, **place))
    reader.catch_up(ada, CatchUp(id=1, group=group, after=1))
    reader.members(ada, ListMembers(id=1, group=group))
    reader.list_groups(ada, ListGroups(id=1, query="tea"))
    reader.account("ada")
    plans = {sql: plan(on_postgresql, sql) for sql in watched.statements() if is_planned(sql)}
    reader.close()
    assert len(plans) > 30
    assert {sql: steps for sql, steps in plans.items() if "Seq Scan" in steps} == {}
    keys = next(steps for sql, steps in plans.items() if b"e.key = w.key" in sql)
    assert "Index Scan using events_by_key" in keys


def test_keys_are_looked_up_one_by_one_even_if_the_log_was_small_when_it_was_analysed(
    on_postgresql: Stored, watched: Watched
) -> None:
    author, store = Author(on_postgresql.store), on_postgresql.store
    ada = author.user("ada")
    group = author.group(ada)
    author.commit()
    with psycopg.connect(on_postgresql.address, autocommit=True) as session:
        session.execute("ANALYZE")
    with store.transaction():
        store.find_keys([(group, ada, f"key-{count:016}") for count in range(20)])
    (sql,) = (sql for sql in watched.statements() if b"e.key = w.key" in sql)
    assert "Index Cond: ((key = " in plan(on_postgresql, sql)


def is_planned(sql: bytes) -> bool:
    return b" FROM " in sql or sql.startswith((b"INSERT", b"UPDATE", b"DELETE"))


def plan(stored: Stored, sql: bytes) -> str:
    """Return the plan of a statement as a session of ours makes it, whatever its values."""
    with read_session(stored.address, 1.0) as session:
        rows = session.execute(b"EXPLAIN (GENERIC_PLAN) " + sql).fetchall()
    return "\n".join(row[0] for row in rows)
