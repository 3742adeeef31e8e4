"""The session with the server: connects, logs in, keeps the connection up, and ends it."""

from __future__ import annotations

import asyncio
import logging
import random
import ssl
import time
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, Final

from chat_desktop.client.changes import Changes
from chat_desktop.client.kept import KeptSession, now_ms
from chat_desktop.client.pushes import apply_message
from chat_desktop.client.tasks import Tasks
from chat_desktop.core.ports import InsecureServer, Notice, Offline, SignedOut, StatusChanged
from chat_desktop.core.rows import LinkState, Status, Trouble
from chat_desktop.core.session import FATAL_DELAY, Backoff, Happening, after
from chat_desktop.core.state import Account
from chat_desktop.network.address import Address
from chat_desktop.network.failures import (
    NO_ANSWER,
    SESSION_ENDED,
    ConnectionFailed,
    Failure,
    Remedy,
)
from chat_desktop.network.opening import open_connection
from chat_desktop.network.waking import sleep
from chat_desktop.storage.profile import Profile, SavedAccount
from chat_desktop.storage.tokens import Tokens
from chat_desktop.storage.worker import CacheThread, CacheTrouble
from protocol.commands import Authenticate, Command, LogIn, LogOut, Signal, SignUp
from protocol.errors import ErrorCode, Refusal
from protocol.replies import ServerMessage, Welcome
from protocol.views import DEFAULT_LIMITS, Limits, User

if TYPE_CHECKING:
    from chat_desktop.network.connection import Connection

log = logging.getLogger(__name__)

GOODBYE_SECONDS: Final = 3.0
BROKEN: Final = Failure(
    "Something in Parlance itself went wrong.", Remedy.WAIT, trouble=Trouble.DEVICE
)


class Session:
    """One account's session. `account` and `cache` are there while somebody is signed in.

    `kept` says whose session it is, also after the server ended it.

    `on_welcome` are called after each snapshot, `on_lost` after each loss of the connection,
    `on_message` after each message that was applied.
    """

    def __init__(
        self,
        profile: Profile,
        address: Address,
        tokens: Tokens,
        *,
        saved: SavedAccount | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.profile = profile
        self.address = address
        self.changes = Changes()
        self.kept = KeptSession(profile, address, tokens, saved, self.changes.tell)
        self.tasks = Tasks()
        self.status = Status(LinkState.SIGNED_OUT)
        self.account: Account | None = None
        self.cache: CacheThread | None = None
        self.limits: Limits = DEFAULT_LIMITS
        self.on_welcome: list[Callable[[], None]] = []
        self.on_lost: list[Callable[[], None]] = []
        self.on_message: list[Callable[[ServerMessage], None]] = []
        self._tls = tls
        self._token: str | None = None
        self._connection: Connection | None = None
        self._held: list[ServerMessage] = []
        self._loop_task: asyncio.Task[None] | None = None
        self._begun = asyncio.Lock()
        self._retry = asyncio.Event()
        self._backoff = Backoff()
        self._revs = count()

    # --- what others ask

    @property
    def online(self) -> bool:
        """Whether commands can be sent: not any more while the session is being closed."""
        return self.status.state is LinkState.ONLINE and self._connection is not None

    @property
    def connection(self) -> Connection:
        """The open connection; raises `Offline` where there is none."""
        if not self.online or self._connection is None:
            raise Offline(self.status.reason or "There is no connection to the server.")
        return self._connection

    async def ask(self, command: Command) -> ServerMessage:
        """Send a command and return its reply; raises `Refusal` or `Offline`."""
        try:
            return await self.connection.ask(command)
        except ConnectionFailed as failed:
            raise Offline(failed.failure.reason) from None

    def signal(self, signal: Signal) -> None:
        """Send a command without a reply, if there is a connection."""
        if self.online and self._connection is not None:
            self._connection.signal(signal)

    def signed_in(self) -> Account:
        """Return the account; raises `Refusal` where nobody is signed in."""
        if self.account is None:
            raise Refusal(ErrorCode.NOT_LOGGED_IN)
        return self.account

    # --- beginning and end

    async def start(self) -> None:
        """Open the cache of the account that is kept, if any, and begin to connect.

        The token is fetched meanwhile: a keyring may be slow, and what is cached needs none.
        """
        async with self._begun:
            await self._start()

    async def _start(self) -> None:
        saved = self.kept.saved
        if saved is None or saved.ended:
            self._move(Happening.ENDED, saved.ended if saved else None)
            return
        trouble = None
        try:
            await self._open_account(saved.user)
        except CacheTrouble as error:
            trouble = Failure(str(error), trouble=Trouble.DEVICE)
        self._move(Happening.DIAL)
        self._loop_task = asyncio.create_task(self._resume(trouble))

    async def log_in(self, command: LogIn | SignUp, *, keep: bool) -> None:
        """Begin a session. Raises `Refusal`, `Offline` or `InsecureServer`."""
        if self.status.state is not LinkState.SIGNED_OUT:
            raise Refusal(ErrorCode.NOT_ALLOWED, "Log out first.")
        self._check_secure()
        self._move(Happening.DIAL)
        try:
            running = await self._connect(command)
        except (ConnectionFailed, Refusal, CacheTrouble) as error:
            self._move(Happening.ENDED)
            if isinstance(error, Refusal):
                raise
            raise Offline(str(error)) from None
        except BaseException:
            self._move(Happening.ENDED)
            raise
        login = command.login if isinstance(command, LogIn) else command.username
        try:
            await self.kept.begin(login, self._token, keep=keep)
        finally:
            self._loop_task = asyncio.create_task(self._stay(running))

    async def log_out(self) -> None:
        """End the session here, and on the server if it can be reached; the local copy goes."""
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self.ask(LogOut(id=1))
        except (Offline, Refusal, TimeoutError) as error:
            log.info("logged out here only: %s", error)
        await self._leave(forget=True)
        self._signed_out(None)

    async def stop(self) -> None:
        """Close the connection and the cache; what is in the outbox stays in it."""
        await self._leave(forget=False)

    def retry_now(self) -> None:
        """Connect at once instead of waiting."""
        self._retry.set()

    async def _leave(self, *, forget: bool) -> None:
        # What has begun to start ends only when it stands.
        async with self._begun:
            await self._end(forget=forget)

    async def _end(self, *, forget: bool) -> None:
        if self._connection is not None:
            self._connection.abort()
        task, self._loop_task = self._loop_task, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await self._drop_connection()
        self._lost()
        await self.tasks.end()
        await self._close_account(forget=forget)
        if forget:
            self._token = None
            await self.kept.forget()
            self.kept.saved = None

    def _signed_out(self, reason: str | None) -> None:
        self._move(Happening.ENDED, reason)
        self.changes.tell(SignedOut(reason))

    # --- the loop

    async def _resume(self, trouble: Failure | None) -> None:
        self._token = await self.kept.token()
        if self._token is None:
            await self._end_session(SESSION_ENDED)
        else:
            await self._stay(trouble)

    async def _stay(self, first: asyncio.Task[Failure] | Failure | None) -> None:
        """Keep the connection up until the session ends; `first` is what there is already."""
        outcome = first
        while True:
            outcome = outcome or await self._attempt()
            if isinstance(outcome, Failure):
                failure = outcome
            else:
                failure = await _ending(outcome)
                self._lost()
            outcome = None
            if failure.remedy is Remedy.LOG_IN:
                await self._end_session(failure.reason)
                return
            await self._pause(failure)
            self._move(Happening.DIAL)

    async def _attempt(self) -> asyncio.Task[Failure] | Failure:
        """Connect with the token; return the running connection, or why there is none."""
        try:
            self._check_secure()
            return await self._connect(Authenticate(id=1, token=self._token or ""))
        except ConnectionFailed as failed:
            return failed.failure
        except Refusal as refusal:
            if refusal.code is ErrorCode.BAD_CREDENTIALS:
                return Failure(SESSION_ENDED, Remedy.LOG_IN)
            return Failure(refusal.message, retry_after=refusal.retry_after, trouble=Trouble.BUSY)
        except CacheTrouble as trouble:
            return Failure(str(trouble), trouble=Trouble.DEVICE)
        except InsecureServer as trouble:
            return Failure(str(trouble), Remedy.WAIT, trouble=Trouble.CERTIFICATE)
        except Exception:
            log.exception("connecting failed")
            return BROKEN

    async def _connect(self, command: Command) -> asyncio.Task[Failure]:
        """Open a connection, log in on it, take the snapshot; return the task that receives."""
        self._held = []
        connection, hello = await open_connection(self.address, self._receive, tls=self._tls)
        self._connection = connection
        running = asyncio.create_task(connection.run())
        try:
            self._move(Happening.GREETED)
            self.limits = hello.limits
            welcome = await connection.ask(command)
            if not isinstance(welcome, Welcome):
                raise ConnectionFailed(Failure("The server's answer makes no sense.", Remedy.WAIT))
            await self._open_account(welcome.user)
            self._enter(welcome)
        except ConnectionFailed as failed:
            await self._drop_connection()
            failure = await running
            if failed.failure.reason == NO_ANSWER or failure.remedy is Remedy.LOG_IN:
                failure = failed.failure
            raise ConnectionFailed(failure) from None
        except BaseException:
            await self._drop_connection()
            await running
            raise
        return running

    def _enter(self, welcome: Welcome) -> None:
        """Apply the snapshot, and then what came while the cache was being opened."""
        if self.account is None:
            return
        self._token = welcome.token
        self._backoff.reset()
        self.kept.welcome(welcome.user)
        self.account.welcome(welcome, self.limits, now_ms())
        self._move(Happening.WELCOMED)
        for heard in self.on_welcome:
            heard()
        held, self._held = self._held, []
        for message in held:
            self._apply(message)

    def _receive(self, message: ServerMessage) -> None:
        if self.online:
            self._apply(message)
        else:
            self._held.append(message)

    def _apply(self, message: ServerMessage) -> None:
        if self.account is not None:
            apply_message(self.account, message, now_ms(), time.monotonic())
            for heard in self.on_message:
                heard(message)

    def _lost(self) -> None:
        self._connection = None
        for heard in self.on_lost:
            heard()

    async def _drop_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _end_session(self, reason: str) -> None:
        """The server ended the session: the local copy stays for whoever logs in again."""
        self._loop_task = None
        self._token = None
        await self.kept.end(reason)
        await self.tasks.end()
        await self._close_account(forget=False)
        self._signed_out(reason)

    async def _pause(self, failure: Failure) -> None:
        """Show that there is no connection, and wait for the next attempt or the user."""
        delay = self._backoff.next(random.random())  # noqa: S311
        if failure.remedy is Remedy.WAIT:
            delay = FATAL_DELAY
        if failure.retry_after is not None:
            delay = max(delay, failure.retry_after)
        self._retry.clear()
        until = time.monotonic() + delay
        self._move(Happening.LOST, failure.reason, until, failure.trouble)
        waits = [asyncio.create_task(sleep(delay)), asyncio.create_task(self._retry.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    # --- within

    def _check_secure(self) -> None:
        address = self.address
        allowed = address.secure or address.loopback
        if not allowed and address.url not in self.profile.settings.plain:
            raise InsecureServer(address.url)

    async def _open_account(self, user: User) -> None:
        if self.account is not None and self.account.me.id == user.id:
            return
        await self._close_account(forget=False)
        path = self.profile.cache_path(self.address.url, user.id)
        cache = CacheThread(path, lambda text: self.changes.tell(Notice(text)), self._keep_outgoing)
        try:
            saved = await cache.open(user)
        except BaseException:
            await cache.close()
            raise
        self.cache = cache
        self.account = Account(saved, cache, self.changes.tell, self._revs)

    def _keep_outgoing(self) -> None:
        """What waits to be sent goes into a local copy that may lack it."""
        if self.account is not None:
            self.account.keep_outgoing()

    async def _close_account(self, *, forget: bool) -> None:
        # What could not be written when it was typed may be taken by the disk now.
        self._keep_outgoing()
        cache, self.cache, self.account = self.cache, None, None
        if cache is not None:
            await cache.close(forget=forget)

    def _move(
        self,
        happening: Happening,
        reason: str | None = None,
        retry_at: float | None = None,
        trouble: Trouble | None = None,
    ) -> None:
        self.status = Status(after(self.status.state, happening), reason, retry_at, trouble)
        self.changes.tell(StatusChanged())


async def _ending(running: asyncio.Task[Failure]) -> Failure:
    """Return why a connection ended; a bug ends it too, and must not end the session."""
    try:
        return await running
    except Exception:
        log.exception("a message of the server could not be applied")
        return BROKEN
