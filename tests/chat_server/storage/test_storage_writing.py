"""Writing in bulk: few statements whatever the number of events, and no order that matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from stores import Author, Stored

from chat_server.core.model import Changes
from chat_server.core.ports import KeyTaken
from chat_server.storage.sqlite import SqliteConnection
from chat_server.storage.store import PeeweeStore


def statements(stored: Stored, work: Callable[[], Any]) -> list[str]:
    """Return the SQL of every statement that SQLite ran meanwhile."""
    assert isinstance(stored.store, PeeweeStore)
    assert isinstance(stored.store._db, SqliteConnection)
    connection = stored.store._db.database.connection()
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    with stored.store.transaction():
        seen.clear()
        work()
        ran = list(seen)
    connection.set_trace_callback(None)
    return ran


@pytest.mark.parametrize("count", [1, 500])
def test_a_message_is_one_row_and_each_group_and_member_is_written_once(
    in_file: Stored, count: int
) -> None:
    author = Author(in_file.store)
    ada = author.user("ada")
    group = author.group(ada)
    author.commit()
    for n in range(count):
        author.mark(group, ada, author.send(group, ada), n + 1)
    ran = statements(in_file, lambda: in_file.store.write(author.changes))
    assert sum(sql.startswith("INSERT INTO events") for sql in ran) == count
    assert len(ran) <= count + 4


def test_an_email_is_handed_on_whoever_comes_first(on_disk: Stored) -> None:
    author = Author(on_disk.store)
    ada, eve = author.user("ada", email="shared@b.org"), author.user("eve", email="eve@b.org")
    freed = replace(author.users[ada], email="eve@b.org", folded_email="eve@b.org")
    taken = replace(author.users[eve], email="shared@b.org", folded_email="shared@b.org")
    with on_disk.store.transaction():
        on_disk.store.write(Changes(users={eve: taken, ada: freed}))
    with on_disk.store.transaction():
        assert on_disk.store.user_by_email("shared@b.org") == taken
        assert on_disk.store.user_by_email("eve@b.org") == freed


def test_a_doubled_key_or_seq_or_name_is_a_bug_that_leaves_nothing(on_disk: Stored) -> None:
    author = Author(on_disk.store)
    ada = author.user("ada")
    group = author.group(ada)
    author.send(group, ada, key="k" * 16)
    author.commit()
    author.send(group, ada, "second", key="k" * 16)
    with pytest.raises(KeyTaken):
        author.commit()
    again = replace(author.users[ada], id="zz")
    author.changes = Changes(users={"zz": again})
    with pytest.raises(
        Exception, match=r"UNIQUE constraint failed: users\.folded|unique constraint \"user_folded"
    ):
        author.commit()
    with on_disk.store.transaction():
        assert on_disk.store.load_groups([group])[group].head == 2
        assert on_disk.store.user("zz") is None


def test_an_event_of_a_user_who_does_not_exist_is_a_bug(on_disk: Stored) -> None:
    author = Author(on_disk.store)
    group = author.group("zz")
    with pytest.raises(Exception, match=r"FOREIGN KEY|foreign key"):
        author.commit()
    with on_disk.store.transaction():
        assert on_disk.store.load_groups([group]) == {}


def test_an_edit_that_is_written_twice_keeps_its_text(on_disk: Stored) -> None:
    author = Author(on_disk.store)
    ada = author.user("ada")
    group = author.group(ada)
    sent = author.send(group, ada, "old")
    author.edit(group, ada, sent, "new")
    amendments = author.changes.amendments
    author.commit()
    with on_disk.store.transaction():
        on_disk.store.write(Changes(amendments=amendments))
        message = on_disk.store.message(group, sent)
    assert message is not None
    assert message.text == "new"
