"""The cache of one account on SQLite: groups, people, timelines by seq, and the outbox.

Used by one thread. A timeline is kept as items by seq together with the ranges in which nothing
is missing, so that holes are known after a restart. Every item in it stands as of the group's
`have`, or as of its own `as_of` where that is later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from peewee import DatabaseError, SqliteDatabase

from chat_desktop.core.attention import Level
from chat_desktop.core.cache import Saved, SavedUser
from chat_desktop.core.groups import GroupRecord
from chat_desktop.core.messages import AMENDMENTS, NOTICES, Page, Stamped, amend, view_of
from chat_desktop.core.outbox import Outgoing, Step
from chat_desktop.core.spans import Spans
from chat_desktop.storage.extent import newest_hole
from chat_desktop.storage.search_index import SearchIndex
from chat_desktop.storage.tables import open_database
from protocol.events import Event, Message
from protocol.scalars import GroupId, Key, Seq, UserId
from protocol.views import Group, Limits, MessageView, TimelineItem, User

Row = tuple[Any, ...]

GROUP_COLUMNS: Final = "view, have, told, touched, draft, level, draft_reply, edit_seq, edit_text"
OUTBOX_COLUMNS: Final = "key, group_id, text, at, place, reply_to, step, seq, problem"

_encode = msgspec.json.Encoder().encode
_users = msgspec.json.Decoder(User)
_groups = msgspec.json.Decoder(Group)
_limits = msgspec.json.Decoder(Limits)
_LEVELS: Final = {level.value: level for level in Level}
_items: msgspec.json.Decoder[TimelineItem] = msgspec.json.Decoder(TimelineItem)


class Cache:
    """The open file. Methods raise `peewee.DatabaseError` when the disk or the file is at fault.

    `loose` says that much of the file is free, and `shrink` is worth its while.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database: SqliteDatabase = open_database(path)
        self.index = SearchIndex(self.database)
        self.loose = False

    def close(self) -> None:
        """Close the file; everything committed is in it."""
        self.database.close()

    # --- the account

    def load(self, me: User) -> Saved:
        """Return everything that is needed before a group is opened; `me` where nothing is."""
        account = self._row("SELECT me, epoch, limits FROM account")
        groups = self._rows(f"SELECT {GROUP_COLUMNS} FROM groups")  # noqa: S608
        users = self._rows("SELECT body, fetched FROM users")
        return Saved(
            me=_users.decode(account[0]) if account else me,
            epoch=account[1] if account else None,
            limits=_limits.decode(account[2]) if account else None,
            groups=tuple(_record_of(row) for row in groups),
            users=tuple(SavedUser(_users.decode(body), fetched) for body, fetched in users),
            outgoing=self.outgoing(),
        )

    def put_account(self, me: User, epoch: str, limits: Limits) -> None:
        self._run(
            "INSERT OR REPLACE INTO account (one, me, epoch, limits) VALUES (1, ?, ?, ?)",
            (_encode(me), epoch, _encode(limits)),
        )

    def put_users(self, users: Iterable[SavedUser]) -> None:
        self._run_many(
            "INSERT OR REPLACE INTO users (id, body, fetched) VALUES (?, ?, ?)",
            [(saved.user.id, _encode(saved.user), saved.fetched) for saved in users],
        )

    def put_groups(self, records: Iterable[GroupRecord]) -> None:
        """Write groups down; where a timeline is, their `have` moves only with `advance`."""
        self._run_many(
            f"INSERT INTO groups (id, {GROUP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
            " ON CONFLICT (id) DO UPDATE SET view = excluded.view, told = excluded.told,"
            " touched = excluded.touched, draft = excluded.draft, level = excluded.level,"
            " draft_reply = excluded.draft_reply, edit_seq = excluded.edit_seq,"
            " edit_text = excluded.edit_text",
            [
                (
                    *(r.view.id, _encode(r.view), r.have, r.told, r.touched),
                    *(r.draft, r.level.value, r.draft_reply, *(r.draft_edit or (None, None))),
                )
                for r in records
            ],
        )

    def drop_group(self, group: GroupId) -> None:
        self._run("DELETE FROM groups WHERE id = ?", (group,))
        self._drop_timeline(group)

    def restart_group(self, record: GroupRecord) -> None:
        self.drop_group(record.view.id)
        self.put_groups([record])

    def restart(self, records: Iterable[GroupRecord]) -> None:
        self._empty("groups", "items", "spans")
        self.put_groups(records)

    def forget_all(self) -> None:
        """Forget everything but what waits in the outbox, as if newly made."""
        self._empty("account", "users", "groups", "items", "spans")

    def clear(self) -> None:
        """Forget all timelines; groups with their drafts, people and the outbox stay."""
        self._empty("items", "spans")

    def shrink(self) -> None:
        """Give what is free in the file back to the disk; not inside a transaction."""
        self.loose = False
        self._run("VACUUM")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")

    def _empty(self, *tables: str) -> None:
        """Empty tables and the index; what is freed need not be overwritten before `shrink`."""
        self._run("PRAGMA secure_delete = fast")
        try:
            for table in tables:
                self._run(f"DELETE FROM {table}")  # noqa: S608
            self.index.clear()
        finally:
            self._run("PRAGMA secure_delete = on")
        self.loose = True

    # --- timelines

    def advance(
        self, record: GroupRecord, me: UserId, events: Sequence[Event], landed: Sequence[Key]
    ) -> None:
        """Apply the log's next events. A timeline that missed the ones before them is dropped."""
        group = record.view.id
        self.put_groups([record])
        if events:
            have = self._have(group)
            if have not in (events[0].seq - 1, record.have):
                self._drop_timeline(group)
            self._apply(group, me, events)
            self._add_span(group, events[0].seq, events[-1].seq)
            self._run("UPDATE groups SET have = ? WHERE id = ?", (record.have, group))
        self.drop_outgoing(group, landed)

    def _apply(self, group: GroupId, me: UserId, events: Sequence[Event]) -> None:
        touched = [e.target if isinstance(e, AMENDMENTS) else e.seq for e in events]
        before = {stamped.item.seq: stamped for stamped in self._at(group, touched)}
        items = dict(before)
        changed: dict[int, Stamped] = {}
        for event in events:
            if isinstance(event, Message):
                if event.seq not in items:
                    items[event.seq] = changed[event.seq] = Stamped(view_of(event), event.seq)
            elif isinstance(event, NOTICES):
                items[event.seq] = changed[event.seq] = Stamped(event, event.seq)
            elif isinstance(event, AMENDMENTS):
                target = items.get(event.target)
                if target and isinstance(target.item, MessageView) and target.as_of < event.seq:
                    item = amend(target.item, event, me)
                    items[event.target] = changed[event.target] = Stamped(item, event.seq)
        self._put_items(group, changed.values(), before)

    def put_page(self, group: GroupId, page: Page, landed: Sequence[Key]) -> None:
        """Keep a page of history; what is here as of a later event stays as it is."""
        if self._have(group) is None:
            return
        seqs = [stamped.item.seq for stamped in page.items]
        known = {old.item.seq: old for old in self._at(group, seqs)}
        fresh = [
            s for s in page.items if s.item.seq not in known or known[s.item.seq].as_of < s.as_of
        ]
        self._put_items(group, fresh, known)
        self._add_span(group, page.lo, page.hi)
        self.drop_outgoing(group, landed)

    def newest(self, group: GroupId, limit: int) -> Page | None:
        """Return the newest page, None where the newest events are not here."""
        have = self._have(group)
        return None if have is None else self.before(group, have + 1, limit)

    def before(self, group: GroupId, seq: int, limit: int) -> Page | None:
        """Return what comes right before `seq`, None where that is not here."""
        span = self._spans(group).holding(seq - 1)
        if span is None:
            return None
        items = self._items_where(
            group, "seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?", (span[0], seq, limit)
        )[::-1]
        lo = items[0].item.seq if len(items) == limit else span[0]
        return Page(lo, seq - 1, tuple(items))

    def after(self, group: GroupId, seq: int, limit: int) -> Page | None:
        """Return what comes right after `seq`, None where that is not here."""
        span = self._spans(group).holding(seq + 1)
        if span is None:
            return None
        items = self._items_where(
            group, "seq > ? AND seq <= ? ORDER BY seq LIMIT ?", (seq, span[1], limit)
        )
        hi = items[-1].item.seq if len(items) == limit else span[1]
        return Page(seq + 1, hi, tuple(items))

    def around(self, group: GroupId, seq: Seq, limit: int) -> Page | None:
        """Return a page with `seq` in its midst, None where that is not here."""
        older = self.before(group, seq + 1, limit - limit // 2)
        if older is None:
            return None
        newer = self.after(group, seq, limit // 2) if limit > 1 else None
        if newer is None:
            return older
        return Page(older.lo, newer.hi, older.items + newer.items)

    def holes(self, groups: Iterable[GroupId]) -> dict[GroupId, Seq]:
        """Return where history is missing, by group: the seq before which to fetch it."""
        found = {group: newest_hole(self.database.connection(), group) for group in groups}
        return {group: seq for group, seq in found.items() if seq is not None}

    # --- the outbox

    def outgoing(self) -> tuple[Outgoing, ...]:
        """Return what waits in the outbox, in order."""
        rows = self._rows(f"SELECT {OUTBOX_COLUMNS} FROM outbox ORDER BY place")  # noqa: S608
        try:
            return tuple(outgoing_of(row) for row in rows)
        except ValueError as error:
            raise DatabaseError(f"the outbox is malformed: {error}") from None

    def put_outgoing(self, entries: Iterable[Outgoing]) -> None:
        self._run_many(
            f"INSERT OR REPLACE INTO outbox ({OUTBOX_COLUMNS})"  # noqa: S608
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (e.key, e.group, e.text, e.at, e.order, e.reply_to, e.step.value, e.seq, e.problem)
                for e in entries
            ],
        )

    def drop_outgoing(self, group: GroupId, keys: Iterable[Key]) -> None:
        self._run_many(
            "DELETE FROM outbox WHERE group_id = ? AND key = ?", [(group, key) for key in keys]
        )

    # --- statements

    def _have(self, group: GroupId) -> int | None:
        row = self._row("SELECT have FROM groups WHERE id = ?", (group,))
        return row[0] if row else None

    def _drop_timeline(self, group: GroupId) -> None:
        self._run("DELETE FROM items WHERE group_id = ?", (group,))
        self._run("DELETE FROM spans WHERE group_id = ?", (group,))
        self.index.forget(group)

    def _spans(self, group: GroupId) -> Spans:
        return Spans(self._rows("SELECT lo, hi FROM spans WHERE group_id = ?", (group,)))

    def _add_span(self, group: GroupId, lo: int, hi: int) -> None:
        spans = self._spans(group)
        spans.add(lo, hi)
        self._run("DELETE FROM spans WHERE group_id = ?", (group,))
        self._run_many("INSERT INTO spans VALUES (?, ?, ?)", [(group, a, b) for a, b in spans])

    def _at(self, group: GroupId, seqs: Sequence[int]) -> list[Stamped]:
        wanted = msgspec.json.encode(sorted(set(seqs))).decode()
        where = "seq IN (SELECT value FROM json_each(?))"
        return self._items_where(group, where, (wanted,))

    def _items_where(self, group: GroupId, where: str, values: Row) -> list[Stamped]:
        have = self._have(group) or 0
        rows = self._rows(
            f"SELECT body, as_of FROM items WHERE group_id = ? AND {where}",  # noqa: S608
            (group, *values),
        )
        return [Stamped(_items.decode(body), max(as_of, have)) for body, as_of in rows]

    def _put_items(
        self, group: GroupId, items: Collection[Stamped], before: Mapping[int, Stamped]
    ) -> None:
        self._run_many(
            "INSERT OR REPLACE INTO items (group_id, seq, as_of, body) VALUES (?, ?, ?, ?)",
            [(group, s.item.seq, s.as_of, _encode(s.item)) for s in items],
        )
        self.index.note(group, items, before)

    def _rows(self, sql: str, values: Row = ()) -> list[Row]:
        rows: list[Row] = self.database.execute_sql(sql, values).fetchall()
        return rows

    def _row(self, sql: str, values: Row = ()) -> Row | None:
        row: Row | None = self.database.execute_sql(sql, values).fetchone()
        return row

    def _run(self, sql: str, values: Row = ()) -> None:
        self.database.execute_sql(sql, values)

    def _run_many(self, sql: str, rows: Sequence[Row]) -> None:
        if rows:
            cursor = self.database.cursor()
            cursor.executemany(sql, rows)
            cursor.close()


def _record_of(row: Row) -> GroupRecord:
    """Return the group that a row of `GROUP_COLUMNS` says."""
    view, have, told, touched, draft, level, reply, edit_seq, edit_text = row
    edit = None if edit_seq is None else (edit_seq, edit_text)
    return GroupRecord(_groups.decode(view), have, told, touched, draft, _level(level), reply, edit)


def _level(word: str) -> Level:
    """Return the level that is written down; one that a newer version wrote counts as ALL."""
    return _LEVELS.get(word, Level.ALL)


def outgoing_of(row: Row) -> Outgoing:
    """Return the outgoing message that a row of `OUTBOX_COLUMNS` says."""
    key, group, text, at, order, reply_to, step, seq, problem = row
    return Outgoing(key, group, text, at, order, reply_to, Step(step), seq, problem)
