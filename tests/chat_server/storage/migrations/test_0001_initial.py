"""The migrations add up to the tables that the models declare."""

from __future__ import annotations

from pathlib import Path

from peewee import SqliteDatabase

from chat_server.storage.tables import TABLES, Group, Member, columns
from chat_server.storage.upgrade import upgrade


def schema(database: SqliteDatabase) -> dict[str, str]:
    rows = database.execute_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sql for name, sql in rows if not name.startswith("schema_migration")}


def test_migrated_is_what_the_models_say(tmp_path: Path) -> None:
    declared = SqliteDatabase(str(tmp_path / "declared.db"))
    with declared.bind_ctx(TABLES):
        declared.create_tables(TABLES)
    migrated = SqliteDatabase(str(tmp_path / "migrated.db"))
    upgrade(migrated, epoch=lambda: "epoch", back_up=lambda version: None)
    migrated.execute_sql("DROP TABLE schema_migration")
    expected = schema(declared)
    assert len(expected) >= len(TABLES)
    assert schema(migrated) == expected
    declared.close()
    migrated.close()


def test_columns_come_in_the_order_of_the_table(tmp_path: Path) -> None:
    database = SqliteDatabase(str(tmp_path / "migrated.db"))
    upgrade(database, epoch=lambda: "epoch", back_up=lambda version: None)
    for table in TABLES:
        made = [column.name for column in database.get_columns(table._meta.table_name)]
        assert list(columns(table)) == made
    assert columns(Member)[:2] == ("group_id", "user_id")
    assert "erase_after" in columns(Group)
    database.close()
