"""The cache's tables: made once, brought up to date, refused when newer."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat_desktop.storage import tables
from chat_desktop.storage.tables import VERSION, NewerCache, open_database


def version(path: Path) -> int:
    database = open_database(path)
    found: int = database.execute_sql("PRAGMA user_version").fetchone()[0]
    database.close()
    return found


def test_a_new_file_has_the_present_version_and_syncs_each_commit(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.sqlite")
    assert database.execute_sql("PRAGMA synchronous").fetchone() == (2,)
    assert database.execute_sql("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()
    assert version(tmp_path / "a.sqlite") == VERSION


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    """A commit waits for the disk, and the window waits for the cache."""
    written = tmp_path / "a.sqlite-wal"
    for expected in (True, False):
        database = open_database(tmp_path / "a.sqlite")
        assert (written.stat().st_size > 0) is expected
        database.close()


def test_an_older_file_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_database(tmp_path / "a.sqlite").close()
    more = (*tables.STEPS, ("ALTER TABLE users ADD COLUMN note TEXT",))
    monkeypatch.setattr(tables, "STEPS", more)
    monkeypatch.setattr(tables, "VERSION", len(more))
    assert version(tmp_path / "a.sqlite") == len(more)


def test_a_newer_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.sqlite")
    database.execute_sql("PRAGMA user_version = 999")
    database.close()
    with pytest.raises(NewerCache):
        open_database(tmp_path / "a.sqlite")


def test_every_search_of_a_timeline_uses_an_index(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.sqlite")
    for query in (
        "SELECT body FROM items WHERE group_id = 'g' AND seq < 9 ORDER BY seq DESC LIMIT 5",
        "SELECT 1 FROM items WHERE group_id = 'g' AND seq IN (SELECT value FROM json_each('9'))",
        "SELECT lo, hi FROM spans WHERE group_id = 'g'",
        "SELECT * FROM outbox ORDER BY place",
    ):
        plan = [row[3] for row in database.execute_sql(f"EXPLAIN QUERY PLAN {query}").fetchall()]
        assert "SEARCH" in plan[0] or "USING INDEX" in plan[0], plan
        assert not any("TEMP B-TREE" in step for step in plan)
    database.close()
