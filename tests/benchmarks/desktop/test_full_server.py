"""Logs of which the end is there: the newest messages are served, and groups have their heads."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from benchmarks.desktop.full_server import TAIL, fill_server
from chat_server.data_folder import DATABASE_NAME


def test_groups_have_heads_marks_and_their_newest_messages(tmp_path: Path) -> None:
    made = fill_server(tmp_path, [TAIL + 20, 7], people=5, members=4)
    database = sqlite3.connect(tmp_path / DATABASE_NAME)
    try:
        heads = dict(database.execute("SELECT uuid, head FROM groups"))
        counts = database.execute("SELECT count(*) FROM events WHERE kind = 0").fetchone()
        unread = database.execute(
            "SELECT sum(g.n - m.read_n) FROM members m JOIN groups g ON g.id = m.group_id"
        ).fetchone()
    finally:
        database.close()
    assert heads == {crowd.group: crowd.head for crowd in made}
    assert counts == (TAIL + 7,)
    assert unread == (0,)
