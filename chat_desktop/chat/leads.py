"""What stands above every row of a timeline, kept in step with the rows as they change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chat_desktop.chat.grouping import Lead, first_unread, leads_of
from chat_desktop.core.rows import Row, Splice
from protocol.scalars import UserId


class Leads:
    """The leads of all rows. `unread_after` is the seq that the unread line stands after."""

    def __init__(self) -> None:
        self._leads: list[Lead] = []
        self._unread: int | None = None
        self.unread_after: int | None = None
        self.at_start = False
        self.me: UserId | None = None

    def __getitem__(self, index: int) -> Lead:
        return self._leads[index]

    def between(self, start: int, end: int) -> Sequence[Lead]:
        """Return the leads of these rows, the last not included."""
        return self._leads[start:end]

    def __iter__(self) -> Iterator[Lead]:
        return iter(self._leads)

    def __len__(self) -> int:
        return len(self._leads)

    @property
    def unread_index(self) -> int | None:
        """The row that the unread line stands above."""
        return self._unread

    def reset(self, rows: Sequence[Row]) -> None:
        """Take the leads of all rows anew."""
        self._unread = self._find_unread(rows)
        self._leads = self._made(rows, 0, len(rows))

    def splice(self, rows: Sequence[Row], splice: Splice) -> None:
        """Follow a splice that made the rows what they are now; then `refresh`."""
        start, end = splice.index, splice.index + len(splice.rows)
        fresh = self._made(rows, start, end)
        self._leads[start : start + splice.removed] = fresh

    def refresh(self, rows: Sequence[Row], touched: set[int]) -> list[int]:
        """Bring the leads at `touched` and around the unread line up to date.

        Returns the rows whose lead is another one now.
        """
        before = self._unread
        self._unread = self._find_unread(rows)
        stale = {index for index in touched if index < len(rows)}
        stale.update(index for index, lead in enumerate(self._leads) if lead.unread)
        stale.update(index for index in (before, self._unread) if index is not None)
        if rows:
            stale.add(0)
        changed: list[int] = []
        for index in sorted(stale):
            if index >= len(rows):
                continue
            (lead,) = self._made(rows, index, index + 1)
            if lead != self._leads[index]:
                self._leads[index] = lead
                changed.append(index)
        return changed

    def _find_unread(self, rows: Sequence[Row]) -> int | None:
        if self.unread_after is None:
            return None
        return first_unread(rows, self.unread_after, self.me)

    def _made(self, rows: Sequence[Row], start: int, end: int) -> list[Lead]:
        return leads_of(rows, start, end, unread=self._unread, beginning=self.at_start)
