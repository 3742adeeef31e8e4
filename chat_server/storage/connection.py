"""A connection to the database, whichever engine it is: what the rest of the storage asks it for.

SQL is text with `?` for a value, in the dialect that SQLite and PostgreSQL share. Both keep the
texts they have seen prepared, so texts must not vary with the data.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from chat_server.storage.statements import Bulk

Row = tuple[Any, ...]

LOCK_WAIT: Final = 5.0
"""Seconds to wait for a lock that another process holds before `busy`."""


class Connection(ABC):
    """A connection that opens at its first statement, and again after one that broke it.

    Used by one thread at a time, not always the same one.
    """

    @abstractmethod
    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return all rows of a query."""

    @abstractmethod
    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """Return the first row of a query."""

    @abstractmethod
    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a query without holding them all."""

    @abstractmethod
    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Execute a statement; return how many rows it changed."""

    @abstractmethod
    def run_many(self, statement: Bulk, rows: Sequence[Sequence[Any]]) -> None:
        """Carry out a statement for each row of values, of which no two name the same row."""

    @abstractmethod
    def select_in(
        self, sql: str, items: Iterable[Any], *, before: Sequence[Any] = (), width: int = 1
    ) -> list[Row]:
        """Return the rows of a query that has `IN ({items})` where a list of values belongs.

        With a `width`, an item is a tuple of that many values and the text `VALUES {items}`.
        `before` are the values of the text before the list. Any number of items will do.
        """

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """Begin; commit on leaving, roll back on an exception.

        Raises `Refusal` with `busy` or `storage_full` for trouble that is nobody's bug.
        """

    def reading(self) -> AbstractContextManager[None]:
        """Begin a transaction that writes nothing, and so waits for nobody who writes."""
        return self.transaction()

    @abstractmethod
    def close(self) -> None:
        """Close; a later statement would open it again."""
