"""Who is in a group and as what: join, leave, add, remove, set a role."""

from __future__ import annotations

from chat_server.core.access import (
    known_user,
    membership,
    open_group,
    other_member,
    rank_of,
    ranked_membership,
    visible_group,
)
from chat_server.core.groups import close
from chat_server.core.invites import spend
from chat_server.core.model import GroupState, Member
from chat_server.core.outcome import Actor, Effect, Outcome, Publish, Subscribe, Unsubscribe
from chat_server.core.unit import UnitOfWork
from chat_server.core.views import Draft, OwnView
from protocol.commands import AddMember, JoinGroup, LeaveGroup, RemoveMember, SetRole
from protocol.errors import ErrorCode, Refusal
from protocol.events import Joined, Left, Removed, RoleSet
from protocol.replies import Ok
from protocol.scalars import Role, UserId


def join_group(unit: UnitOfWork, actor: Actor, command: JoinGroup) -> Draft:
    """Join a public group by its id, or any group with an invite, which lifts a removal."""
    user = actor.user
    if command.invite is None:
        group = visible_group(unit, command.group, user)
    else:
        group = open_group(unit, command.group)
    if user in group.members:
        raise Refusal(ErrorCode.ALREADY_A_MEMBER)
    if command.invite is not None:
        spend(unit, group, command.invite)
    elif user in group.removed:
        raise Refusal(ErrorCode.NOT_ALLOWED)
    return Draft(
        OwnView(group.id, user, id=command.id),
        (*_enter(unit, group, user, by=user), OwnView(group.id, user, but=actor.connection)),
    )


def add_member(unit: UnitOfWork, actor: Actor, command: AddMember) -> Draft:
    """Bring somebody in, which lifts a removal. Deactivated accounts count as absent."""
    group, _ = ranked_membership(unit, command.group, actor.user, "admin")
    record = known_user(unit, command.user)
    if command.user in group.members:
        raise Refusal(ErrorCode.ALREADY_A_MEMBER, "They are a member already.", field="user")
    if not record.active:
        raise Refusal(ErrorCode.NO_SUCH_USER, "This account is deactivated.", field="user")
    return Draft(
        Ok(id=command.id),
        (
            *_enter(unit, group, command.user, by=actor.user),
            OwnView(group.id, command.user),
        ),
    )


def leave_group(unit: UnitOfWork, actor: Actor, command: LeaveGroup) -> Draft:
    """Leave. An owner first hands over, so that the group has one at every point of its log:
    to the longest-serving admin, else the longest-serving member. The last one out closes it,
    and hears of that before `group_gone`.
    """
    group, member = membership(unit, command.group, actor.user)
    effects: list[Effect | OwnView] = []
    if member.role == "owner" and len(group.members) > 1:
        heir = _heir(group, actor.user)
        effects += _hand_over(unit, group, actor.user, heir)
        effects.append(OwnView(group.id, heir))
    left = Left(seq=group.head + 1, at=unit.now, by=actor.user, user=actor.user)
    effects.append(unit.append(group, left))
    if len(group.members) == 1:
        effects += close(unit, group, actor.user)
    else:
        unit.drop_member(group, actor.user)
        effects.append(Unsubscribe(actor.user, group.id))
    return Draft(Ok(id=command.id), tuple(effects))


def remove_member(unit: UnitOfWork, actor: Actor, command: RemoveMember) -> Outcome:
    """Remove somebody of a lower rank; they come back only by invite or by being added."""
    group, _ = ranked_membership(unit, command.group, actor.user, "admin")
    other_member(unit, group, command.user)
    if rank_of(group, command.user) >= rank_of(group, actor.user):
        raise Refusal(ErrorCode.NOT_ALLOWED)
    event = Removed(seq=group.head + 1, at=unit.now, by=actor.user, user=command.user)
    published = unit.append(group, event)
    unit.drop_member(group, command.user)
    unit.set_removed(group, command.user, True)
    return Outcome(Ok(id=command.id), (published, Unsubscribe(command.user, group.id)))


def set_role(unit: UnitOfWork, actor: Actor, command: SetRole) -> Draft:
    """Give a role, which is the owner's to do; `owner` hands the group over.

    On himself it is `not_allowed`, whatever the role: a group has exactly one owner. The role that
    somebody has already changes nothing.
    """
    group, _ = ranked_membership(unit, command.group, actor.user, "owner")
    member = other_member(unit, group, command.user)
    if command.user == actor.user:
        raise Refusal(ErrorCode.NOT_ALLOWED)
    told = OwnView(group.id, command.user)
    reply = Ok(id=command.id)
    if command.role == "owner":
        events = _hand_over(unit, group, actor.user, command.user)
        return Draft(reply, (*events, OwnView(group.id, actor.user), told))
    if command.role == member.role:
        return Draft(reply, ())
    published = _set_role(unit, group, command.user, command.role, by=actor.user)
    return Draft(reply, (published, told))


def _enter(
    unit: UnitOfWork, group: GroupState, user: UserId, by: UserId
) -> tuple[Subscribe, Publish]:
    """Make the user a member, whose read mark starts at their own `joined`."""
    seq = group.head + 1
    joined = unit.append(group, Joined(seq=seq, at=unit.now, by=by, user=user))
    unit.set_removed(group, user, False)
    unit.put_member(group, user, Member("member", joined=seq, read=seq, read_n=group.n))
    return Subscribe(user, group.id), joined


def _heir(group: GroupState, owner: UserId) -> UserId:
    """Return who becomes owner when the owner leaves others behind."""
    others = [(user, member) for user, member in group.members.items() if user != owner]
    return min(others, key=lambda entry: (entry[1].role != "admin", entry[1].joined))[0]


def _hand_over(
    unit: UnitOfWork, group: GroupState, owner: UserId, heir: UserId
) -> tuple[Publish, Publish]:
    """Make the owner an admin and the heir the owner, in this order."""
    return (
        _set_role(unit, group, owner, "admin", by=owner),
        _set_role(unit, group, heir, "owner", by=owner),
    )


def _set_role(unit: UnitOfWork, group: GroupState, user: UserId, role: Role, by: UserId) -> Publish:
    member = group.members[user]
    member.role = role
    unit.put_member(group, user, member)
    event = RoleSet(seq=group.head + 1, at=unit.now, by=by, user=user, role=role)
    return unit.append(group, event)
