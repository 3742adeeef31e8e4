"""Bulk statements name the same rows and columns whichever way they take their values."""

from __future__ import annotations

import pytest

from chat_server.storage.statements import delete, insert, insert_new, types_of, upsert
from chat_server.storage.tables import TABLES, Event, Member, Removal, columns


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_type_and_a_value(table: type) -> None:
    statement = insert(table)
    assert statement.columns == columns(table)
    assert len(statement.types) == len(columns(table)) == statement.by_row.count("?")
    assert set(statement.types) <= {"bigint", "text"}


def test_a_reference_has_the_type_of_what_it_refers_to() -> None:
    assert types_of(Event, "group_id", "by", "key", "kind") == (
        "bigint", "bigint", "text", "bigint",
    )  # fmt: skip


def test_statements_say_what_happens_to_rows_that_are_there() -> None:
    put = upsert(Member, "group_id", "user_id")
    for text in (put.by_row, put.at_once):
        assert text.startswith(
            "INSERT INTO members (group_id, user_id, role, joined, read, read_n)"
        )
        assert "ON CONFLICT (group_id, user_id) DO UPDATE SET role = excluded.role," in text
    assert insert_new(Removal).by_row.endswith("VALUES (?, ?) ON CONFLICT DO NOTHING")
    assert insert_new(Removal).at_once.endswith("SELECT * FROM {rows} ON CONFLICT DO NOTHING")


def test_rows_are_deleted_by_their_key() -> None:
    gone = delete(Member, "group_id", "user_id")
    assert gone.by_row == "DELETE FROM members WHERE group_id = ? AND user_id = ?"
    assert gone.at_once == (
        "DELETE FROM members USING {rows}"
        " WHERE members.group_id = v.group_id AND members.user_id = v.user_id"
    )
    assert gone.columns == ("group_id", "user_id")
