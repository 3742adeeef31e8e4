"""Signing up, logging in, resuming, changing passwords: what hashing and tokens come before."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, TypeVar

import msgspec
import structlog
from twisted.internet.defer import Deferred

from chat_server.core.accounts import check_sign_up
from chat_server.core.jobs import Job, LoggedIn, OpenSession, Perform, Register, Result, Resume
from chat_server.core.model import UserRecord
from chat_server.core.outcome import Actor, Outcome
from chat_server.core.ports import Reader
from chat_server.core.tokens import hash_token
from chat_server.gateway.rates import Rates, too_soon
from protocol import rules
from protocol.commands import AdminAct, Authenticate, ChangePassword, Command, LogIn, LogOut, SignUp
from protocol.errors import ErrorCode, Refusal
from protocol.scalars import UserId
from protocol.views import Limits

TOKEN_BYTES: Final = 32
PASSWORD_BYTES: Final = 12
log = structlog.get_logger("gatekeeper")

T = TypeVar("T")


class Hasher(Protocol):
    """Slow hashing of passwords."""

    def hash(self, password: str) -> str: ...

    def check(self, password: str, stored: str | None) -> bool: ...


class Backstage(Protocol):
    """The journal and the pools of threads; `busy` where too much waits."""

    def submit(self, job: Job, done: Callable[[Result], None], size: int) -> None: ...

    def reading(self, work: Callable[[Reader], T]) -> Awaitable[T]: ...

    def hashing(self, work: Callable[[Hasher], T]) -> Awaitable[T]: ...


class Peer(Protocol):
    """Who is at the door."""

    @property
    def id(self) -> int: ...

    @property
    def address(self) -> str: ...


class Gatekeeper:
    """Everything slow and random that comes before a job. All methods raise `Refusal`.

    An unknown user takes as long as a wrong password and gets the same answer.
    """

    def __init__(
        self, backstage: Backstage, rates: Rates, limits: Limits, now: Callable[[], float]
    ) -> None:
        self._backstage = backstage
        self._rates = rates
        self._limits = limits
        self._now = now

    async def admit(self, peer: Peer, command: Command) -> tuple[str, LoggedIn]:
        """Carry out a log-in command; return the token and what `welcome` shows."""
        try:
            return await self._admit(peer, command)
        except Refusal as refusal:
            log.info(
                "log_in_refused", by=_tag(command), address=peer.address, code=str(refusal.code)
            )
            raise

    async def _admit(self, peer: Peer, command: Command) -> tuple[str, LoggedIn]:
        match command:
            case SignUp():
                token, job = await self._sign_up(peer, command)
            case LogIn():
                token, job = await self._log_in(peer, command)
            case Authenticate():
                token = command.token
                job = Resume(hash_token(token), peer.id)
            case _:
                raise TypeError(f"{type(command).__name__} does not log in")
        result = await self._submit(job)
        if not isinstance(result, LoggedIn):
            raise _as_error(result)
        log.info("logged_in", by=_tag(command), user=result.actor.user, connection=peer.id)
        return token, result

    async def act(self, peer: Peer, actor: Actor, command: Command) -> msgspec.Struct:
        """Carry out one of the commands that run alone; return its reply."""
        match command:
            case LogOut():
                job = Perform(actor, command)
            case ChangePassword():
                job = await self._change_password(peer, actor, command)
            case AdminAct():
                job = await self._admin_act(actor, command)
            case _:
                raise TypeError(f"{type(command).__name__} does not run alone")
        result = await self._submit(job)
        if isinstance(result, Outcome) and result.reply is not None:
            return result.reply
        raise _as_error(result)

    async def _sign_up(self, peer: Peer, command: SignUp) -> tuple[str, Job]:
        password = check_sign_up(command, self._limits)
        hashed = await self._backstage.hashing(lambda hasher: hasher.hash(password))
        token = new_token()
        return token, Register(command, hashed, hash_token(token), peer.id)

    async def _log_in(self, peer: Peer, command: LogIn) -> tuple[str, Job]:
        record = await self._backstage.reading(lambda reader: reader.account(command.login))
        account = record.id if record is not None else rules.fold(command.login[:254])
        if not await self._is_right(peer, account, command.password, record) or record is None:
            raise Refusal(ErrorCode.BAD_CREDENTIALS)
        token = new_token()
        device = command.device or ""
        return token, OpenSession(record.id, record.password, device, hash_token(token), peer.id)

    async def _change_password(self, peer: Peer, actor: Actor, command: ChangePassword) -> Perform:
        password = rules.password(command.new, field="new")
        record = await self._backstage.reading(lambda reader: _own_account(reader, actor.user))
        if not await self._is_right(peer, actor.user, command.old, record):
            raise Refusal(ErrorCode.BAD_CREDENTIALS, "The old password is wrong.", field="old")
        hashed = await self._backstage.hashing(lambda hasher: hasher.hash(password))
        return Perform(actor, command, password_hash=hashed, verified_hash=record.password)

    async def _admin_act(self, actor: Actor, command: AdminAct) -> Perform:
        if command.action != "reset_password":
            return Perform(actor, command)
        own = await self._backstage.reading(lambda reader: _own_account(reader, actor.user))
        if not own.superuser:
            raise Refusal(ErrorCode.NOT_ALLOWED)
        fresh, password = new_password(command.password)
        hashed = await self._backstage.hashing(lambda hasher: hasher.hash(password))
        return Perform(actor, command, fresh=fresh, password_hash=hashed)

    async def _is_right(
        self, peer: Peer, account: str, password: str, record: UserRecord | None
    ) -> bool:
        """Check a password, unless too many wrong ones were tried or nobody can have it."""
        if len(password) > rules.PASSWORD_CHARS[1]:
            return False
        wait = self._rates.guess(account, peer.address, self._now())
        if wait:
            raise too_soon(wait)
        stored = record.password if record is not None else None
        try:
            right = await self._backstage.hashing(lambda hasher: hasher.check(password, stored))
        except Refusal:
            self._rates.not_guessed(account, peer.address, self._now())
            raise
        if right:
            self._rates.guessed_right(account, peer.address, self._now())
        return right

    def _submit(self, job: Job) -> Awaitable[Result]:
        answer: Deferred[Result] = Deferred()
        self._backstage.submit(job, answer.callback, 0)
        return answer


def new_token() -> str:
    """Return a session's token: 256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_password(wanted: str | None) -> tuple[str, str]:
    """Return (what was made up, the password to hash): one of them where none is wanted."""
    if wanted is not None:
        return "", rules.password(wanted)
    fresh = secrets.token_urlsafe(PASSWORD_BYTES)
    return fresh, fresh


def _own_account(reader: Reader, user: UserId) -> UserRecord:
    """Return the account of somebody who is logged in; raises `no_such_user`."""
    record = reader.account(reader.profile(user, None, None).username)
    if record is None:
        raise Refusal(ErrorCode.NO_SUCH_USER)
    return record


def _tag(command: Command) -> str:
    return str(command.__struct_config__.tag)


def _as_error(result: Result) -> Exception:
    return result if isinstance(result, Exception) else TypeError(f"no reply: {result!r}")
