"""The fake's reader: every page of the contract, found by going through the tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from fake_tables import GroupRow, MemberRow, Tables
from fake_views import as_served, group_view, message_view

from chat_server.core.admin import OPERATOR
from chat_server.core.model import UserRecord
from chat_server.core.profiles import own_profile, public_profile
from protocol import rules
from protocol.commands import (
    AdminGroups,
    AdminMessages,
    AdminUsers,
    CatchUp,
    History,
    ListGroups,
    ListMembers,
)
from protocol.errors import ErrorCode, Refusal
from protocol.events import Deleted, Edited, Event, Message, Reacted, Unreacted
from protocol.replies import (
    AdminGroupPage,
    AdminMessagePage,
    AdminUserPage,
    Events,
    Groups,
    Members,
    Messages,
)
from protocol.scalars import RANK, GroupId, UserId
from protocol.views import (
    AdminGroup,
    AdminMessage,
    AdminUser,
    Group,
    Limits,
    Member,
    TimelineItem,
    User,
)

T = TypeVar("T")
DEFAULT_LIMIT = 50
_BESIDE_MESSAGES = (Message, Edited, Deleted, Reacted, Unreacted)


class FakeReader:
    """`core.ports.Reader` over the fake's tables, to be asked between transactions only."""

    def __init__(self, tables: Tables, limits: Limits, page_bytes: int) -> None:
        self._all = tables
        self._limits = limits
        self._page_bytes = page_bytes

    @property
    def _tables(self) -> Tables:
        if self._all.in_transaction:
            raise RuntimeError("the fake's reader would see what is not committed")
        return self._all

    # --- people

    def account(self, login: str) -> UserRecord | None:
        login = login.strip()
        for user in self._tables.users.values():
            if "@" in login and user.folded_email == rules.fold_email(login):
                return user
            if "@" not in login and user.folded == rules.fold(login):
                return user
        return None

    def profile(self, reader: UserId, user: UserId | None, username: str | None) -> User:
        if username is not None:
            folded = rules.fold(username)
            record = next((u for u in self._tables.users.values() if u.folded == folded), None)
        else:
            record = self._tables.users.get(reader if user is None else user)
        if record is None:
            raise Refusal(ErrorCode.NO_SUCH_USER)
        return own_profile(record) if record.id == reader else public_profile(record)

    def users(self, ids: Sequence[UserId]) -> list[User]:
        users = self._tables.users
        return [public_profile(users[id]) for id in dict.fromkeys(ids) if id in users]

    # --- groups

    def list_groups(self, reader: UserId, command: ListGroups) -> Groups:
        rows = [
            row
            for row in self._tables.groups.values()
            if not row.closed
            and (row.visibility == "public" or reader in self._tables.members[row.id])
            and rules.fold(command.query or "") in rules.fold(row.name)
        ]
        rows.sort(key=_directory_place)
        page, next = self._page(
            rows, command, _directory_place, lambda row: group_view(self._tables, row.id, reader)
        )
        return Groups(id=command.id, groups=page, next=next)

    def members(self, reader: UserId, command: ListMembers) -> Members:
        self._readable(command.group, reader)

        def place(row: tuple[UserId, MemberRow]) -> list[Any]:
            return [-RANK[row[1].role], self._tables.users[row[0]].folded]

        rows = sorted(self._tables.members[command.group].items(), key=place)
        page, next = self._page(
            rows,
            command,
            place,
            lambda row: Member(
                user=public_profile(self._tables.users[row[0]]), role=row[1].role, online=False
            ),
        )
        return Members(id=command.id, members=page, next=next)

    # --- logs

    def history(self, reader: UserId, command: History) -> Messages:
        row = self._readable(command.group, reader)
        log = list(self._tables.events[row.id].values())
        items = [self._item(row.id, event, reader) for event in log if _is_shown(event, command)]
        limit = self._cut(command.limit)
        around = command.around
        if command.at is not None:
            at = command.at
            around = next((e.seq for e in log if isinstance(e, Message) and e.at >= at), None)
        if command.after is not None:
            after = command.after
            later = [item for item in items if item.seq > after]
            page = self._fit(later[:limit])
            more = len(page) < len(later)
        elif around is not None:
            first, last = self._surroundings(items, around, limit)
            page = items[first:last]
            more = first > 0
        else:
            before = command.before if command.before is not None else row.head + 1
            older = [item for item in items if item.seq < before]
            page = self._fit(older[::-1][:limit])[::-1]
            more = len(page) < len(older)
        return Messages(id=command.id, group=row.id, messages=page, more=more, head=row.head)

    def catch_up(self, reader: UserId, command: CatchUp) -> Events:
        row = self._readable(command.group, reader)
        later = [
            as_served(self._tables, row.id, event)
            for event in self._tables.events[row.id].values()
            if event.seq > command.after
        ]
        page = self._fit(later[: self._cut(command.limit)])
        return Events(group=row.id, events=page, head=row.head, id=command.id)

    # --- the superuser's

    def admin_users(self, reader: UserId, command: AdminUsers) -> AdminUserPage:
        self._superuser(reader)
        query = rules.fold(command.query or "")
        rows = [
            user
            for user in self._tables.users.values()
            if any(
                query in text
                for text in (user.folded, rules.fold(user.display_name), user.folded_email)
            )
        ]
        rows.sort(key=lambda user: user.folded)
        page, next = self._page(rows, command, lambda user: [user.folded], self._admin_user)
        return AdminUserPage(id=command.id, users=page, next=next)

    def admin_groups(self, reader: UserId, command: AdminGroups) -> AdminGroupPage:
        self._superuser(reader)
        query = rules.fold(command.query or "")
        rows = [row for row in self._tables.groups.values() if query in rules.fold(row.name)]
        rows.sort(key=_directory_place)
        page, next = self._page(rows, command, _directory_place, self._admin_group)
        return AdminGroupPage(id=command.id, groups=page, next=next)

    def admin_messages(self, reader: UserId, command: AdminMessages) -> AdminMessagePage:
        self._superuser(reader)
        if command.group not in self._tables.groups:
            raise Refusal(ErrorCode.NO_SUCH_GROUP)
        query = rules.fold(command.query or "")
        rows = [
            self._admin_message(command.group, event)
            for event in self._tables.events[command.group].values()
            if isinstance(event, Message) and (command.before is None or event.seq < command.before)
        ]
        rows = [row for row in rows if query in rules.fold(row.text or "")]
        page = self._fit(rows[::-1][: self._cut(command.limit)])[::-1]
        return AdminMessagePage(
            id=command.id, group=command.group, messages=page, more=len(page) < len(rows)
        )

    # --- what they share

    def _readable(self, id: GroupId, reader: UserId) -> GroupRow:
        row = self._tables.groups.get(id)
        if row is None or row.closed:
            raise Refusal(ErrorCode.NO_SUCH_GROUP)
        if reader not in self._tables.members[id]:
            private = row.visibility == "private"
            raise Refusal(ErrorCode.NO_SUCH_GROUP if private else ErrorCode.NOT_A_MEMBER)
        return row

    def _superuser(self, reader: UserId) -> None:
        user = self._tables.users.get(reader)
        if reader != OPERATOR and (user is None or not user.superuser):
            raise Refusal(ErrorCode.NOT_ALLOWED)

    def _item(self, group: GroupId, event: Event, reader: UserId) -> TimelineItem:
        if isinstance(event, Message):
            return message_view(self._tables, group, event, reader)
        if isinstance(event, Edited | Deleted | Reacted | Unreacted):
            raise TypeError(f"a timeline does not show {event}")
        return event

    def _admin_user(self, user: UserRecord) -> AdminUser:
        return AdminUser(
            id=user.id,
            username=user.username,
            display_name=user.display_name or user.username,
            active=user.active,
            superuser=user.superuser,
            created=user.created,
            groups=sum(user.id in members for members in self._tables.members.values()),
            online=False,
            email=user.email or None,
            country=user.country or None,
            last_seen=user.last_seen,
        )

    def _admin_group(self, row: GroupRow) -> AdminGroup:
        members = self._tables.members[row.id]
        owner = next((user for user, member in members.items() if member.role == "owner"), None)
        return AdminGroup(
            id=row.id,
            name=row.name,
            topic=row.topic,
            visibility=row.visibility,
            head=row.head,
            n=row.n,
            members=len(members),
            created=row.created,
            closed=row.closed,
            owner=self._tables.users[owner].username if owner is not None else None,
        )

    def _admin_message(self, group: GroupId, event: Message) -> AdminMessage:
        view = message_view(self._tables, group, event, "")
        return AdminMessage(
            seq=view.seq,
            at=view.at,
            by=view.by,
            username=self._tables.users[view.by].username,
            n=view.n,
            text=view.text,
            edited_at=view.edited_at,
            deleted=view.deleted,
        )

    def _cut(self, limit: int | None) -> int:
        return min(limit if limit is not None else DEFAULT_LIMIT, self._limits.page)

    def _fit(self, items: Sequence[T]) -> list[T]:
        """Return as many of the first items as a page has bytes for, at least one."""
        size = 0
        for count, item in enumerate(items):
            size += len(msgspec.json.encode(item))
            if size > self._page_bytes and count > 0:
                return list(items[:count])
        return list(items)

    def _surroundings(
        self, items: Sequence[TimelineItem], around: int, limit: int
    ) -> tuple[int, int]:
        """Return the slice of up to `limit` items about the first one from `around` on."""
        middle = next((i for i, item in enumerate(items) if item.seq >= around), len(items))
        last = min(len(items), max(middle - limit // 2, 0) + limit)
        first = max(0, last - limit)
        sizes = [len(msgspec.json.encode(item)) for item in items]
        while last - first > 1 and sum(sizes[first:last]) > self._page_bytes:
            if middle - first > last - 1 - middle:
                first += 1
            else:
                last -= 1
        return first, last

    def _page(
        self,
        rows: Iterable[Any],
        command: ListGroups | ListMembers | AdminUsers | AdminGroups,
        place: Callable[[Any], list[Any]],
        view: Callable[[Any], T],
    ) -> tuple[list[T], str | None]:
        """Return a page of the sorted rows and the cursor of the next."""
        start = _read_cursor(command.after)
        rest = [row for row in rows if start is None or place(row) > start]
        page = self._fit([view(row) for row in rest[: self._cut(command.limit)]])
        next = json.dumps(place(rest[len(page) - 1])) if len(page) < len(rest) else None
        return page, next


def _is_shown(event: Event, command: History) -> bool:
    return isinstance(event, Message) or (command.all and not isinstance(event, _BESIDE_MESSAGES))


def _directory_place(row: GroupRow | Group) -> list[Any]:
    return [rules.fold(row.name), row.id]


def _read_cursor(after: str | None) -> list[Any] | None:
    if after is None:
        return None
    try:
        cursor = json.loads(after)
    except ValueError:
        cursor = None
    if not isinstance(cursor, list):
        raise Refusal(ErrorCode.BAD_REQUEST, "No page ends here.", field="after")
    return cursor
