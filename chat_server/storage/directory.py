"""Groups that can be found, and who is in them."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from chat_server.core.profiles import public_profile
from chat_server.storage.connection import Connection, Row
from chat_server.storage.groups import ROLES, VIEW_COLUMNS, open_group, read_view
from chat_server.storage.ids import find_number
from chat_server.storage.messages import AMENDED, ITEM_COLUMNS, Reactions, reactions_between
from chat_server.storage.pages import first_page, like, make_cursor, page_limit, read_cursor
from chat_server.storage.people import USER_COLUMNS, read_user
from protocol.commands import ListGroups, ListMembers
from protocol.replies import Groups, Members
from protocol.rules import fold
from protocol.scalars import UserId
from protocol.views import Group, Limits, Member

_Rank = Annotated[int, Meta(ge=-4, le=0)]
_BEYOND: Final = (
    " AND (g.folded, g.uuid) > (?, ?) AND g.folded LIKE ? ESCAPE '\\'"
    " ORDER BY g.folded, g.uuid LIMIT ?"
)
_PUBLIC: Final = (
    "SELECT g.folded, g.uuid FROM groups g WHERE g.public = 1 AND g.closed = 0" + _BEYOND
)
_OWN: Final = (
    "SELECT g.folded, g.uuid FROM members m JOIN groups g ON g.id = m.group_id"
    " WHERE m.user_id = ? AND g.closed = 0" + _BEYOND
)
_VIEWS: Final = (
    f"SELECT {VIEW_COLUMNS}, {ITEM_COLUMNS} FROM groups g"
    " LEFT JOIN members m ON m.group_id = g.id AND m.user_id = ?"
    f" LEFT JOIN events e ON e.group_id = g.id AND e.seq = g.last {AMENDED}"
    " WHERE g.uuid IN ({items})"
)
_MEMBERS: Final = (
    f"SELECT m.role, u.folded, {USER_COLUMNS} FROM members m JOIN users u ON u.id = m.user_id"
    " WHERE m.group_id = ? AND (-m.role, u.folded) > (?, ?)"
    " ORDER BY -m.role, u.folded LIMIT ?"
)


def list_groups(db: Connection, reader: UserId, command: ListGroups, limits: Limits) -> Groups:
    """Return a page of the public groups and the reader's own, by name.

    `query` finds any part of a name, whatever its case.
    """
    after = read_cursor(command.after, tuple[str, str]) if command.after is not None else ("", "")
    limit = page_limit(command.limit, limits)
    number = find_number(reader)
    beyond = (*after, like(fold(command.query or "")), limit + 1)
    places = {*db.rows(_PUBLIC, beyond), *db.rows(_OWN, (number, *beyond))}
    found = sorted(places)[: limit + 1]
    rows = {row[1]: row for row in db.select_in(_VIEWS, [id for _, id in found], before=[number])}
    views = [_view(db, rows[id], number) for _, id in found]
    page, more = first_page(views, limit)
    return Groups(
        id=command.id, groups=page, next=make_cursor(*found[len(page) - 1]) if more else None
    )


def members(db: Connection, reader: UserId, command: ListMembers, limits: Limits) -> Members:
    """Return a page of the members: the owner, the admins, the others, each by username."""
    group = open_group(db, command.group, reader)
    after = read_cursor(command.after, tuple[_Rank, str]) if command.after is not None else (-4, "")
    limit = page_limit(command.limit, limits)
    rows = db.rows(_MEMBERS, (group.number, *after, limit + 1))
    found = [
        Member(user=public_profile(read_user(row[2:])), role=ROLES[row[0]], online=False)
        for row in rows
    ]
    page, more = first_page(found, limit)
    last = rows[len(page) - 1] if more else None
    return Members(
        id=command.id, members=page, next=make_cursor(-last[0], last[1]) if last else None
    )


def _view(db: Connection, row: Row, reader: int | None) -> Group:
    number, last = row[0], row[11]
    reactions: Reactions = {}
    if row[8] is not None and last is not None:
        found = reactions_between(db, number, last, last, reader)
        reactions = {number: found.get(last, [])}
    return read_view(row, reactions)
