"""Accounts: make one, change one's profile, change one's password."""

from __future__ import annotations

from dataclasses import replace

from chat_server.core.model import UserRecord
from chat_server.core.outcome import Actor, Effect, EndSessions, Outcome, ProfileChanged, Tell
from chat_server.core.profiles import own_profile, public_profile
from chat_server.core.unit import UnitOfWork
from protocol import rules
from protocol.commands import ChangePassword, SignUp, UpdateProfile
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Ok, Profile, UserChanged
from protocol.scalars import UserId
from protocol.views import Limits


def check_sign_up(command: SignUp, limits: Limits) -> str:
    """Refuse what is wrong whoever else exists; return the password in the form to be hashed.

    For the session layer, before it spends time on hashing: `add_account` checks again.
    """
    _fields(command, limits)
    return rules.password(command.password)


def add_account(
    unit: UnitOfWork, command: SignUp, password_hash: str, superuser: bool = False
) -> UserRecord:
    """Make an account, or refuse it with `username_taken` or `email_taken`."""
    fields = _fields(command, unit.limits)
    folded = rules.fold(fields["username"])
    if unit.user_by_name(folded) is not None:
        raise Refusal(ErrorCode.USERNAME_TAKEN, field="username")
    folded_email = _free_email(unit, fields["email"])
    record = UserRecord(
        id=unit.new_user_id(),
        username=fields["username"],
        folded=folded,
        password=password_hash,
        created=unit.now,
        display_name=fields["display_name"],
        email=fields["email"],
        folded_email=folded_email,
        country=fields["country"],
        superuser=superuser,
    )
    unit.put_user(record)
    return record


def create_account(
    unit: UnitOfWork, command: SignUp, password_hash: str, superuser: bool
) -> Outcome:
    """Make an account from the command line, where nobody logs in to it."""
    record = add_account(unit, command, password_hash, superuser)
    return Outcome(Profile(id=command.id, user=own_profile(record)))


def note_seen(unit: UnitOfWork, user: UserId, at: int) -> Outcome:
    """Remember when the user was last connected."""
    record = unit.user(user)
    if record is not None and (record.last_seen is None or record.last_seen < at):
        unit.put_user(replace(record, last_seen=at))
    return Outcome(None)


def update_profile(unit: UnitOfWork, actor: Actor, command: UpdateProfile) -> Outcome:
    """Change one's own profile; what others may see of it is told to who shares a group."""
    before = unit.account(actor.user)
    after = before
    limits = unit.limits
    if command.display_name is not None:
        after = replace(after, display_name=rules.display_name(command.display_name, limits))
    if command.country is not None:
        after = replace(after, country=rules.country(command.country, limits))
    if command.about is not None:
        after = replace(after, about=rules.about(command.about, limits))
    if command.email is not None:
        email = rules.email(command.email)
        after = replace(after, email=email, folded_email=_free_email(unit, email, actor.user))
    reply = Profile(id=command.id, user=own_profile(after))
    if after == before:
        return Outcome(reply)
    unit.put_user(after)
    return Outcome(reply, tell_of_profile(unit, before, after, but=actor.connection))


def change_password(
    unit: UnitOfWork, actor: Actor, command: ChangePassword, verified_hash: str, password_hash: str
) -> Outcome:
    """Set the new password's hash and end every other session.

    Refuses with `bad_credentials` when the password changed since `old` was checked.
    """
    record = unit.account(actor.user)
    if record.password != verified_hash:
        raise Refusal(ErrorCode.BAD_CREDENTIALS, "The old password is wrong.", field="old")
    set_password(unit, record, password_hash, but=actor.token_hash)
    return Outcome(Ok(id=command.id), (EndSessions(actor.user, but_token=actor.token_hash),))


def set_password(
    unit: UnitOfWork, record: UserRecord, password_hash: str, but: str | None = None
) -> None:
    """Replace the password and revoke every session, save the one whose token hash is `but`."""
    if not password_hash:
        raise ValueError("no hash of the new password came with the job")
    unit.put_user(replace(record, password=password_hash))
    unit.revoke_all(record.id, but)


def tell_of_profile(
    unit: UnitOfWork, before: UserRecord, after: UserRecord, but: int = 0
) -> tuple[Effect, ...]:
    """Tell the user's own connections of their profile, and others where they see a difference."""
    effects: list[Effect] = [Tell(after.id, UserChanged(user=own_profile(after)), but)]
    public = public_profile(after)
    if public != public_profile(before):
        groups = tuple(unit.groups_of(after.id))
        if groups:
            effects.append(ProfileChanged(public, groups))
    return tuple(effects)


def _fields(command: SignUp, limits: Limits) -> dict[str, str]:
    return {
        "username": rules.username(command.username),
        "email": rules.email(command.email or ""),
        "display_name": rules.display_name(command.display_name or "", limits),
        "country": rules.country(command.country or "", limits),
    }


def _free_email(unit: UnitOfWork, email: str, owner: UserId | None = None) -> str:
    """Return the form in which the address is unique; refuse it when another account has it."""
    folded = rules.fold_email(email)
    if folded:
        holder = unit.user_by_email(folded)
        if holder is not None and holder.id != owner:
            raise Refusal(ErrorCode.EMAIL_TAKEN, field="email")
    return folded
