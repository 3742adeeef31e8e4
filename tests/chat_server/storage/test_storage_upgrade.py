"""Migrations: all or nothing, a backup first, and a newer database is left alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from peewee import SqliteDatabase

from chat_server.storage.failures import DatabaseRefused
from chat_server.storage.upgrade import (
    APPLICATION_ID,
    MIGRATIONS,
    back_up,
    backup_name,
    upgrade,
)

ADD_COLUMN = """
from peewee import TextField

def up(migrator, db):
    migrator.migrate(migrator.add_column("users", "pronoun", TextField(default="")))
"""
BREAKS = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE half_done (a INTEGER)")
    db.execute_sql("DELETE FROM meta")
    raise RuntimeError("the lights went out")
"""
KILLED = """
import os

def up(migrator, db):
    db.execute_sql("CREATE TABLE half_done (a INTEGER)")
    os._exit(9)
"""
ORPHANS = """
def up(migrator, db):
    db.execute_sql("INSERT INTO sessions VALUES ('hash', 99, '', 0)")
"""


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """The steps as shipped, in a folder (with a name that globs badly) to add more to."""
    folder = tmp_path / "steps [copy]"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "parlance.db"


@pytest.fixture
def database(path: Path) -> Iterator[SqliteDatabase]:
    database = SqliteDatabase(str(path), pragmas={"journal_mode": "wal"}, timeout=10)
    yield database
    database.close()


def run(database: SqliteDatabase, steps: Path = MIGRATIONS) -> tuple[list[str], list[str]]:
    """Upgrade; return the steps that were done and the versions that were backed up."""
    backups: list[str] = []
    done = upgrade(database, steps=steps, epoch=lambda: "epoch", back_up=backups.append)
    return done, backups


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in found}


def test_a_new_database_gets_every_step_and_an_epoch(database: SqliteDatabase) -> None:
    done, backups = run(database)
    assert done[0] == "0001_initial"
    assert backups == []
    assert database.execute_sql("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert database.execute_sql("SELECT value FROM meta").fetchall() == [("epoch",)]


def test_nothing_is_done_twice(database: SqliteDatabase) -> None:
    run(database)
    assert run(database) == ([], [])


def test_an_old_database_is_backed_up_and_brought_on(database: SqliteDatabase, steps: Path) -> None:
    before = run(database, steps)[0]
    (steps / "9001_add_pronoun.py").write_text(ADD_COLUMN)
    assert run(database, steps) == (["9001_add_pronoun"], [before[-1]])
    assert "pronoun" in [column.name for column in database.get_columns("users")]
    assert database.execute_sql("SELECT value FROM meta").fetchall() == [("epoch",)]


def test_a_newer_database_is_refused_and_left_alone(
    database: SqliteDatabase, steps: Path, path: Path
) -> None:
    (steps / "9001_add_pronoun.py").write_text(ADD_COLUMN)
    run(database, steps)
    database.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=r"newer version.*9001_add_pronoun"):
        run(database)
    database.close()
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_the_old_state_and_can_be_run_again(
    database: SqliteDatabase, steps: Path, path: Path
) -> None:
    run(database, steps)
    before = tables(path)
    (steps / "9001_add_pronoun.py").write_text(ADD_COLUMN)
    (steps / "9002_breaks.py").write_text(BREAKS)
    with pytest.raises(RuntimeError, match="lights"):
        run(database, steps)
    assert tables(path) == before
    assert "pronoun" not in [column.name for column in database.get_columns("users")]
    assert database.execute_sql("SELECT value FROM meta").fetchall() == [("epoch",)]
    (steps / "9002_breaks.py").write_text(BREAKS.replace("raise", "#"))
    assert run(database, steps)[0] == ["9001_add_pronoun", "9002_breaks"]
    assert "half_done" in tables(path)


def test_the_first_step_that_fails_leaves_an_empty_file(
    database: SqliteDatabase, steps: Path, path: Path
) -> None:
    (steps / "9002_breaks.py").write_text(BREAKS)
    with pytest.raises(RuntimeError):
        run(database, steps)
    assert tables(path) == set()
    assert database.execute_sql("PRAGMA application_id").fetchone() == (0,)


def test_a_step_that_leaves_orphans_is_undone(database: SqliteDatabase, steps: Path) -> None:
    run(database, steps)
    (steps / "9001_orphans.py").write_text(ORPHANS)
    with pytest.raises(ValueError, match="sessions"):
        run(database, steps)
    assert database.execute_sql("SELECT COUNT(*) FROM sessions").fetchone() == (0,)


def test_no_steps_at_all_is_an_incomplete_installation(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError, match="not complete"):
        run(database, tmp_path / "nowhere")


def test_of_two_at_once_one_does_the_work(path: Path, steps: Path) -> None:
    first = SqliteDatabase(str(path), pragmas={"journal_mode": "wal"}, timeout=10)
    run(first, steps)
    first.close()
    (steps / "9001_add_pronoun.py").write_text(ADD_COLUMN)
    done: list[list[str]] = []
    together = threading.Barrier(2)

    def one() -> None:
        database = SqliteDatabase(str(path), timeout=10)
        together.wait()
        done.append(run(database, steps)[0])
        database.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [[], ["9001_add_pronoun"]]


def test_a_backup_is_a_whole_database_in_one_private_file(
    database: SqliteDatabase, path: Path
) -> None:
    run(database)
    with database.atomic("IMMEDIATE"):
        database.execute_sql("DELETE FROM meta")
        copy = back_up(path, "before")
    assert copy == path.parent / "backups" / "before.db"
    assert [each.name for each in copy.parent.iterdir()] == ["before.db"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT value FROM meta").fetchall() == [("epoch",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_what_a_cut_short_backup_left_is_written_over(database: SqliteDatabase, path: Path) -> None:
    run(database)
    folder = path.parent / "backups"
    folder.mkdir()
    (folder / "before.unfinished").write_bytes(b"half")
    assert back_up(path, "before").read_bytes().startswith(b"SQLite format 3")
    assert [each.name for each in folder.iterdir()] == ["before.db"]


def test_a_backup_is_named_by_version_and_time() -> None:
    name = backup_name("0003_files", 1_781_274_720_000)
    assert name == "before-upgrade-0003_files-20260612T143200Z"


def test_a_process_killed_in_a_step_leaves_the_old_state_and_a_rerun_completes(
    steps: Path, path: Path
) -> None:
    first = SqliteDatabase(str(path), pragmas={"journal_mode": "wal"})
    run(first, steps)
    first.close()
    before = tables(path)
    (steps / "9001_add_pronoun.py").write_text(ADD_COLUMN)
    (steps / "9002_killed.py").write_text(KILLED)
    script = (
        "import sys; from pathlib import Path;"
        "from chat_server.storage.opening import open_store;"
        "open_store(Path(sys.argv[1]), 0, lambda: 'new', steps=Path(sys.argv[2]))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ended = subprocess.run(
        [sys.executable, "-c", script, str(path), str(steps)], env=environment, check=False
    )
    assert ended.returncode == 9
    assert tables(path) == before
    assert len(list((path.parent / "backups").glob("*.db"))) == 1
    (steps / "9002_killed.py").write_text(KILLED.replace("os._exit(9)", "pass"))
    again = SqliteDatabase(str(path))
    assert run(again, steps)[0] == ["9001_add_pronoun", "9002_killed"]
    assert again.execute_sql("SELECT value FROM meta").fetchall() == [("epoch",)]
    again.close()
