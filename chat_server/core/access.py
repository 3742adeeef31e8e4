"""Who can see a group, and what rank allows in it."""

from __future__ import annotations

from chat_server.core.model import GroupState, Member, UserRecord
from chat_server.core.unit import UnitOfWork
from protocol.errors import ErrorCode, Refusal
from protocol.scalars import RANK, GroupId, Role, UserId


def open_group(unit: UnitOfWork, id: GroupId) -> GroupState:
    """Return a group that is not closed, or refuse with `no_such_group`."""
    group = unit.group(id)
    if group is None or group.closed:
        raise Refusal(ErrorCode.NO_SUCH_GROUP)
    return group


def visible_group(unit: UnitOfWork, id: GroupId, user: UserId) -> GroupState:
    """Return a group that the user can see: to others a private one is like an absent one."""
    group = open_group(unit, id)
    if group.visibility == "private" and user not in group.members:
        raise Refusal(ErrorCode.NO_SUCH_GROUP)
    return group


def membership(unit: UnitOfWork, id: GroupId, user: UserId) -> tuple[GroupState, Member]:
    """Return the group and the user's place in it.

    Refuses with `not_a_member` in a public group, with `no_such_group` in a private one.
    """
    group = unit.group(id)
    if group is not None:
        member = group.members.get(user)
        if member is not None:
            return group, member
    visible_group(unit, id, user)
    raise Refusal(ErrorCode.NOT_A_MEMBER)


def ranked_membership(
    unit: UnitOfWork, id: GroupId, user: UserId, least: Role
) -> tuple[GroupState, Member]:
    """Return the group and the user's place in it, refusing any role below `least`."""
    group, member = membership(unit, id, user)
    if RANK[member.role] < RANK[least]:
        raise Refusal(ErrorCode.NOT_ALLOWED)
    return group, member


def rank_of(group: GroupState, user: UserId) -> int:
    """Return the user's rank in the group, 0 for who is not in it."""
    member = group.members.get(user)
    return 0 if member is None else RANK[member.role]


def known_user(unit: UnitOfWork, id: UserId) -> UserRecord:
    """Return the account, or refuse with `no_such_user`."""
    record = unit.user(id)
    if record is None:
        raise Refusal(ErrorCode.NO_SUCH_USER, field="user")
    return record


def other_member(unit: UnitOfWork, group: GroupState, user: UserId) -> Member:
    """Return the place of the user whom a command names.

    Refuses with `no_such_user`, or `not_a_member` where the account exists but is not in here.
    """
    member = group.members.get(user)
    if member is None:
        known_user(unit, user)
        raise Refusal(ErrorCode.NOT_A_MEMBER, "They are not a member of this group.", field="user")
    return member
