"""A database of the first schema keeps its keys unique when their index is made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from peewee import IntegrityError, SqliteDatabase

from chat_server.storage.upgrade import MIGRATIONS, upgrade

ADD_USER = (
    "INSERT INTO users VALUES (1, 'ada', 'ada', 'x', 1, '', '', NULL, '', '', 1, 0, NULL, 'ada')"
)
ADD_GROUP = "INSERT INTO groups VALUES (1, 'uuid', 'Tea', 'tea', '', 0, 1, 0, 1, 1, 1, 1, NULL)"
ADD_EVENT = "INSERT INTO events VALUES (1, ?, 1, 1, 0, 1, ?, NULL, NULL, NULL, NULL, 'x')"


def test_what_was_unique_stays_so(tmp_path: Path) -> None:
    first = tmp_path / "steps"
    first.mkdir()
    shutil.copy(MIGRATIONS / "0001_initial.py", first)
    database = SqliteDatabase(str(tmp_path / "parlance.db"))
    upgrade(database, steps=first, epoch=lambda: "epoch", back_up=lambda version: None)
    for sql in (ADD_USER, ADD_GROUP):
        database.execute_sql(sql)
    database.execute_sql(ADD_EVENT, (1, "key-1"))
    done = upgrade(database, epoch=lambda: "epoch", back_up=lambda version: None)
    assert done[0] == "0002_keys_by_time"
    with pytest.raises(IntegrityError):
        database.execute_sql(ADD_EVENT, (2, "key-1"))
    database.execute_sql(ADD_EVENT, (2, "key-2"))
    (index,) = (index for index in database.get_indexes("events") if index.name == "events_by_key")
    assert index.unique
    assert index.columns == ["key", "group_id", "by"]
    database.close()
