"""The operator's commands: the same use cases as over the wire, without a session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

import msgspec
import structlog

from chat_server.core.accounts import check_sign_up
from chat_server.core.admin import OPERATOR
from chat_server.core.jobs import CreateAccount, Job, Perform, Result
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.ports import Reader
from chat_server.gateway.gatekeeper import new_password
from chat_server.gateway.reads import read
from protocol.commands import (
    AdminAct,
    AdminGroups,
    AdminMessages,
    AdminUsers,
    ClientMessage,
    Command,
    GetProfile,
    SignUp,
)
from protocol.errors import ErrorCode, Refusal
from protocol.replies import AdminUserPage
from protocol.scalars import UserId
from protocol.views import Limits

ON_USERS: Final = ("deactivate", "activate", "reset_password", "make_admin", "remove_admin")
log = structlog.get_logger("administration")


class Hasher(Protocol):
    """Slow hashing of passwords."""

    def hash(self, password: str) -> str: ...


class Administration:
    """Carries out commands of the operator, who may do everything a superuser may.

    Called from any thread but the reactor's. `perform` submits a job and waits for its result.
    A user may be named by id or username; `sign_up` makes a superuser.
    """

    def __init__(
        self,
        reader: Reader,
        hasher: Callable[[], Hasher],
        perform: Callable[[Job], Result],
        is_online: Callable[[UserId], bool],
        limits: Limits,
    ) -> None:
        self._reader = reader
        self._hasher = hasher
        self._perform = perform
        self._is_online = is_online
        self._limits = limits

    def carry_out(self, command: ClientMessage) -> msgspec.Struct:
        """Return the reply; raises `Refusal`, also for commands that are not the operator's."""
        match command:
            case SignUp():
                password = check_sign_up(command, self._limits)
                hashed = self._hasher().hash(password)
                reply = self._submit(CreateAccount(command, hashed, superuser=True))
            case AdminAct():
                reply = self._act(command)
            case AdminUsers() | AdminGroups() | AdminMessages() | GetProfile():
                return self._read(command)
            case _:
                raise Refusal(ErrorCode.NOT_ALLOWED)
        log.info("operator", command=type(command).__name__, **_subject(command))
        return reply

    def _act(self, command: AdminAct) -> msgspec.Struct:
        if command.action in ON_USERS:
            command = msgspec.structs.replace(command, target=self._user_id(command.target))
        job = Perform(Actor(OPERATOR, "", 0), command)
        if command.action == "reset_password":
            job.fresh, password = new_password(command.password)
            job.password_hash = self._hasher().hash(password)
        return self._submit(job)

    def _read(self, command: Command) -> msgspec.Struct:
        reply = read(self._reader, OPERATOR, command)
        if isinstance(reply, AdminUserPage):
            users = [
                msgspec.structs.replace(user, online=self._is_online(user.id))
                for user in reply.users
            ]
            return msgspec.structs.replace(reply, users=users)
        return reply

    def _user_id(self, name: str) -> UserId:
        """Return the id of the user that a username, `@` and a username, or an id names.

        A name that is one user's and another's id is refused: people choose their names, and
        nobody may turn the operator's command on somebody else.
        """
        if name.startswith("@"):
            return self._reader.profile(OPERATOR, None, name[1:]).id
        by_id = bool(self._reader.users([name]))
        try:
            by_name = self._reader.profile(OPERATOR, None, name).id
        except Refusal:
            if by_id:
                return name
            raise
        if by_id and by_name != name:
            raise Refusal(
                ErrorCode.NO_SUCH_USER,
                f"{name} is the name of one user and the id of another: write @ and a username.",
            )
        return by_name

    def _submit(self, job: Job) -> msgspec.Struct:
        result = self._perform(job)
        if isinstance(result, Outcome) and result.reply is not None:
            return result.reply
        raise result if isinstance(result, Exception) else TypeError(f"no reply: {result!r}")


def _subject(command: SignUp | AdminAct) -> dict[str, object]:
    if isinstance(command, SignUp):
        return {"username": command.username}
    return {"action": command.action, "target": command.target, "seq": command.seq}
