"""The same steps on PostgreSQL: all or none, once, and never back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from chat_server.storage.failures import DatabaseRefused
from chat_server.storage.postgresql.migrating import upgrade
from chat_server.storage.postgresql.pipeline import Session
from chat_server.storage.tables import TABLES, columns
from chat_server.storage.upgrade import MIGRATIONS

ADD_COLUMN = """
from peewee import TextField

def up(migrator, db):
    migrator.migrate(migrator.add_column("users", "pronoun", TextField(default="")))
"""
BREAKS = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE half_done (a INTEGER)")
    raise RuntimeError("lights out")
"""


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """The steps as shipped, in a folder (with a name that globs badly) to add more to."""
    folder = tmp_path / "steps [copy]"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def database(empty_address: str) -> Iterator[Session]:
    with psycopg.connect(empty_address, autocommit=True) as session:
        yield session


def run(session: Session, steps: Path = MIGRATIONS) -> list[str]:
    return upgrade(session, "The database", steps=steps, epoch=lambda: "epoch")


def ask(session: Session, sql: str) -> list[Any]:
    return session.execute(sql.encode()).fetchall()


def tables(session: Session) -> set[str]:
    found = ask(session, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {name for (name,) in found}


def columns_of(session: Session, table: str) -> list[str]:
    found = ask(
        session,
        "SELECT attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"
        f" AND attrelid = '{table}'::regclass ORDER BY attnum",
    )
    return [name for (name,) in found]


def test_a_new_database_gets_every_step_and_an_epoch(database: Session) -> None:
    done = run(database)
    assert done == sorted(step.stem for step in MIGRATIONS.glob("[0-9]*.py"))
    assert ask(database, "SELECT name, value FROM meta") == [("epoch", "epoch")]
    assert run(database) == []


def test_the_tables_and_indexes_are_those_that_the_models_declare(database: Session) -> None:
    run(database)
    declared = {table._meta.table_name for table in TABLES}
    assert tables(database) == declared | {"schema_migration"}
    for table in TABLES:
        assert columns_of(database, table._meta.table_name) == list(columns(table))
    found = ask(database, "SELECT indexdef FROM pg_indexes WHERE indexname = 'events_by_key'")
    assert found[0][0].endswith("(key, group_id, by) WHERE (key IS NOT NULL)")


def test_every_reference_is_enforced_save_those_of_events(database: Session) -> None:
    run(database)
    found = ask(
        database,
        "SELECT conrelid::regclass::text, count(*) FROM pg_constraint"
        " WHERE contype = 'f' GROUP BY 1",
    )
    declared = {table._meta.table_name: len(table._meta.refs) for table in TABLES}
    expected = {name: count for name, count in declared.items() if count and name != "events"}
    assert dict(found) == expected


def test_an_old_database_is_brought_on(database: Session, steps: Path) -> None:
    run(database, steps)
    (steps / "9001_add_pronoun.py").write_text(ADD_COLUMN)
    assert run(database, steps) == ["9001_add_pronoun"]
    assert "pronoun" in columns_of(database, "users")
    collation = (
        "SELECT collation_name FROM information_schema.columns WHERE column_name = 'pronoun'"
    )
    assert ask(database, collation) == [("C",)]


def test_a_newer_database_is_refused_and_left_alone(database: Session, steps: Path) -> None:
    (steps / "9001_add_pronoun.py").write_text(ADD_COLUMN)
    run(database, steps)
    with pytest.raises(DatabaseRefused, match=r"newer version.*9001_add_pronoun"):
        run(database)
    assert "pronoun" in columns_of(database, "users")


def test_a_step_that_fails_leaves_the_old_state_and_can_be_run_again(
    database: Session, steps: Path
) -> None:
    run(database, steps)
    before = tables(database)
    (steps / "9001_add_pronoun.py").write_text(ADD_COLUMN)
    (steps / "9002_breaks.py").write_text(BREAKS)
    with pytest.raises(RuntimeError, match="lights"):
        run(database, steps)
    assert tables(database) == before
    assert "pronoun" not in columns_of(database, "users")
    (steps / "9002_breaks.py").write_text(BREAKS.replace("raise", "#"))
    assert run(database, steps) == ["9001_add_pronoun", "9002_breaks"]
    assert "half_done" in tables(database)


def test_the_first_step_that_fails_leaves_nothing(database: Session, steps: Path) -> None:
    (steps / "9002_breaks.py").write_text(BREAKS)
    with pytest.raises(RuntimeError):
        run(database, steps)
    assert tables(database) == set()


def test_no_steps_at_all_is_an_incomplete_installation(database: Session, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="not complete"):
        run(database, tmp_path / "nowhere")
