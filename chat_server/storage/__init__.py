"""The server's database: the core's `Store` and `Reader` on Peewee.

Peewee and its playhouse import every driver that they find, and PostgreSQL's takes a tenth of a
second. They do not find it here; `storage.postgresql`, which few need, brings the driver itself.
"""

import sys

if "peewee" not in sys.modules and "psycopg" not in sys.modules:
    sys.modules["psycopg"] = None  # type: ignore[assignment]
    try:
        import playhouse.migrations  # noqa: F401
    finally:
        del sys.modules["psycopg"]
