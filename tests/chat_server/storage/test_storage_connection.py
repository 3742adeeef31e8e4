"""What every connection does alike, whichever the engine."""

from __future__ import annotations

from stores import Author, Stored

from chat_server.storage.connection import Connection
from chat_server.storage.store import PeeweeStore


def connection(stored: Stored) -> Connection:
    assert isinstance(stored.store, PeeweeStore)
    return stored.store._db


def test_a_transaction_that_only_reads_sees_what_is_committed(on_disk: Stored) -> None:
    db = connection(on_disk)
    ada = Author(on_disk.store).user("ada")
    for _ in range(2):
        with db.reading():
            assert db.rows("SELECT username FROM users") == [("ada",)]
    with on_disk.store.transaction():
        assert on_disk.store.user(ada) is not None


def test_a_connection_that_was_closed_opens_again(on_disk: Stored) -> None:
    db = connection(on_disk)
    Author(on_disk.store).user("ada")
    db.close()
    with db.transaction():
        assert db.row("SELECT count(*) FROM users") == (1,)
        assert list(db.stream("SELECT username FROM users WHERE id = ?", (1,))) == [("ada",)]
