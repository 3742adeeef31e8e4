"""Read marks: how far each member has read."""

from __future__ import annotations

from chat_server.core.access import membership
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.unit import UnitOfWork
from chat_server.core.views import Draft, OwnView
from protocol.commands import MarkRead
from protocol.replies import Ok


def mark_read(unit: UnitOfWork, actor: Actor, command: MarkRead) -> Outcome | Draft:
    """Move one's own mark forward, at most to `head`; back it never goes."""
    group, member = membership(unit, command.group, actor.user)
    seq = min(command.seq, group.head)
    if seq <= member.read:
        return Outcome(Ok(id=command.id))
    member.read_n = unit.count_messages(group, seq)
    member.read = seq
    unit.move_mark(group, actor.user, member)
    return Draft(Ok(id=command.id), (OwnView(group.id, actor.user, but=actor.connection),))
