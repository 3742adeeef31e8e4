"""Opening a database on PostgreSQL: new, old, somebody else's, or not to be had."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import psycopg
import pytest
from postgresql_server import PostgresServer, shared_server
from stores import EPOCH, Author

from chat_server.storage.failures import DatabaseRefused
from chat_server.storage.postgresql.opening import open_reader, open_store
from chat_server.storage.store import PeeweeStore
from protocol.views import DEFAULT_LIMITS


def opened(address: str, epoch: str = "first") -> PeeweeStore:
    return open_store(address, lambda: epoch, lock_wait=0.2)


def epoch_of(store: PeeweeStore) -> str:
    with store.transaction():
        return store.epoch()


def refusal(address: str) -> str:
    with pytest.raises(DatabaseRefused) as raised:
        opened(address)
    said = str(raised.value)
    assert "\n" not in said
    assert "sesame" not in said
    assert raised.value.__cause__ is None
    return said


def test_the_epoch_is_made_once_with_the_database(empty_address: str) -> None:
    for epoch in ("first", "second"):
        store = opened(empty_address, epoch)
        assert epoch_of(store) == "first"
        store.close()


def test_texts_are_sorted_as_everywhere_else(empty_address: str) -> None:
    opened(empty_address).close()
    with psycopg.connect(empty_address) as session:
        collations = session.execute(
            "SELECT DISTINCT collation_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND data_type = 'text'"
        ).fetchall()
    assert collations == [("C",)]


def test_what_was_committed_is_there_after_a_crash(empty_address: str) -> None:
    store = opened(empty_address)
    author = Author(store)
    ada = author.user("ada")
    group = author.group(ada)
    author.commit()
    shared_server().kill()
    shared_server().start()
    with store.transaction():
        assert store.groups_of(ada) == [group]
    reader = open_reader(empty_address, DEFAULT_LIMITS, connections=1)
    assert reader.account("ada") is not None
    reader.close()
    store.close()


def test_a_second_server_is_refused_until_the_first_has_ended(address: str) -> None:
    store = opened(address)
    assert refusal(address).endswith("is in use by another server.")
    store.close()
    store = opened(address)
    assert epoch_of(store) == EPOCH
    store.close()


def test_of_several_at_once_one_opens_a_new_database(empty_address: str) -> None:
    found: list[PeeweeStore | str] = []
    together = threading.Barrier(3)

    def one(name: str) -> None:
        together.wait()
        try:
            found.append(opened(empty_address, name))
        except DatabaseRefused as refused:
            found.append(str(refused))

    threads = [threading.Thread(target=one, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stores = [each for each in found if isinstance(each, PeeweeStore)]
    assert len(stores) == 1
    assert epoch_of(stores[0]) in "abc"
    stores[0].close()


def test_a_database_with_tables_of_others_is_refused(empty_address: str) -> None:
    with psycopg.connect(empty_address) as session:
        session.execute("CREATE TABLE recipes (name text)")
    assert refusal(empty_address).endswith("has tables that are not chat-server's.")


def test_a_database_in_another_encoding_is_refused() -> None:
    server = shared_server()
    server.execute(
        "CREATE DATABASE latin OWNER parlance ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
    )
    try:
        assert "UTF8" in refusal(server.address("latin"))
    finally:
        server.execute("DROP DATABASE latin WITH (FORCE)")


def test_a_server_that_cannot_be_reached_is_refused_plainly() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        said = refusal(f"postgresql://ada:sesame@127.0.0.1:{port}/chat")
    assert said.startswith("The database chat at 127.0.0.1 cannot be used: connection")


def test_no_such_database_or_user_and_no_rights_are_refused_plainly(address: str) -> None:
    server = shared_server()
    assert "does not exist" in refusal(server.address("nowhere"))
    assert "does not exist" in refusal(
        server.address("nowhere", tcp=True).replace("@", "x:sesame@")
    )
    server.execute("REVOKE ALL ON meta FROM parlance", database=address)
    server.execute("ALTER TABLE meta OWNER TO postgres", database=address)
    assert "permission denied" in refusal(address)


def test_a_wrong_password_is_refused_plainly(tmp_path: Path) -> None:
    with PostgresServer() as server:
        server.execute("ALTER ROLE parlance PASSWORD 'open sesame'")
        rules = server.execute("SHOW hba_file")[0][0]
        Path(rules).write_text(
            "local all postgres trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        )
        server.execute("SELECT pg_reload_conf()")
        address = server.address("postgres", tcp=True)
        said = refusal(address.replace("@", ":sesame@"))
        assert "password authentication failed" in said


def test_an_address_that_cannot_be_read_is_refused_plainly() -> None:
    assert refusal("postgresql://ada:sesame@host/chat?no=such").endswith("cannot be read.")
