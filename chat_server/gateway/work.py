"""What sessions ask for, carried out: jobs for the journal, reads beside it, passwords."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, Protocol, TypeVar, cast

import msgspec
import structlog
from twisted.internet.defer import Deferred

from chat_server.core.jobs import MUTATIONS, Job, LoggedIn, Mutation, NoteSeen, Perform, Result
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.ports import Reader
from chat_server.gateway.connection import Connection
from chat_server.gateway.delivery import Delivery
from chat_server.gateway.reads import read
from chat_server.gateway.session import Begin, Kind
from protocol.commands import (
    AdminAct,
    AdminGroups,
    AdminMessages,
    AdminUsers,
    CatchUp,
    Command,
    CreateGroup,
    CreateInvite,
    History,
    ListMembers,
    LogOut,
    Send,
)
from protocol.errors import ErrorCode, Refusal
from protocol.replies import AdminUserPage, Members
from protocol.scalars import UserId

TOKEN_BYTES: Final = 32

T = TypeVar("T")
log = structlog.get_logger("work")


class Backstage(Protocol):
    """The journal and the reader's threads.

    `submit` raises `Refusal` when too much waits or nothing can be written; awaiting `reading`
    raises what the work raises, and `busy` likewise.
    """

    @property
    def submit(self) -> Callable[[Job, Callable[[Result], None], int], None]: ...

    def reading(self, work: Callable[[Reader], T]) -> Awaitable[T]: ...


class Gatekeeper(Protocol):
    """The commands that take a password or a token."""

    async def admit(self, peer: Connection, command: Command) -> tuple[str, LoggedIn]:
        """Return the token and the snapshot of who logged in."""

    async def act(self, peer: Connection, actor: Actor, command: Command) -> msgspec.Struct:
        """Carry out a command that runs alone."""


class Workshop:
    """Begins commands and hands their results back to the connection that asked.

    Writes go straight to the journal. A read about a group that the reader left meanwhile is
    done once more, so that nothing of the group follows its `group_gone`.
    """

    def __init__(self, backstage: Backstage, gatekeeper: Gatekeeper, delivery: Delivery) -> None:
        self._backstage = backstage
        self._submit = backstage.submit
        self._gatekeeper = gatekeeper
        self._delivery = delivery

    def begin(self, connection: Connection, begin: Begin) -> None:
        """Carry out what a session decided to begin."""
        actor = connection.session.actor
        command = begin.command
        if begin.kind is Kind.LOG_IN:
            self._follow(connection, command, self._log_in(connection, command))
        elif actor is None:
            connection.answered(command, Refusal(ErrorCode.NOT_LOGGED_IN))
        elif begin.kind is Kind.WRITE:
            self._write(connection, actor, begin)
        elif begin.kind is Kind.READ:
            self._follow(connection, command, self._read(connection, actor, command))
        else:
            self._follow(connection, command, self._act(connection, actor, command))

    def send(self, connection: Connection, command: Send, size: int) -> None:
        """Carry out a send of who is logged in."""
        actor = connection.session.actor
        if actor is None:
            connection.answered(command, Refusal(ErrorCode.NOT_LOGGED_IN))
            return
        try:
            self._submit(Perform(actor, command), partial(connection.sent, command), size)
        except Refusal as refusal:
            connection.answered(command, refusal)

    def done(self, connection: Connection, command: Command, result: Result) -> None:
        """Answer with what the journal made of a command."""
        if isinstance(result, Outcome) and result.reply is not None:
            connection.answered(command, result.reply)
        else:
            connection.answered(command, as_refusal(result, command))

    def seen(self, user: UserId, at: int) -> None:
        """Note when the user was last here; where the journal takes nothing, not at all."""
        try:
            self._submit(NoteSeen(user, at), _ignore, 0)
        except Refusal:
            log.info("last_seen_skipped", user=user)

    def forsake(self, actor: Actor) -> None:
        """End a session whose token reached nobody; where the journal is full, it stays."""
        try:
            self._submit(Perform(actor, LogOut(id=1)), _ignore, 0)
        except Refusal:
            log.info("session_left_behind", user=actor.user)

    def _write(self, connection: Connection, actor: Actor, begin: Begin) -> None:
        command = begin.command
        job = Perform(actor, as_mutation(command), refusal=begin.refusal)
        if isinstance(command, CreateGroup):
            job.fresh = str(uuid.uuid4())
        elif isinstance(command, CreateInvite):
            job.fresh = secrets.token_urlsafe(TOKEN_BYTES)
        try:
            self._submit(job, partial(self.done, connection, command), begin.size)
        except Refusal as refusal:
            connection.answered(command, refusal)

    async def _log_in(self, connection: Connection, command: Command) -> None:
        token, logged_in = await self._gatekeeper.admit(connection, command)
        connection.entered(command, token, logged_in)

    async def _act(self, connection: Connection, actor: Actor, command: Command) -> None:
        reply = await self._gatekeeper.act(connection, actor, command)
        if isinstance(command, AdminAct):
            target = {"target": command.target, "seq": command.seq}
            log.info("admin", by=actor.user, command=command.action, **target)
        connection.answered(command, reply)

    async def _read(self, connection: Connection, actor: Actor, command: Command) -> None:
        user = actor.user
        group = command.group if isinstance(command, History | CatchUp | ListMembers) else None
        member = group is not None and self._delivery.is_in(user, group)
        reply = await self._backstage.reading(lambda reader: read(reader, user, command))
        if member and group is not None and not self._delivery.is_in(user, group):
            reply = await self._backstage.reading(lambda reader: read(reader, user, command))
        if isinstance(command, AdminUsers | AdminGroups | AdminMessages):
            log.info("admin", by=user, command=type(command).__struct_config__.tag)
        connection.answered(command, self._with_presence(reply))

    def _with_presence(self, reply: msgspec.Struct) -> msgspec.Struct:
        """Fill in who is connected, which the database does not know."""
        if isinstance(reply, Members):
            members = [
                msgspec.structs.replace(member, online=self._delivery.is_online(member.user.id))
                for member in reply.members
            ]
            return msgspec.structs.replace(reply, members=members)
        if isinstance(reply, AdminUserPage):
            users = [
                msgspec.structs.replace(user, online=self._delivery.is_online(user.id))
                for user in reply.users
            ]
            return msgspec.structs.replace(reply, users=users)
        return reply

    def _follow(self, connection: Connection, command: Command, steps: Awaitable[None]) -> None:
        """Run the steps; what they raise answers the command."""

        async def run() -> None:
            try:
                await steps
            except Exception as error:
                connection.answered(command, as_refusal(error, command))

        Deferred.fromCoroutine(run())


def as_mutation(command: Command) -> Mutation:
    """Narrow a command that the session's table calls a write."""
    if type(command) in MUTATIONS:
        return cast(Mutation, command)
    raise TypeError(f"{type(command).__name__} does not write")


def as_refusal(result: object, command: Command) -> Refusal:
    """Return what a client hears of a failure; one that is our own fault is logged."""
    if isinstance(result, Refusal):
        return result
    error = result if isinstance(result, BaseException) else TypeError(f"no reply: {result!r}")
    log.error("internal", command=type(command).__name__, exc_info=error)
    return Refusal(ErrorCode.INTERNAL)


def _ignore(result: Result) -> None:
    if isinstance(result, Exception) and not isinstance(result, Refusal):
        log.error("internal", command="NoteSeen", exc_info=result)
