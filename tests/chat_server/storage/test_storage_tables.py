"""What the tables promise: one row and one index entry a message, and nothing refers to nowhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from stores import Author, Stored

from chat_server.storage.tables import TABLES, Event, columns


def test_a_message_costs_one_row_and_one_entry(in_file: Stored) -> None:
    author = Author(in_file.store)
    ada = author.user("ada")
    group = author.group(ada)
    author.send(group, ada)
    author.commit()
    with closing(sqlite3.connect(in_file.path)) as connection:
        indexes = connection.execute("PRAGMA index_list('events')").fetchall()
        amendments = connection.execute("SELECT COUNT(*) FROM amendments").fetchone()
        partial = {name: flag for _, name, _, _, flag in indexes}
    assert partial.pop("events_by_key") == 1
    assert list(partial) == ["sqlite_autoindex_events_1"]
    assert amendments == (0,)


def test_texts_come_last_so_that_short_columns_need_no_overflow_page() -> None:
    assert columns(Event)[-1] == "text"


def test_every_reference_is_enforced() -> None:
    for table in TABLES:
        for field in table._meta.refs:
            assert field.rel_model in TABLES
