"""A batch of jobs, applied in order inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from chat_server.core import accounts, groups, invites, marks, membership, messages, sessions
from chat_server.core.admin import OPERATOR, admin_act
from chat_server.core.cache import GroupCache
from chat_server.core.jobs import (
    CreateAccount,
    Job,
    NoteSeen,
    OpenSession,
    Perform,
    Register,
    Result,
    Resume,
)
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.ports import KeyTaken, Store
from chat_server.core.trouble import StorageTrouble
from chat_server.core.unit import UnitOfWork
from chat_server.core.views import Draft, Views
from protocol import commands
from protocol.commands import Send
from protocol.errors import ErrorCode, Refusal
from protocol.views import DEFAULT_LIMITS, Limits

Decision = Outcome | Draft | Actor | Refusal
"""What became of a job: an outcome, ready or to be completed, that somebody is in, or no."""

STORAGE_TROUBLE: Final = frozenset({ErrorCode.BUSY, ErrorCode.STORAGE_FULL})
"""Codes that only the store refuses with: they concern the batch, not one of its jobs."""

LOG_INS: Final = (Register, OpenSession, Resume)
"""Jobs whose result is a snapshot."""

_RULES: Final[dict[type, Callable[[UnitOfWork, Actor, Any], Outcome | Draft]]] = {
    commands.Edit: messages.edit,
    commands.Delete: messages.delete,
    commands.React: messages.react,
    commands.Unreact: messages.unreact,
    commands.MarkRead: marks.mark_read,
    commands.JoinGroup: membership.join_group,
    commands.LeaveGroup: membership.leave_group,
    commands.AddMember: membership.add_member,
    commands.RemoveMember: membership.remove_member,
    commands.SetRole: membership.set_role,
    commands.UpdateGroup: groups.update_group,
    commands.DeleteGroup: groups.delete_group,
    commands.RevokeInvite: invites.revoke_invite,
    commands.UpdateProfile: accounts.update_profile,
    commands.LogOut: sessions.log_out,
}
"""The use case of every command that needs nothing but itself."""


def apply_batch(
    store: Store,
    cache: GroupCache,
    jobs: Sequence[Job],
    now: int,
    limits: Limits = DEFAULT_LIMITS,
) -> list[Result]:
    """Apply the jobs in order, commit, and return one result for each.

    `now` is the time of the whole batch, in milliseconds. A refused job costs the others nothing.
    An unexpected exception rolls everything back; then each job is tried in a transaction of its
    own, those that log in last, and only the culprit gets the exception as its result.

    That keys of messages are new is not asked but found out by writing them. After one that was
    not (somebody sent again, because no answer had come) they are asked for during a while.

    Trouble of the storage refuses every job of the batch (nothing is on disk, memory is as it
    was), save that it keeps nobody from resuming a session, which writes nothing. Where nobody
    knows whether the batch is on disk, memory is read anew.
    """
    try:
        try:
            return _apply(store, cache, jobs, now, limits)
        except KeyTaken:
            cache.doubt_keys()
            return _apply(store, cache, jobs, now, limits)
    except Refusal as trouble:
        if isinstance(trouble, StorageTrouble) and trouble.unknown:
            cache.clear()
        return _only_reading(store, cache, jobs, now, limits, trouble)
    except Exception as error:
        if len(jobs) == 1:
            return [error]
    return _one_by_one(store, cache, jobs, now, limits)


def _apply(
    store: Store, cache: GroupCache, jobs: Sequence[Job], now: int, limits: Limits
) -> list[Result]:
    unit = UnitOfWork(store, cache, now, limits)
    try:
        writes = any(not isinstance(job, Resume) for job in jobs)
        with store.transaction() if writes else store.reading():
            _prefetch(unit, jobs)
            decisions: list[Decision] = []
            decide = decisions.append
            for job in jobs:
                try:
                    if type(job) is Perform and type(job.command) is Send:
                        decide(_decide_send(unit, job, job.command))
                    else:
                        decide(_decide(unit, job))
                except Refusal as refusal:
                    decide(_own(refusal))
            unit.flush()
            views = Views(unit)
            results = [
                decision if type(decision) is Outcome else _complete(unit, views, decision)
                for decision in decisions
            ]
    except BaseException:
        unit.discard()
        raise
    unit.commit_to_memory()
    return results


def _one_by_one(
    store: Store, cache: GroupCache, jobs: Sequence[Job], now: int, limits: Limits
) -> list[Result]:
    """Apply each job in a transaction of its own; log-ins last, since a snapshot has to show
    whatever the connections that are there already hear of this batch. Trouble of the storage
    refuses what comes after it too, so that nothing overtakes what was sent before.
    """
    results: dict[int, Result] = {}
    trouble: StorageTrouble | None = None
    for index in sorted(range(len(jobs)), key=lambda index: isinstance(jobs[index], LOG_INS)):
        result = trouble or apply_batch(store, cache, [jobs[index]], now, limits)[0]
        if isinstance(result, StorageTrouble):
            trouble = result
        results[index] = result
    return [results[index] for index in range(len(jobs))]


def _only_reading(
    store: Store,
    cache: GroupCache,
    jobs: Sequence[Job],
    now: int,
    limits: Limits,
    trouble: Refusal,
) -> list[Result]:
    """Refuse all jobs but those that write nothing."""
    reading = [job for job in jobs if isinstance(job, Resume)]
    if len(reading) in (0, len(jobs)):
        return [trouble] * len(jobs)
    results = iter(apply_batch(store, cache, reading, now, limits))
    return [next(results) if isinstance(job, Resume) else trouble for job in jobs]


def _prefetch(unit: UnitOfWork, jobs: Sequence[Job]) -> None:
    """Read in bulk whatever the jobs name."""
    named_groups: set[str] = set()
    named_users: set[str] = set()
    senders: set[str] = set()
    keys = []
    for job in jobs:
        if type(job) is Perform:
            command = job.command
            user = job.actor.user
            if type(command) is Send:
                named_groups.add(command.group)
                senders.add(user)
                keys.append((command.group, user, command.key))
            else:
                named_users.add(user)
                group = getattr(command, "group", None)
                if group is not None:
                    named_groups.add(group)
        elif isinstance(job, OpenSession | NoteSeen):
            named_users.add(job.user)
    named_users.discard(OPERATOR)
    unit.prefetch(named_groups, named_users, senders, keys)


def _decide_send(unit: UnitOfWork, job: Perform, command: Send) -> Outcome | Refusal:
    """What `_decide` would do, the short way, since nearly all that comes is this."""
    actor = job.actor
    if actor.user == OPERATOR:
        raise TypeError("a message needs a user")
    if not unit.may_act(actor):
        raise Refusal(ErrorCode.NOT_LOGGED_IN)
    refusal = job.refusal
    key = (command.group, actor.user, command.key)
    if refusal is not None and unit.find_key(key) is None:
        return refusal
    return messages.send(unit, actor, command)


def _decide(unit: UnitOfWork, job: Job) -> Decision:
    """Find the job's use case and let it decide."""
    match job:
        case Perform():
            return _perform(unit, job)
        case Register():
            return sessions.register(unit, job)
        case OpenSession():
            return sessions.open_session(unit, job)
        case Resume():
            return sessions.resume(unit, job)
        case CreateAccount():
            return accounts.create_account(unit, job.command, job.password_hash, job.superuser)
        case NoteSeen():
            return accounts.note_seen(unit, job.user, job.at)


def _perform(unit: UnitOfWork, job: Perform) -> Decision:
    actor = job.actor
    command = job.command
    if actor.user == OPERATOR:
        if not isinstance(command, commands.AdminAct):
            raise TypeError(f"{type(command).__name__} needs a user")
        return admin_act(unit, actor, command, job.fresh, job.password_hash)
    sessions.check(unit, actor)
    rule = _RULES.get(type(command))
    if rule is not None:
        return rule(unit, actor, command)
    match command:
        case commands.AdminAct():
            return admin_act(unit, actor, command, job.fresh, job.password_hash)
        case commands.CreateGroup():
            return groups.create_group(unit, actor, command, job.fresh)
        case commands.CreateInvite():
            return invites.create_invite(unit, actor, command, job.fresh)
        case commands.ChangePassword():
            return accounts.change_password(
                unit, actor, command, job.verified_hash, job.password_hash
            )
    raise TypeError(f"{type(command).__name__} is not for the journal")


def _complete(unit: UnitOfWork, views: Views, decision: Decision) -> Result:
    """Draw up what could be known only when the whole batch was written."""
    if isinstance(decision, Draft):
        return views.settle(decision)
    if isinstance(decision, Actor):
        try:
            return sessions.welcome(unit, decision)
        except Refusal as refusal:
            return _own(refusal)
    return decision


def _own(refusal: Refusal) -> Refusal:
    """Return a refusal of one job; raise one that concerns the whole batch."""
    if refusal.code in STORAGE_TROUBLE:
        raise refusal
    return refusal
