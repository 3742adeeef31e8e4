"""Our server on a real PostgreSQL, which keeps its promises: fsync is on.

PostgreSQL's own processes run on the load generator's core, so that the server has its core to
itself in either case. The server comes with the tests.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.candidates import Candidate, Unavailable, scratch, serve
from benchmarks.compiler import HERE
from benchmarks.machine import cores
from benchmarks.population import Population, populate
from benchmarks.processes import Serving

if TYPE_CHECKING:
    from postgresql_server import PostgresServer

NAME = "Parlance on PostgreSQL"


@cache
def _server() -> PostgresServer:
    """Return the one PostgreSQL of this process, started now. Raises `Unavailable`."""
    sys.path.append(str(HERE.parent / "tests"))
    try:
        import postgresql_server
    except ImportError as error:
        raise Unavailable(f"no PostgreSQL here: {error}") from error
    import atexit

    usable = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {cores()[1]})
    try:
        server = postgresql_server.PostgresServer(durable=True)
        atexit.register(server.close)
        server.start()
    except postgresql_server.Unavailable as error:
        raise Unavailable(str(error)) from error
    finally:
        os.sched_setaffinity(0, usable)
    return server


@cache
def _template(population: Population) -> str:
    database = _server().new_database()
    folder = scratch() / "postgresql-template"
    populate(population, folder, database)
    shutil.rmtree(folder)
    return database


@contextmanager
def _start(population: Population) -> Iterator[Serving]:
    database = _server().new_database(_template(population))
    folder = scratch() / "served"
    try:
        with serve(folder, [f"--database={database}"]) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _server().drop_database(database)


POSTGRESQL = Candidate(NAME, _start)
