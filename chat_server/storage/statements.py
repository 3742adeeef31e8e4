"""Statements for many rows at once: row by row on SQLite, as one array a column on PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from peewee import ForeignKeyField, Model

from chat_server.storage.tables import columns

_TYPES: Final = {
    "AUTO": "bigint",
    "INT": "bigint",
    "BIGINT": "bigint",
    "SMALLINT": "bigint",
    "TEXT": "text",
}
"""What a column's values travel as; PostgreSQL narrows numbers where it stores them."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """A statement whose values come in rows.

    `by_row` takes one row, with `?` for each value. `at_once` takes an array for each column, of
    the type that `types` says, and has `{rows}` where a table of them belongs; its columns are
    called `columns`.
    """

    by_row: str
    at_once: str
    types: tuple[str, ...]
    columns: tuple[str, ...]


def insert(table: type[Model], *names: str) -> Bulk:
    """Return what adds rows of these columns, or of all in the order of the table's."""
    return _insert(table, names or columns(table), "")


def insert_new(table: type[Model]) -> Bulk:
    """Return what adds whole rows where there are none with their key."""
    return _insert(table, columns(table), " ON CONFLICT DO NOTHING")


def upsert(table: type[Model], *key: str) -> Bulk:
    """Return what adds whole rows, or puts them in the place of those that have their `key`."""
    kept = ", ".join(f"{name} = excluded.{name}" for name in columns(table) if name not in key)
    conflict = f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {kept}"
    return _insert(table, columns(table), conflict)


def delete(table: type[Model], *key: str) -> Bulk:
    """Return what takes away the rows that have the key."""
    name = table._meta.table_name
    one = " AND ".join(f"{column} = ?" for column in key)
    many = " AND ".join(f"{name}.{column} = v.{column}" for column in key)
    return Bulk(
        f"DELETE FROM {name} WHERE {one}",
        f"DELETE FROM {name} USING {{rows}} WHERE {many}",
        types_of(table, *key),
        key,
    )


def types_of(table: type[Model], *names: str) -> tuple[str, ...]:
    """Return the types in which values of these columns travel."""
    fields = table._meta.columns
    return tuple(_type_of(fields[name]) for name in names)


def _insert(table: type[Model], names: tuple[str, ...], conflict: str) -> Bulk:
    into = f"INSERT INTO {table._meta.table_name} ({', '.join(names)})"
    return Bulk(
        f"{into} VALUES ({', '.join('?' * len(names))}){conflict}",
        f"{into} SELECT * FROM {{rows}}{conflict}",
        types_of(table, *names),
        names,
    )


def _type_of(field: object) -> str:
    while isinstance(field, ForeignKeyField):
        field = field.rel_field
    return _TYPES[str(getattr(field, "field_type", None))]
