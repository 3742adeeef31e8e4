"""Bringing a database on PostgreSQL to the schema of this version, by the same numbered steps."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from peewee import Database, Model, PostgresqlDatabase, Psycopg3Adapter
from playhouse.migrations import Runner

from chat_server.storage.failures import DatabaseRefused
from chat_server.storage.postgresql.pipeline import Session

HISTORY: Final = "schema_migration"

_TEXTS: Final = {"TEXT": 'TEXT COLLATE "C"'}
"""Texts are compared as Python and SQLite compare them, whatever the database's language."""


class _Adopting(Psycopg3Adapter):
    """Takes the session that is there already, with its lock."""

    def check_driver(self) -> None: ...

    def connect(self, db: Database, **params: Any) -> Session:  # noqa: ARG002
        session: Session = params["session"]
        return session


class _Migrated(PostgresqlDatabase):
    """Peewee's view of a session."""

    psycopg2_adapter = _Adopting
    psycopg3_adapter = _Adopting

    def create_tables(self, models: Iterable[type[Model]], **options: Any) -> None:
        tables = list(models)
        for table in tables:
            table._meta.without_rowid = False
        super().create_tables(tables, **options)


def upgrade(session: Session, name: str, *, steps: Path, epoch: Callable[[], str]) -> list[str]:
    """Apply the steps that the database lacks, all or none; return their names.

    The session holds the writer's lock, so that nobody else does the same. A new database gets
    its `epoch`. Nothing is backed up: that is `pg_dump`'s. Raises `DatabaseRefused` where a newer
    version was here, or the tables are somebody else's.
    """
    database: Any = _Migrated(name, session=session, field_types=_TEXTS)
    runner = Runner(database, glob.escape(str(steps)), HISTORY)
    known = {step.name for step in runner.migrations()}
    if not known:
        raise FileNotFoundError(f"no migrations in {steps}: the installation is not complete")
    with database.atomic():
        database.execute_sql("SET LOCAL statement_timeout = 0")
        applied = set(runner.applied())
        if applied - known:
            raise DatabaseRefused(
                f"{name} was made by a newer version of chat-server"
                f" ({max(applied - known)}): install that one, or restore a backup."
            )
        if not applied and database.get_tables():
            raise DatabaseRefused(f"{name} has tables that are not chat-server's.")
        if applied == known:
            return []
        done: list[str] = runner.up()
        if not applied:
            database.execute_sql("INSERT INTO meta (name, value) VALUES ('epoch', %s)", (epoch(),))
            _spare_the_log(database)
    return done


def _spare_the_log(database: Any) -> None:
    """Let events refer to groups and users unchecked, which halves what an event costs.

    Only the journal adds them, and only it knows a group's number; no group or user is ever
    deleted. Every other table keeps its references.
    """
    named = database.execute_sql(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'events'::regclass AND contype = 'f'"
    )
    for (name,) in named.fetchall():
        database.execute_sql(f'ALTER TABLE events DROP CONSTRAINT "{name}"')
