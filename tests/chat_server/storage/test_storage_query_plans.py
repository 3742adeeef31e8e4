"""Hot queries use an index and nothing else, and a whole view is a handful of queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from peewee import QueryEvent
from stores import Author, Stored, opened

from chat_server.core.model import Changes, SessionRecord
from chat_server.storage.connection import Connection
from chat_server.storage.opening import open_reader
from chat_server.storage.reader import PeeweeReader
from chat_server.storage.sqlite import SqliteConnection
from chat_server.storage.store import PeeweeStore
from protocol.commands import CatchUp, History, ListGroups, ListMembers
from protocol.views import DEFAULT_LIMITS


class Watched:
    """A store and a reader with one connection, and the queries that they run."""

    def __init__(self, stored: Stored, reader: PeeweeReader) -> None:
        assert isinstance(stored.store, PeeweeStore)
        self.store = stored.store
        self.reader = reader
        self.author = Author(stored.store)
        self.queries: list[tuple[str, Any]] = []
        self._databases = [_database(stored.store._db), _only_database(reader)]
        for database in self._databases:
            database.query_hooks.append(self._note)

    def _note(self, event: QueryEvent) -> None:
        self.queries.append((event.sql, event.params))

    def plans(self) -> list[str]:
        """Return the steps of the plans of all queries so far, as SQLite tells them."""
        queries, self.queries = self.queries, []
        connection = self._databases[0].connection()
        return [
            f"{step[3]}  <-  {sql}"
            for sql, values in queries
            for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values or ()).fetchall()
        ]


def _only_database(reader: PeeweeReader) -> Any:
    connection = reader._idle.get()
    assert connection is not None
    reader._idle.put(connection)
    return _database(connection)


def _database(connection: Connection) -> Any:
    assert isinstance(connection, SqliteConnection)
    return connection.database


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with opened("peewee", tmp_path) as stored:
        reader = open_reader(stored.path, DEFAULT_LIMITS, connections=1)
        yield Watched(stored, reader)
        reader.close()


@pytest.fixture
def group(watched: Watched) -> str:
    author = watched.author
    ada, eve = author.user("ada", email="a@b.org"), author.user("eve")
    group = author.group(ada)
    author.join(group, eve)
    sent = author.send(group, ada)
    author.edit(group, ada, sent, "new")
    author.react(group, eve, sent, "🎉")
    author.changes.sessions.append(SessionRecord("hash", ada, "", 0))
    author.commit()
    watched.queries.clear()
    return group


def full_scans(plans: list[str]) -> list[str]:
    """Return what goes through a table, rather than the values asked for or what is to erase."""
    values = ("SCAN w", "CONSTANT ROW", "groups_to_erase")
    return [
        plan
        for plan in plans
        if plan.startswith("SCAN") and not any(each in plan.split("  <-  ")[0] for each in values)
    ]


def test_what_a_batch_reads_and_writes_scans_nothing(watched: Watched, group: str) -> None:
    store, author = watched.store, watched.author
    with store.transaction():
        store.load_groups([group])
        store.users(["1", "2"])
        store.user_by_name("ada")
        store.user_by_email("a@b.org")
        store.find_keys([(group, "1", f"key-{count:016}") for count in range(20)])
        store.session("hash")
        store.sessions_of("1")
        store.groups_of("1")
        store.message(group, 3)
        store.has_reaction(group, 3, "🎉", "2")
        store.emojis(group, 3)
        store.count_messages(group, 3)
        store.invite("hash")
        store.group_view(author.groups[group], "1")
        store.snapshot("1")
        store.new_user_id()
        store.erase_closed(10)
        author.edit(group, "1", 3, "newer")
        store.write(author.changes)
    plans = watched.plans()
    assert len(plans) > 20
    assert full_scans(plans) == []


def test_what_a_member_reads_scans_nothing(watched: Watched, group: str) -> None:
    reader = watched.reader
    places: list[dict[str, Any]] = [{}, {"before": 4}, {"after": 1}, {"around": 2}, {"at": 1_001}]
    for place in [*places, {"all": True}]:
        reader.history("1", History(id=1, group=group, **place))
    reader.catch_up("1", CatchUp(id=1, group=group, after=1))
    reader.members("1", ListMembers(id=1, group=group))
    reader.account("ada")
    reader.profile("1", "2", None)
    reader.users(["1", "2"])
    plans = watched.plans()
    assert len(plans) > 20
    assert full_scans(plans) == []


def test_history_and_catch_up_sort_nothing(watched: Watched, group: str) -> None:
    places: list[dict[str, Any]] = [{}, {"before": 4}, {"after": 1}]
    for place in places:
        watched.reader.history("1", History(id=1, group=group, **place))
    watched.reader.catch_up("1", CatchUp(id=1, group=group, after=1))
    sorts = [plan for plan in watched.plans() if "TEMP B-TREE" in plan and "reactions" not in plan]
    assert sorts == []


def test_the_directory_is_read_along_its_index(watched: Watched, group: str) -> None:
    watched.reader.list_groups("1", ListGroups(id=1, query="tea"))
    scans = [plan for plan in watched.plans() if plan.startswith(("SCAN", "SEARCH g "))]
    assert any("groups_directory" in plan for plan in scans)
    assert all("INDEX" in plan or "PRIMARY KEY" in plan for plan in scans)


def test_the_welcome_of_a_user_in_a_thousand_groups_is_a_handful_of_queries(
    watched: Watched,
) -> None:
    author, store = watched.author, watched.store
    ada, eve = author.user("ada"), author.user("eve")
    for count in range(1_000):
        group = author.group(ada if count % 2 else eve, f"Group {count}")
        if count % 2 == 0:
            author.join(group, ada)
        sent = author.send(group, ada if count % 3 else eve, f"text {count}")
        author.react(group, eve, sent, "🎉")
    author.commit()
    watched.queries.clear()
    with store.transaction():
        snapshot = store.snapshot(ada)
    assert len(snapshot.groups) == 1_000
    assert all(group.last and group.last.reactions for group in snapshot.groups)
    assert len(snapshot.users) == 2
    assert len(watched.queries) <= 6


def test_a_batch_asks_few_queries_whatever_its_size(watched: Watched, group: str) -> None:
    keys = [(group, "1", f"key-{count:016}") for count in range(1_000)]
    with watched.store.transaction():
        watched.store.find_keys(keys)
        watched.store.write(Changes())
    assert len(watched.queries) <= 5
