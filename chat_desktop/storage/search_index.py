"""The index that a search looks messages up in: filled in small slices after the rows themselves.

What is written into a timeline is noted in the same transaction (`pending`); a cache that is older
than the index has a `backlog` for each group. Until a message is in the index a search reads it
where it is noted. The index holds pieces of texts and no texts (contentless FTS5).

The backlog of a group is the least seq that was read of it: what lies below is read in its turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final
from unicodedata import unidata_version

import msgspec
from msgspec import Struct
from peewee import SqliteDatabase

from chat_desktop.core.messages import Stamped
from chat_desktop.core.search_grams import document_of
from protocol.scalars import GroupId, UserId
from protocol.views import MessageView, TimelineItem

SLICE: Final = 200
SLICE_BYTES: Final = 60_000
"""What is put into the index at a time: about 10 ms of work."""

STALE_SHARE: Final = 0.3
STALE_LEAST: Final = 20_000
"""When so much of the index is about messages that are gone, it is made anew."""

ERA_BITS: Final = 28
PLACE_BITS: Final = 20
"""A message's place in the index begins with its era of 2**28 ms (three days) and goes on
with a number within it: places descend with age, and lie close enough to be kept small.
"""

ERA_PLACES: Final = 1 << PLACE_BITS
NEW_BACKLOG: Final = (
    "INSERT INTO group_numbers (group_id, backlog) SELECT id, 1 << 53 FROM groups"
    " ORDER BY json_extract(CAST(view AS TEXT), '$.last.at') DESC"
)
GRAMS: Final = (
    "CREATE VIRTUAL TABLE grams USING fts5 (said, content='', columnsize=0, detail='none',"
    " tokenize='ascii')"
)
MADE_BY: Final = f"1 unicode {unidata_version}"
"""How texts are taken to pieces: an index that was made otherwise is made anew."""

_items: msgspec.json.Decoder[TimelineItem] = msgspec.json.Decoder(TimelineItem)


class _Change(Struct, frozen=True):
    """A message to put in the index: `old` is the text it is in there with, if it is."""

    number: int
    seq: int
    at: int
    by: UserId
    text: str | None
    old: str | None


def era_of(at: int) -> int:
    """Return the first place that a message of this time may have; `at` is in ms since 1970."""
    return max(0, at) >> ERA_BITS << PLACE_BITS


def text_of(item: TimelineItem) -> str | None:
    """Return the text by which an item of a timeline can be found."""
    return item.text if isinstance(item, MessageView) and not item.deleted else None


class SearchIndex:
    """The writing side, on the cache's connection and inside the transactions of others.

    `noted` is about how many messages were noted since the last step.
    """

    def __init__(self, database: SqliteDatabase) -> None:
        self._database = database
        self._current = False
        self.noted = 0

    def note(self, group: GroupId, items: Iterable[Stamped], before: Mapping[int, Stamped]) -> None:
        """Note which of `items`, just written, read otherwise than `before`."""
        changed = []
        for stamped in items:
            old = before.get(stamped.item.seq)
            old_text = text_of(old.item) if old else None
            if old_text != text_of(stamped.item):
                changed.append((group, stamped.item.seq, old_text))
        if not changed:
            return
        self.noted += len(changed)
        self._run("INSERT OR IGNORE INTO group_numbers (group_id, backlog) VALUES (?, 0)", group)
        # What waits in the backlog is not in the index: it will be read there as it is then.
        backlog = self._value("SELECT backlog FROM group_numbers WHERE group_id = ?", group)
        self._many(
            "INSERT INTO pending (group_id, seq, old) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [row for row in changed if row[1] >= backlog],
        )

    def forget(self, group: GroupId) -> None:
        """Leave out a group whose timeline is gone."""
        number = self._value("SELECT number FROM group_numbers WHERE group_id = ?", group)
        if number is None:
            return
        self._run("DELETE FROM pending WHERE group_id = ?", group)
        self._run("DELETE FROM group_numbers WHERE number = ?", number)
        dropped = self._run("DELETE FROM docs WHERE number = ?", number)
        if dropped:
            self._run("UPDATE index_state SET dropped = dropped + ?", dropped)
            wasted = self._value("SELECT dropped FROM index_state")
            kept = self._value("SELECT count(*) FROM docs")
            if wasted > max(STALE_LEAST, STALE_SHARE * (kept + wasted)):
                self.rebuild()

    def rebuild(self) -> None:
        """Begin again with an empty index; what is in the timelines is put in it step by step."""
        self.clear()
        self._run(NEW_BACKLOG)
        self.noted += 1
        self._run("UPDATE index_state SET made_by = ?", MADE_BY)

    def renew(self) -> None:
        """Make a damaged index anew."""
        self._run("DROP TABLE grams")
        self._run(GRAMS)
        self.rebuild()

    def clear(self) -> None:
        """Empty the index, when the timelines are emptied too."""
        self._run("INSERT INTO grams (grams) VALUES ('delete-all')")
        for table in ("docs", "pending", "group_numbers"):
            self._run(f"DELETE FROM {table}")  # noqa: S608
        self._run("UPDATE index_state SET dropped = 0")

    # --- slice by slice

    def step(self) -> bool:
        """Put the next slice in the index; say whether there may be more."""
        self.noted = 0
        if not self._current and self._value("SELECT made_by FROM index_state") != MADE_BY:
            self.rebuild()
        self._current = True
        return self._take_pending() or self._take_backlog()

    def _take_pending(self) -> bool:
        rows = self._rows(
            "SELECT p.group_id, p.seq, p.old, n.number, i.body FROM pending p"
            " LEFT JOIN group_numbers n USING (group_id)"
            " LEFT JOIN items i USING (group_id, seq) LIMIT ?",
            SLICE,
        )
        changes = []
        done = []
        for group, seq, old, number, body in _bounded(rows, 4):
            done.append((group, seq))
            if number is not None and body is not None:
                changes.append(_change(number, seq, body, old))
        self._put(changes)
        self._many("DELETE FROM pending WHERE group_id = ? AND seq = ?", done)
        return bool(done)

    def _take_backlog(self) -> bool:
        found = self._rows(
            "SELECT number, group_id, backlog FROM group_numbers WHERE backlog > 0"
            " ORDER BY number LIMIT 1"
        )
        if not found:
            return False
        number, group, backlog = found[0]
        rows = self._rows(
            "SELECT seq, body FROM items WHERE group_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
            group,
            backlog,
            SLICE,
        )
        taken = list(_bounded(rows, 1))
        self._put([_change(number, seq, body, None) for seq, body in taken])
        reached = taken[-1][0] if taken else 0
        self._run("UPDATE group_numbers SET backlog = ? WHERE number = ?", reached, number)
        return True

    def _put(self, changes: Iterable[_Change | None]) -> None:
        wanted = [change for change in changes if change is not None]
        self._remove([change for change in wanted if change.old is not None])
        added = [change for change in wanted if change.text is not None]
        placed = sorted(zip(self._places(added), added, strict=True), key=lambda pair: pair[0])
        self._many(
            "INSERT INTO docs (id, number, seq, at) VALUES (?, ?, ?, ?)",
            [(place, c.number, c.seq, c.at) for place, c in placed],
        )
        self._many(
            "INSERT INTO grams (rowid, said) VALUES (?, ?)",
            [(place, document_of(c.text or "", c.by, c.number)) for place, c in placed],
        )

    def _places(self, changes: Sequence[_Change]) -> list[int]:
        """Return a free place for each message."""
        last: dict[int, int] = {}
        places = []
        for change in changes:
            era = era_of(change.at)
            while self._is_full(era, last):
                era += ERA_PLACES
            last[era] += 1
            places.append(last[era])
        return places

    def _is_full(self, era: int, last: dict[int, int]) -> bool:
        """Say whether an era has no place left, a million messages in three days; note its last.

        Such an era goes on in the next one.
        """
        if era not in last:
            query = "SELECT max(id) FROM docs WHERE id >= ? AND id < ?"
            newest = self._value(query, era, era + ERA_PLACES)
            last[era] = era - 1 if newest is None else newest
        return last[era] + 1 == era + ERA_PLACES

    def _remove(self, changes: Sequence[_Change]) -> None:
        """Take messages out that are in the index with their old text."""
        for change in changes:
            era = era_of(change.at)
            place = self._value(
                "SELECT id FROM docs WHERE id >= ? AND id < ? AND number = ? AND seq = ?",
                era,
                era + 2 * ERA_PLACES,
                change.number,
                change.seq,
            )
            if place is not None:
                said = document_of(change.old or "", change.by, change.number)
                self._run(
                    "INSERT INTO grams (grams, rowid, said) VALUES ('delete', ?, ?)", place, said
                )
                self._run("DELETE FROM docs WHERE id = ?", place)

    # --- statements

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._database.execute_sql(sql, values).fetchall()
        return rows

    def _value(self, sql: str, *values: Any) -> Any:
        row = self._database.execute_sql(sql, values).fetchone()
        return row[0] if row else None

    def _run(self, sql: str, *values: Any) -> int:
        count: int = self._database.execute_sql(sql, values).rowcount
        return count

    def _many(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            cursor = self._database.cursor()
            cursor.executemany(sql, rows)
            cursor.close()


def _bounded(rows: Iterable[tuple[Any, ...]], body: int) -> Iterable[tuple[Any, ...]]:
    """Yield rows until their bodies are enough for one slice; at least one."""
    size = 0
    for row in islice(rows, SLICE):
        yield row
        size += len(row[body] or b"")
        if size > SLICE_BYTES:
            return


def _change(number: int, seq: int, body: bytes, old: str | None) -> _Change | None:
    """Return what to do for an item, None for nothing."""
    item = _items.decode(body)
    text = text_of(item)
    if not isinstance(item, MessageView) or (text is None and old is None):
        return None
    return _Change(number, seq, item.at, item.by, text, old)
