"""A database on the one server of this process, for each test."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from postgresql_server import shared_server
from stores import Stored, new_database, on_server

from chat_server.storage.postgresql.pipeline import Session


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a database with our tables."""
    with new_database() as address:
        yield address


@pytest.fixture
def empty_address(address: str) -> Iterator[str]:
    """The address of a database with nothing in it."""
    server = shared_server()
    empty = server.new_database()
    yield empty
    server.drop_database(empty)


@pytest.fixture
def on_postgresql(address: str) -> Iterator[Stored]:
    """The store in that database."""
    with on_server(address) as stored:
        yield stored


@pytest.fixture
def session(address: str) -> Iterator[Session]:
    """A plain session in that database."""
    with psycopg.connect(address, autocommit=True) as session:
        yield session
