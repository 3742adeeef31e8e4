"""Who may write, how a session is set up, and that no password is ever repeated."""

from __future__ import annotations

import psycopg
import pytest
from postgresql_server import shared_server

from chat_server.core.trouble import StorageTrouble
from chat_server.storage.failures import DatabaseRefused
from chat_server.storage.postgresql.sessions import (
    OVERTAKEN,
    TAKEN,
    Writer,
    name_of,
    parse,
    plain,
    read_session,
)
from protocol.errors import ErrorCode


def writer(address: str) -> Writer:
    return Writer(address, lock_wait=0.2)


def refused(by: Writer) -> StorageTrouble:
    with pytest.raises(StorageTrouble) as raised:
        by.connect()
    return raised.value


def test_one_process_alone_writes_until_it_is_gone(address: str) -> None:
    first, second = writer(address), writer(address)
    session = first.connect()
    trouble = refused(second)
    assert (trouble.code, trouble.reason) == (ErrorCode.BUSY, TAKEN)
    with read_session(address, 0.2):
        session.close()
    second.connect().close()


def test_a_lock_that_was_lost_is_taken_back(address: str) -> None:
    first = writer(address)
    session = first.connect()
    first.leave_mark(session)
    shared_server().end_connections(address)
    again = first.connect()
    assert refused(writer(address)).reason == TAKEN
    session.close()
    again.close()


def test_an_own_session_that_still_holds_the_lock_is_ended(address: str) -> None:
    first = writer(address)
    lost = first.connect()
    first.leave_mark(lost)
    again = first.connect()
    with pytest.raises(psycopg.OperationalError):
        lost.execute("SELECT 1")
    again.close()


def test_who_was_overtaken_writes_no_more(address: str) -> None:
    first, second = writer(address), writer(address)
    session = first.connect()
    first.leave_mark(session)
    session.close()
    session = second.connect()
    second.leave_mark(session)
    session.close()
    for _ in range(2):
        trouble = refused(first)
        assert (trouble.code, trouble.reason) == (ErrorCode.STORAGE_FULL, OVERTAKEN)
    second.connect().close()


def test_what_is_committed_is_on_disk_and_readers_cannot_write(address: str) -> None:
    def settings(session: psycopg.Connection[tuple[str, ...]]) -> list[str]:
        names = ("synchronous_commit", "default_transaction_read_only", "lock_timeout", "jit")
        rows = [session.execute(f"SHOW {name}".encode()).fetchone() for name in names]
        return [row[0] for row in rows if row is not None]

    loose = f"{address}&options=-c%20synchronous_commit%3Doff%20-c%20work_mem%3D8MB"
    with writer(loose).connect() as session:
        assert settings(session) == ["on", "off", "200ms", "off"]
        assert session.execute("SHOW work_mem").fetchone() == ("8MB",)
    with read_session(address, 0.2) as session:
        assert settings(session)[1:] == ["on", "200ms", "off"]


@pytest.mark.parametrize(
    "address",
    ["postgresql://ada:sesame@host/name?no=such", "postgresql://ada:sesame@[host/x", "x=="],
)
def test_an_address_that_cannot_be_read_is_not_repeated(address: str) -> None:
    with pytest.raises(DatabaseRefused) as raised:
        parse(address)
    assert str(raised.value) == "The database's address cannot be read."
    assert raised.value.__suppress_context__


def test_a_database_is_called_by_its_name_and_host() -> None:
    assert name_of("postgresql://ada:sesame@db.local/chat") == "The database chat at db.local"
    assert name_of("postgresql:///chat") == "The database chat at this machine"


def test_an_error_is_one_line_without_the_password() -> None:
    error = psycopg.OperationalError("FATAL:  sesame is wrong\n\tfor ada")
    assert plain("postgresql://ada:sesame@h/x", error) == "FATAL: … is wrong for ada"
    assert plain("postgresql://ada@h/x", error) == "FATAL: sesame is wrong for ada"
