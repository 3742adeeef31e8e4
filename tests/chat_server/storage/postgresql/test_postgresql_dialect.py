"""Texts become PostgreSQL's, and rows of values become arrays that it reads as they were."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chat_server.storage.postgresql.dialect import (
    array,
    columns_of,
    translate,
    translate_bulk,
    translate_list,
)
from chat_server.storage.postgresql.pipeline import Session
from chat_server.storage.statements import delete, insert_new
from chat_server.storage.tables import Removal

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def test_marks_are_numbered() -> None:
    sql = "SELECT a FROM b WHERE c = ? AND d LIKE ? ESCAPE '\\'"
    assert translate(sql) == b"SELECT a FROM b WHERE c = $1 AND d LIKE $2 ESCAPE '\\'"


def test_rows_come_as_arrays() -> None:
    rows = b"unnest($1::bigint[], $2::bigint[]) AS v(group_id, user_id)"
    assert translate_bulk(insert_new(Removal)) == (
        b"INSERT INTO removals (group_id, user_id) SELECT * FROM "
        + rows
        + b" ON CONFLICT DO NOTHING"
    )
    assert translate_bulk(delete(Removal, "group_id", "user_id")) == (
        b"DELETE FROM removals USING " + rows + b" WHERE removals.group_id = v.group_id"
        b" AND removals.user_id = v.user_id"
    )


def test_lists_come_as_arrays_behind_other_values() -> None:
    sql = "SELECT a FROM b WHERE c = ? AND d IN ({items})"
    assert translate_list(sql, 1, (int,)) == b"SELECT a FROM b WHERE c = $1 AND d = ANY ($2)"
    sql = "WITH w (a, b) AS (VALUES {items}) SELECT 1 FROM w"
    assert translate_list(sql, 2, (int, str)) == (
        b"WITH w (a, b) AS (SELECT * FROM unnest($1::bigint[], $2::text[])) SELECT 1 FROM w"
    )


def test_arrays_of_columns() -> None:
    assert columns_of([(1, "a", None), (2, 'say "\\"', None)]) == [
        "{1,2}",
        '{"a","say \\"\\\\\\""}',
        "{NULL,NULL}",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.none() | texts, min_size=1, max_size=8))
def test_the_server_reads_the_texts_that_were_written(
    session: Session, values: list[str | None]
) -> None:
    read = session.execute("SELECT %s::text[]", (array(values),)).fetchone()
    assert read is not None
    assert read[0] == values


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=8))
def test_the_server_reads_the_numbers_that_were_written(
    session: Session, values: list[int | None]
) -> None:
    read = session.execute("SELECT %s::bigint[]", (array(values),)).fetchone()
    assert read is not None
    assert read[0] == values
