"""Sessions: open one by signing up or logging in, resume one, end one."""

from __future__ import annotations

from dataclasses import replace

from chat_server.core.accounts import add_account
from chat_server.core.jobs import LoggedIn, OpenSession, Register, Resume
from chat_server.core.model import SessionRecord, TokenHash, UserRecord
from chat_server.core.outcome import Actor, ConnectionId, EndSessions, Outcome
from chat_server.core.unit import UnitOfWork
from protocol import rules
from protocol.commands import LogOut
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Ok


def register(unit: UnitOfWork, job: Register) -> Actor:
    """Make an account and open its first session."""
    record = add_account(unit, job.command, job.password_hash)
    return _open(unit, record, job.token_hash, "", job.connection)


def open_session(unit: UnitOfWork, job: OpenSession) -> Actor:
    """Open a session for an account whose password was found right.

    Hashing takes long and happens elsewhere: `bad_credentials` if the account has been
    deactivated or got another password since.
    """
    record = unit.user(job.user)
    if record is None or not record.active or record.password != job.verified_hash:
        raise Refusal(ErrorCode.BAD_CREDENTIALS)
    device = rules.device(job.device, unit.limits)
    return _open(unit, record, job.token_hash, device, job.connection)


def resume(unit: UnitOfWork, job: Resume) -> Actor:
    """Put one more connection on a session, or refuse with `bad_credentials`."""
    session = unit.session(job.token_hash)
    record = unit.user(session.user) if session is not None else None
    if record is None or not record.active:
        raise Refusal(ErrorCode.BAD_CREDENTIALS, "This session has ended; log in again.")
    return Actor(record.id, job.token_hash, job.connection)


def log_out(unit: UnitOfWork, actor: Actor, command: LogOut) -> Outcome:
    """End the session; its other connections are closed, this one goes on without it."""
    unit.revoke(actor.token_hash)
    return Outcome(
        Ok(id=command.id),
        (EndSessions(actor.user, token_hash=actor.token_hash, but=actor.connection),),
    )


def check(unit: UnitOfWork, actor: Actor) -> None:
    """Refuse with `not_logged_in` who was deactivated or logged out before this command's turn."""
    if not unit.may_act(actor):
        raise Refusal(ErrorCode.NOT_LOGGED_IN)


def welcome(unit: UnitOfWork, actor: Actor) -> LoggedIn:
    """Return the snapshot for who logged in; to be called when all of the batch is written.

    Refuses with `bad_credentials` if a later job of the batch ended the session.
    """
    record = unit.user(actor.user)
    if record is None or not record.active or actor.token_hash in unit.revoked:
        raise Refusal(ErrorCode.BAD_CREDENTIALS)
    return LoggedIn(actor, unit.store.snapshot(actor.user))


def _open(
    unit: UnitOfWork, record: UserRecord, token: TokenHash, device: str, connection: ConnectionId
) -> Actor:
    unit.put_user(replace(record, last_seen=unit.now))
    unit.add_session(SessionRecord(token, record.id, device, created=unit.now))
    return Actor(record.id, token, connection)
