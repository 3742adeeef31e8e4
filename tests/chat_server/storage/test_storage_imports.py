"""Who keeps the data in a file does not wait for the driver of PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SERVER = "import sys, chat_server.app; print('psycopg' in sys.modules)"
POSTGRESQL = (
    "import sys, chat_server.storage.postgresql.opening, psycopg, peewee;"
    "print(psycopg.__name__ in sys.modules)"
)


@pytest.mark.parametrize(("script", "expected"), [(SERVER, "False"), (POSTGRESQL, "True")])
def test_the_driver_is_imported_by_whoever_uses_it(script: str, expected: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [expected]
