"""What the superuser sees: every account, every group, any group's messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chat_server.core.admin import OPERATOR
from chat_server.storage.connection import Connection
from chat_server.storage.event_rows import MESSAGE
from chat_server.storage.groups import visibility
from chat_server.storage.messages import AMENDED, ITEM_COLUMNS, message_view
from chat_server.storage.pages import (
    first_page,
    fit,
    like,
    make_cursor,
    page_limit,
    read_cursor,
)
from chat_server.storage.people import USER_COLUMNS, find_user, read_user
from protocol.commands import AdminGroups, AdminMessages, AdminUsers
from protocol.errors import ErrorCode, Refusal
from protocol.replies import AdminGroupPage, AdminMessagePage, AdminUserPage
from protocol.rules import fold
from protocol.scalars import UserId
from protocol.views import AdminGroup, AdminMessage, AdminUser, Limits

_USERS: Final = (
    f"SELECT {USER_COLUMNS}, (SELECT COUNT(*) FROM members m WHERE m.user_id = u.id)"
    " FROM users u WHERE u.folded > ? AND u.search LIKE ? ESCAPE '\\'"
    " ORDER BY u.folded LIMIT ?"
)
_GROUPS: Final = (
    "SELECT g.folded, g.uuid, g.name, g.topic, g.public, g.head, g.n, g.members, g.created,"
    " g.closed, u.username FROM groups g"
    " LEFT JOIN members m ON m.group_id = g.id AND m.role = 3"
    " LEFT JOIN users u ON u.id = m.user_id"
    " WHERE (g.folded, g.uuid) > (?, ?) AND g.folded LIKE ? ESCAPE '\\'"
    " ORDER BY g.folded, g.uuid LIMIT ?"
)
_MESSAGES: Final = (
    f"SELECT {ITEM_COLUMNS}, u.username FROM events e {AMENDED} JOIN users u ON u.id = e.by"
    f" WHERE e.group_id = ? AND e.seq < ? AND e.kind = {MESSAGE} ORDER BY e.seq DESC"
)


def users(db: Connection, reader: UserId, command: AdminUsers, limits: Limits) -> AdminUserPage:
    """Return a page of the accounts, by username; `query` finds parts of names and e-mails."""
    _require_superuser(db, reader)
    after = read_cursor(command.after, tuple[str]) if command.after is not None else ("",)
    limit = page_limit(command.limit, limits)
    rows = db.rows(_USERS, (*after, like(fold(command.query or "")), limit + 1))
    records = [(read_user(row[:-1]), row[-1]) for row in rows]
    found = [
        AdminUser(
            id=record.id,
            username=record.username,
            display_name=record.display_name or record.username,
            active=record.active,
            superuser=record.superuser,
            created=record.created,
            groups=groups,
            online=False,
            email=record.email or None,
            country=record.country or None,
            last_seen=record.last_seen,
        )
        for record, groups in records
    ]
    page, more = first_page(found, limit)
    last = records[len(page) - 1][0].folded if more else None
    return AdminUserPage(id=command.id, users=page, next=make_cursor(last) if last else None)


def groups(db: Connection, reader: UserId, command: AdminGroups, limits: Limits) -> AdminGroupPage:
    """Return a page of all groups, by name, private and closed ones too."""
    _require_superuser(db, reader)
    after = read_cursor(command.after, tuple[str, str]) if command.after is not None else ("", "")
    limit = page_limit(command.limit, limits)
    rows = db.rows(_GROUPS, (*after, like(fold(command.query or "")), limit + 1))
    found = [
        AdminGroup(
            id=id,
            name=name,
            topic=topic,
            visibility=visibility(public),
            head=head,
            n=n,
            members=members,
            created=created,
            closed=bool(closed),
            owner=owner,
        )
        for _, id, name, topic, public, head, n, members, created, closed, owner in rows
    ]
    page, more = first_page(found, limit)
    last = rows[len(page) - 1][:2] if more else None
    return AdminGroupPage(id=command.id, groups=page, next=make_cursor(*last) if last else None)


def messages(
    db: Connection, reader: UserId, command: AdminMessages, limits: Limits
) -> AdminMessagePage:
    """Return a page of any group's messages, the newest below `before`, ascending.

    `query` finds any part of a text that still stands, whatever its case. It reads the group's
    messages one by one until the page is full, since no index knows parts of words.
    """
    _require_superuser(db, reader)
    row = db.row("SELECT id, head FROM groups WHERE uuid = ?", (command.group,))
    if row is None:
        raise Refusal(ErrorCode.NO_SUCH_GROUP)
    number, head = row
    before = head + 1 if command.before is None else command.before
    limit = page_limit(command.limit, limits)
    found = []
    for message in _matching(db, number, before, fold(command.query or "")):
        found.append(message)
        if len(found) > limit:
            break
    page = found[:limit][::-1]
    start, end = fit(page, len(page) - 1)
    return AdminMessagePage(
        id=command.id,
        group=command.group,
        messages=page[start:end],
        more=start > 0 or len(found) > limit,
    )


def _matching(db: Connection, group: int, before: int, query: str) -> Iterator[AdminMessage]:
    for row in db.stream(_MESSAGES, (group, before)):
        message = message_view(row[:-1], [])
        if query and query not in fold(message.text or ""):
            continue
        yield AdminMessage(
            seq=message.seq,
            at=message.at,
            by=message.by,
            username=row[-1],
            n=message.n,
            text=message.text,
            edited_at=message.edited_at,
            deleted=message.deleted,
        )


def _require_superuser(db: Connection, reader: UserId) -> None:
    if reader == OPERATOR:
        return
    record = find_user(db, reader)
    if record is None or not record.superuser:
        raise Refusal(ErrorCode.NOT_ALLOWED)
