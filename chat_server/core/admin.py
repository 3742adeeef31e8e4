"""What a superuser does: to accounts, to groups and messages of which he need not be a member."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from chat_server.core.access import open_group
from chat_server.core.accounts import set_password, tell_of_profile
from chat_server.core.groups import close
from chat_server.core.messages import take_back
from chat_server.core.model import GroupState, UserRecord
from chat_server.core.outcome import Actor, Effect, EndSessions, Outcome
from chat_server.core.unit import UnitOfWork
from protocol.commands import AdminAct
from protocol.errors import ErrorCode, Refusal
from protocol.replies import AdminDone
from protocol.scalars import UserId

OPERATOR: Final[UserId] = ""
"""The user in an `Actor` that stands for the command line on the server itself."""


def admin_act(
    unit: UnitOfWork, actor: Actor, command: AdminAct, fresh: str, password_hash: str
) -> Outcome:
    """Do what a superuser asks. What is so already is `admin_done` and changes nothing.

    `fresh` is the password that was made for `reset_password` where the command names none, and
    `password_hash` the new one's hash. Nobody takes the superuser's rights, or the account,
    away from himself: somebody has to be left to give them back.
    """
    if actor.user != OPERATOR and not unit.account(actor.user).superuser:
        raise Refusal(ErrorCode.NOT_ALLOWED)
    made = None
    if command.action == "delete_group":
        effects = _delete_group(unit, actor, command)
    elif command.action == "delete_message":
        effects = _delete_message(unit, actor, command)
    elif command.action == "reset_password":
        effects = _reset_password(unit, actor, command, password_hash)
        made = fresh if command.password is None else None
    else:
        effects = _set_standing(unit, actor, command)
    return Outcome(
        AdminDone(id=command.id, action=command.action, target=command.target, password=made),
        effects,
    )


_STANDING: Final[dict[str, Callable[[UserRecord], UserRecord]]] = {
    "activate": lambda record: replace(record, active=True),
    "deactivate": lambda record: replace(record, active=False),
    "make_admin": lambda record: replace(record, superuser=True),
    "remove_admin": lambda record: replace(record, superuser=False),
}


def _set_standing(unit: UnitOfWork, actor: Actor, command: AdminAct) -> tuple[Effect, ...]:
    before = _target(unit, command)
    after = _STANDING[command.action](before)
    if after == before:
        return ()
    if before.id == actor.user:
        raise Refusal(ErrorCode.NOT_ALLOWED, "Another superuser has to do this to you.")
    unit.put_user(after)
    effects = tell_of_profile(unit, before, after)
    if after.active:
        return effects
    unit.revoke_all(after.id)
    return (*effects, EndSessions(after.id))


def _reset_password(
    unit: UnitOfWork, actor: Actor, command: AdminAct, password_hash: str
) -> tuple[Effect, ...]:
    """Set a password and end every session of the account, save the one that asks."""
    record = _target(unit, command)
    spared = actor.token_hash if record.id == actor.user else None
    set_password(unit, record, password_hash, but=spared)
    return (EndSessions(record.id, but_token=spared),)


def _delete_group(unit: UnitOfWork, actor: Actor, command: AdminAct) -> tuple[Effect, ...]:
    group = open_group(unit, command.target)
    return close(unit, group, _author(actor, _owner(group)))


def _delete_message(unit: UnitOfWork, actor: Actor, command: AdminAct) -> tuple[Effect, ...]:
    if command.seq is None:
        raise Refusal(ErrorCode.BAD_REQUEST, "Which message? `seq` is missing.", field="seq")
    group = open_group(unit, command.target)
    message = unit.message(group, command.seq)
    if message is None or message.deleted:
        raise Refusal(ErrorCode.NO_SUCH_MESSAGE)
    return (take_back(unit, group, command.seq, _author(actor, message.by)),)


def _target(unit: UnitOfWork, command: AdminAct) -> UserRecord:
    record = unit.user(command.target)
    if record is None:
        raise Refusal(ErrorCode.NO_SUCH_USER, field="target")
    return record


def _author(actor: Actor, instead: UserId) -> UserId:
    """Return whom the event names: the operator is no user, so whoever could have done it."""
    return actor.user if actor.user != OPERATOR else instead


def _owner(group: GroupState) -> UserId:
    return next(user for user, member in group.members.items() if member.role == "owner")
