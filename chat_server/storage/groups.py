"""Groups and memberships: rows to states and views."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from chat_server.core.model import GroupState, InviteRecord, Member, TokenHash
from chat_server.storage.connection import Connection, Row
from chat_server.storage.ids import find_number, user_id
from chat_server.storage.messages import AMENDED, ITEM_COLUMNS, Reactions, message_view
from protocol.codec import encode
from protocol.errors import ErrorCode, Refusal
from protocol.scalars import RANK, GroupId, Position, Role, UserId, Visibility
from protocol.views import Group

ROLES: Final[dict[int, Role]] = {1: "member", 2: "admin", 3: "owner"}
"""A role by its rank, which is what the rows have."""

VIEW_COLUMNS: Final = (
    "g.id, g.uuid, g.name, g.topic, g.public, g.head, g.n, g.members, m.role, m.read, m.read_n"
)
"""What `read_view` reads first, of a group `g` and the reader's membership `m`."""

_STATE: Final = (
    "SELECT id, uuid, name, topic, public, created, head, n, closed FROM groups"
    " WHERE uuid IN ({items})"
)
_MEMBERS: Final = (
    "SELECT group_id, user_id, role, joined, read, read_n FROM members"
    " WHERE group_id IN ({items}) ORDER BY group_id, joined, user_id"
)


LASTS_BYTES: Final = 4 * 1024 * 1024
"""About the most bytes of newest messages in one snapshot, which must fit into one frame."""


@dataclass(frozen=True, slots=True)
class Access:
    """A group that the reader may read: its number in the tables, and its head at this moment."""

    number: int
    head: Position


def open_group(db: Connection, id: GroupId, reader: UserId) -> Access:
    """Return a group of the reader's, or refuse with `no_such_group` or `not_a_member`."""
    row = db.row(
        "SELECT g.id, g.head, g.public, m.role FROM groups g"
        " LEFT JOIN members m ON m.group_id = g.id AND m.user_id = ?"
        " WHERE g.uuid = ? AND g.closed = 0",
        (find_number(reader), id),
    )
    if row is None:
        raise Refusal(ErrorCode.NO_SUCH_GROUP)
    number, head, public, role = row
    if role is None:
        raise Refusal(ErrorCode.NOT_A_MEMBER if public else ErrorCode.NO_SUCH_GROUP)
    return Access(number, head)


def visibility(public: int) -> Visibility:
    """Return the flag's name on the wire."""
    return "public" if public else "private"


def load_states(db: Connection, ids: Iterable[GroupId]) -> dict[int, GroupState]:
    """Return those of the groups that exist, by number, with members and removals."""
    states: dict[int, GroupState] = {}
    for number, uuid, name, topic, public, created, head, n, closed in db.select_in(_STATE, ids):
        states[number] = GroupState(
            id=uuid,
            name=name,
            topic=topic,
            visibility=visibility(public),
            created=created,
            head=head,
            n=n,
            closed=bool(closed),
        )
    for number, user, role, joined, read, read_n in db.select_in(_MEMBERS, states):
        states[number].members[user_id(user)] = Member(ROLES[role], joined, read, read_n)
    removals = "SELECT group_id, user_id FROM removals WHERE group_id IN ({items})"
    for number, user in db.select_in(removals, states):
        states[number].removed.add(user_id(user))
    return states


def groups_of(db: Connection, user: UserId) -> list[GroupId]:
    """Return the open groups that the user is a member of."""
    sql = (
        "SELECT g.uuid FROM members m JOIN groups g ON g.id = m.group_id"
        " WHERE m.user_id = ? AND g.closed = 0 ORDER BY g.id"
    )
    return [uuid for (uuid,) in db.rows(sql, (find_number(user),))]


def own_views(db: Connection, user: int, reactions: Reactions) -> list[Group]:
    """Return every open group of the user as they see it, in one query.

    `reactions` are those to the groups' newest messages, by the group's number.
    """
    rows = db.rows(
        f"SELECT {VIEW_COLUMNS}, {ITEM_COLUMNS} FROM members m"
        " JOIN groups g ON g.id = m.group_id"
        f" LEFT JOIN events e ON e.group_id = g.id AND e.seq = g.last {AMENDED}"
        " WHERE m.user_id = ? AND g.closed = 0 ORDER BY g.id",
        (user,),
    )
    return [read_view(row, reactions) for row in rows]


def bound_lasts(views: list[Group]) -> list[Group]:
    """Return the groups, without the newest message where those of others fill a frame already.

    The latest ones stay. Only who is in hundreds of groups that end in very long messages ever
    misses one, and finds it in the group's history.
    """
    room = LASTS_BYTES
    left_out: set[GroupId] = set()
    for view in sorted(views, key=lambda view: view.last.at if view.last else 0, reverse=True):
        if view.last is not None and (room := room - len(encode(view.last))) < 0:
            left_out.add(view.id)
    if not left_out:
        return views
    return [replace(view, last=None) if view.id in left_out else view for view in views]


def read_view(row: Row, reactions: Reactions) -> Group:
    """Return the group of a row of `VIEW_COLUMNS` and `ITEM_COLUMNS`, as its reader sees it."""
    number, uuid, name, topic, public, head, n, members, role, read, read_n = row[:11]
    has_last = role is not None and row[11] is not None
    return Group(
        id=uuid,
        name=name,
        topic=topic,
        visibility=visibility(public),
        head=head,
        n=n,
        members=members,
        role=ROLES[role] if role is not None else None,
        read=read,
        read_n=read_n,
        last=message_view(row[11:], reactions.get(number, [])) if has_last else None,
    )


def find_invite(db: Connection, token_hash: TokenHash) -> InviteRecord | None:
    """Return the invite of a token's hash."""
    row = db.row(
        "SELECT i.token_hash, g.uuid, i.by, i.created, i.expires, i.uses FROM invites i"
        " JOIN groups g ON g.id = i.group_id WHERE i.token_hash = ?",
        (token_hash,),
    )
    if row is None:
        return None
    hash, group, by, created, expires, uses = row
    return InviteRecord(hash, group, user_id(by), created, expires, uses)


def rank_of(role: Role) -> int:
    """Return what the rows have for a role."""
    return RANK[role]
