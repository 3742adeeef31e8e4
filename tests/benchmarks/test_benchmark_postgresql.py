"""Our server starts on PostgreSQL with everybody in its database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from postgresql_server import PostgresServer, Unavailable, shared_server

from benchmarks import candidates, postgresql
from benchmarks.population import Groups


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostgresServer]:
    try:
        shared = shared_server()
    except Unavailable as reason:
        pytest.skip(str(reason))
    monkeypatch.setattr(postgresql, "_server", lambda: shared)
    yield shared
    postgresql._template.cache_clear()


def test_it_serves_a_copy_that_is_dropped_afterwards(server: PostgresServer) -> None:
    population = (Groups(1, 3, 1),)
    with postgresql.POSTGRESQL.start(population) as serving:
        assert serving.port > 0
        database = _names(server)[-1]
        address = server.address(database)
        assert server.execute("SELECT count(*) FROM sessions", database=address) == [(3,)]
    assert database not in _names(server)
    server.drop_database(postgresql._template(population))


def test_where_there_is_none_it_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise candidates.Unavailable("no PostgreSQL here")

    monkeypatch.setattr(postgresql, "_server", none)
    with (
        pytest.raises(candidates.Unavailable),
        postgresql.POSTGRESQL.start((Groups(1, 2),)),
    ):
        pass


def _names(server: PostgresServer) -> list[str]:
    rows = server.execute("SELECT datname FROM pg_database ORDER BY oid")
    return [row[0] for row in rows if row[0].startswith("parlance_")]
