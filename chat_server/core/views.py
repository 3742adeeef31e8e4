"""Views of groups that a batch owes, drawn up once all of it is written."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from chat_server.core.outcome import ConnectionId, Effect, Outcome, Tell
from chat_server.core.unit import UnitOfWork
from protocol.replies import GroupView
from protocol.scalars import CommandId, GroupId, UserId
from protocol.views import Group


@dataclass(frozen=True, slots=True)
class OwnView:
    """The reader's own view of a group as it is after the batch: a reply or a push to be.

    As a reply it answers the command `id`; as a push it spares the connection `but`.
    """

    group: GroupId
    reader: UserId
    id: CommandId | None = None
    but: ConnectionId = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """An outcome in which views still have to be drawn up."""

    reply: msgspec.Struct | OwnView
    effects: tuple[Effect | OwnView, ...]


class Views:
    """Draws up what drafts ask for, with one read per group however many are told.

    The views show the group after the whole batch. Who has left by then is told nothing: their
    last frame about the group is `group_gone`.
    """

    def __init__(self, unit: UnitOfWork) -> None:
        self._unit = unit
        self._drawn: dict[GroupId, Group] = {}

    def settle(self, draft: Draft) -> Outcome:
        """Return the outcome that the draft stands for; everything must be flushed by now."""
        reply = draft.reply
        if isinstance(reply, OwnView):
            reply = GroupView(group=self._draw(reply.group, reply.reader), id=reply.id)
        effects: list[Effect] = []
        for effect in draft.effects:
            if not isinstance(effect, OwnView):
                effects.append(effect)
            elif self._is_member(effect):
                view = self._draw(effect.group, effect.reader)
                effects.append(Tell(effect.reader, GroupView(group=view), effect.but))
        return Outcome(reply, tuple(effects))

    def _is_member(self, wanted: OwnView) -> bool:
        group = self._unit.group(wanted.group)
        return group is not None and wanted.reader in group.members

    def _draw(self, id: GroupId, reader: UserId) -> Group:
        group = self._unit.group(id)
        if group is None:
            raise LookupError(f"group {id} was not stored")
        member = group.members.get(reader)
        drawn = self._drawn.get(id)
        if member is None or drawn is None or (drawn.last and drawn.last.reactions):
            view = self._unit.store.group_view(group, reader)
            if member is not None:
                self._drawn[id] = view
            return view
        return msgspec.structs.replace(
            drawn, role=member.role, read=member.read, read_n=member.read_n
        )
