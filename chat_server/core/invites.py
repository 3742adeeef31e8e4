"""Invites: make, revoke, spend."""

from __future__ import annotations

from dataclasses import replace

from chat_server.core.access import ranked_membership
from chat_server.core.model import GroupState, InviteRecord
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.tokens import hash_token
from chat_server.core.unit import UnitOfWork
from protocol.commands import CreateInvite, RevokeInvite
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Invite, Ok


def create_invite(unit: UnitOfWork, actor: Actor, command: CreateInvite, token: str) -> Outcome:
    """Make an invite with the fresh `token`, of which only the hash is kept.

    One whose `expires` has passed already is made, and worthless.
    """
    group, _ = ranked_membership(unit, command.group, actor.user, "admin")
    unit.put_invite(
        InviteRecord(
            token_hash=hash_token(token),
            group=group.id,
            by=actor.user,
            created=unit.now,
            expires=command.expires,
            uses=command.uses,
        )
    )
    return Outcome(
        Invite(
            id=command.id,
            group=group.id,
            token=token,
            expires=command.expires,
            uses=command.uses,
        )
    )


def revoke_invite(unit: UnitOfWork, actor: Actor, command: RevokeInvite) -> Outcome:
    """Make an invite worthless. One that is not this group's, or none at all, changes nothing."""
    group, _ = ranked_membership(unit, command.group, actor.user, "admin")
    invite = unit.invite(hash_token(command.token))
    if invite is not None and invite.group == group.id and invite.uses != 0:
        unit.put_invite(replace(invite, uses=0))
    return Outcome(Ok(id=command.id))


def spend(unit: UnitOfWork, group: GroupState, token: str) -> None:
    """Use an invite up by one; refuse a bad, spent or expired one with `no_such_group`.

    Of a private group the refusal says no more than that of an absent one.
    """
    invite = unit.invite(hash_token(token))
    if (
        invite is None
        or invite.group != group.id
        or invite.uses == 0
        or (invite.expires is not None and invite.expires <= unit.now)
    ):
        private = group.visibility == "private"
        words = None if private else "This invite is not valid any more."
        raise Refusal(ErrorCode.NO_SUCH_GROUP, words)
    if invite.uses is not None:
        unit.put_invite(replace(invite, uses=invite.uses - 1))
