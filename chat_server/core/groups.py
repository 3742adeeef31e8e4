"""Groups as such: create, update, delete."""

from __future__ import annotations

from chat_server.core.access import ranked_membership
from chat_server.core.model import GroupState, Member
from chat_server.core.outcome import Actor, Effect, Outcome, Subscribe, Unsubscribe
from chat_server.core.unit import UnitOfWork
from chat_server.core.views import Draft, OwnView
from protocol import rules
from protocol.commands import CreateGroup, DeleteGroup, UpdateGroup
from protocol.events import Changed, Closed, Joined
from protocol.replies import Ok
from protocol.scalars import GroupId, UserId


def create_group(unit: UnitOfWork, actor: Actor, command: CreateGroup, id: GroupId) -> Draft:
    """Make a group under the fresh UUID `id`; event 1 is its owner's `joined`.

    Name, topic and visibility at the beginning are the group's own, not an event's.
    """
    group = GroupState(
        id=id,
        name=rules.group_name(command.name, unit.limits),
        topic=rules.topic(command.topic or "", unit.limits),
        visibility=command.visibility or "private",
        created=unit.now,
    )
    unit.add_group(group)
    joined = unit.append(group, Joined(seq=1, at=unit.now, by=actor.user, user=actor.user))
    unit.put_member(group, actor.user, Member("owner", joined=1, read=1, read_n=0))
    return Draft(
        OwnView(id, actor.user, id=command.id),
        (Subscribe(actor.user, id), joined, OwnView(id, actor.user, but=actor.connection)),
    )


def update_group(unit: UnitOfWork, actor: Actor, command: UpdateGroup) -> Draft:
    """Change name, topic or visibility; the event names what is different, and only that."""
    group, _ = ranked_membership(unit, command.group, actor.user, "admin")
    name, topic, visibility = command.name, command.topic, command.visibility
    if name is not None:
        name = rules.group_name(name, unit.limits)
    if topic is not None:
        topic = rules.topic(topic, unit.limits)
    reply = OwnView(group.id, actor.user, id=command.id)
    event = Changed(
        seq=group.head + 1,
        at=unit.now,
        by=actor.user,
        name=name if name != group.name else None,
        topic=topic if topic != group.topic else None,
        visibility=visibility if visibility != group.visibility else None,
    )
    if event.name is None and event.topic is None and event.visibility is None:
        return Draft(reply, ())
    published = unit.append(group, event)
    group.name = name if name is not None else group.name
    group.topic = topic if topic is not None else group.topic
    group.visibility = visibility or group.visibility
    pushes = (OwnView(group.id, user, but=actor.connection) for user in group.members)
    return Draft(reply, (published, *pushes))


def delete_group(unit: UnitOfWork, actor: Actor, command: DeleteGroup) -> Outcome:
    """Delete a group for everybody."""
    group, _ = ranked_membership(unit, command.group, actor.user, "owner")
    return Outcome(Ok(id=command.id), close(unit, group, actor.user))


def close(unit: UnitOfWork, group: GroupState, by: UserId) -> tuple[Effect, ...]:
    """End the group's log with `closed`; everybody hears that, then is out of the group."""
    closed = unit.append(group, Closed(seq=group.head + 1, at=unit.now, by=by))
    group.closed = True
    members = list(group.members)
    for user in members:
        unit.drop_member(group, user)
    return (closed, *(Unsubscribe(user, group.id) for user in members))
