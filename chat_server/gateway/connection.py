"""One connection: carries out what its session decides, and keeps its deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

import msgspec
import structlog

from chat_server.core.jobs import LoggedIn, Result
from chat_server.core.outcome import Actor, ConnectionId, Outcome
from chat_server.gateway.delivery import Delivery
from chat_server.gateway.frames import frame
from chat_server.gateway.outbox import Cork, Outbox
from chat_server.gateway.rates import Rates, too_soon
from chat_server.gateway.session import (
    Begin,
    Depart,
    Effect,
    HangUp,
    Phase,
    Say,
    Session,
    Signal,
)
from protocol.codec import decode_command
from protocol.commands import (
    Authenticate,
    ClientMessage,
    Command,
    Focus,
    LogIn,
    Send,
    SignUp,
    Typing,
)
from protocol.errors import CloseCode, DecodeError, Refusal
from protocol.replies import Bye, Welcome
from protocol.scalars import UserId

LOG_IN_SECONDS: Final = 10.0
log = structlog.get_logger("connection")


class Cancellable(Protocol):
    """A timer that has not fired."""

    def cancel(self) -> None: ...


class Socket(Protocol):
    """The WebSocket below: bytes that are whole frames, a close, and whether to read on."""

    @property
    def write(self) -> Callable[[bytes], None]: ...

    def close(self, code: CloseCode, reason: str) -> None: ...

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


class Work(Protocol):
    """Carries commands out; answers by `Connection.answered` or `Connection.entered`."""

    def begin(self, connection: Connection, begin: Begin) -> None: ...

    def send(self, connection: Connection, command: Send, size: int) -> None:
        """Carry out a send, like `begin`; answers by `Connection.sent` or `answered`."""

    def done(self, connection: Connection, command: Command, result: Result) -> None:
        """Answer with what the journal made of a command."""

    def seen(self, user: str, at: int) -> None:
        """Remember that the user's last connection ended at `at`."""

    def forsake(self, actor: Actor) -> None:
        """End a session whose token reached nobody."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all connections share. `now` is in monotonic seconds, `wall_clock` in milliseconds."""

    delivery: Delivery
    cork: Cork
    rates: Rates
    work: Work
    hello: bytes
    user_connections: int
    now: Callable[[], float]
    wall_clock: Callable[[], int]
    call_later: Callable[[float, Callable[[], None]], Cancellable]


class Connection:
    """A peer from `hello` to the close; `gone` is called with its id and address at the end."""

    __slots__ = (
        "_around", "_gone", "_log_in_left", "_log_in_since", "_log_in_timer", "_reading",
        "_registered", "_socket", "address", "id", "lagging_since", "outbox", "session",
    )  # fmt: skip

    def __init__(
        self,
        id: ConnectionId,
        address: str,
        socket: Socket,
        around: Surroundings,
        gone: Callable[[ConnectionId, str], None],
    ) -> None:
        self.id = id
        self.address = address
        self.session = Session(count_refusals=around.rates.enabled)
        self.outbox = Outbox(socket.write, around.cork, self._overflowed)
        self.lagging_since: float | None = None
        self._socket = socket
        self._around = around
        self._gone = gone
        self._registered: UserId | None = None
        self._reading = True
        self._log_in_timer: Cancellable | None = None
        self._log_in_left = LOG_IN_SECONDS
        self._log_in_since = 0.0

    # --- from the socket

    def opened(self) -> None:
        """The server speaks first."""
        self.outbox.say(self._around.hello)
        self._settle()

    def received_text(self, payload: bytes) -> None:
        try:
            command = decode_command(payload)
        except DecodeError as error:
            self._carry_out(self.session.garbled(error))
            return
        over = self._over(command)
        session = self.session
        if type(command) is Send and over is None and session.begins(command):
            self._around.work.send(self, command, len(payload))
        else:
            self._carry_out(session.received(command, len(payload), over))

    def received_binary(self) -> None:
        self._carry_out(self.session.garbled(DecodeError("Frames are text.")))

    def closing(self) -> None:
        """The socket says goodbye, by whichever side's wish: nothing may follow."""
        self.outbox.close()

    def lost(self) -> None:
        """The socket is closed, by whichever side."""
        self.outbox.close()
        self.session.lost()
        self._depart()
        self._settle()
        self._gone(self.id, self.address)

    def paused(self) -> None:
        """The transport holds more than its bound: the reader is slow."""
        self.outbox.pause()
        self.lagging_since = self._around.now()
        self._settle()

    def resumed(self) -> None:
        """The transport has drained."""
        self.lagging_since = None
        self.outbox.resume()
        self._settle()

    # --- from the work

    def answered(self, command: Command, result: msgspec.Struct | Refusal) -> None:
        """A command was carried out or refused."""
        self._carry_out(self.session.answered(command, result))

    def sent(self, command: Send, result: Result) -> None:
        """A send was carried out: what `Work.done` would do, the short way."""
        if type(result) is Outcome and result.reply is not None and self.session.ends(command):
            self.outbox.say(frame(result.reply))
            if not self._reading:
                self._settle()
        else:
            self._around.work.done(self, command, result)

    def entered(self, command: Command, token: str, result: LoggedIn) -> None:
        """A log-in succeeded: from here on the connection hears of its groups."""
        actor, snapshot = result.actor, result.snapshot
        if self.session.phase is Phase.CLOSED:
            self._forsake(command, actor)
            return
        around = self._around
        if (
            around.rates.enabled
            and around.delivery.connections_of(actor.user) >= around.user_connections
        ):
            self._forsake(command, actor)
            self.end(CloseCode.TOO_MANY, "too many connections of this user")
            return
        around.delivery.register(self, actor, snapshot)
        self._registered = actor.user
        welcome = Welcome(
            id=command.id,
            token=token,
            epoch=snapshot.epoch,
            user=snapshot.user,
            groups=snapshot.groups,
            users=snapshot.users,
        )
        self._carry_out(self.session.entered(command, actor, welcome))

    def _forsake(self, command: Command, actor: Actor) -> None:
        """Leave no session behind of which nobody will hear; a resumed one has other users."""
        if not isinstance(command, Authenticate):
            self._around.work.forsake(actor)

    # --- from the server

    def end(self, code: CloseCode, reason: str) -> None:
        """Close from our side."""
        self._carry_out(self.session.hang_up(code, reason))

    def drain(self, reason: str, retry_after: float) -> None:
        """Announce that the server is going; commands get `busy` from now on."""
        self.session.draining = True
        self.outbox.say(frame(Bye(reason=reason, retry_after=retry_after)))

    # --- effects

    def _carry_out(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            # These two first, since nearly all are.
            if type(effect) is Begin:
                self._around.work.begin(self, effect)
            elif type(effect) is Say:
                self.outbox.say(frame(effect.message))
            else:
                self._carry_out_rare(effect)
        self._settle()

    def _carry_out_rare(self, effect: Effect) -> None:
        match effect:
            case Signal(command):
                self._signal(command)
            case Depart():
                self._depart()
                self._log_in_left = LOG_IN_SECONDS
            case HangUp(code, reason):
                self._depart()
                self.outbox.close()
                self._socket.close(code, reason)
                log.info("closed", connection=self.id, code=int(code), reason=reason)

    def _signal(self, command: Typing | Focus) -> None:
        actor = self.session.actor
        if actor is None:
            return
        around = self._around
        if isinstance(command, Focus):
            around.delivery.focus(self, actor.user, command.group)
        elif not around.rates.typing(actor.user, around.now()):
            around.delivery.types(actor.user, command.group)

    def _depart(self) -> None:
        """Stop listening, and note when the user was last here."""
        user, self._registered = self._registered, None
        if user is None:
            return
        at = self._around.wall_clock()
        if self._around.delivery.unregister(self, user, at):
            self._around.work.seen(user, at)

    def _over(self, command: ClientMessage) -> Refusal | None:
        """Return the refusal of a command that comes too soon after others."""
        around = self._around
        rates = around.rates
        if not rates.enabled:
            return None
        actor = self.session.actor
        wait = 0.0
        if actor is not None:
            if type(command) is Send:
                wait = rates.send(actor.user, around.now())
            elif isinstance(command, Command):
                wait = rates.command(actor.user, around.now())
        elif isinstance(command, SignUp):
            wait = rates.sign_up(self.address, around.now())
        elif isinstance(command, LogIn):
            wait = rates.log_in(self.address, around.now())
        return too_soon(wait) if wait else None

    def _overflowed(self) -> None:
        self.end(CloseCode.TOO_SLOW, "too much is waiting to be read")

    # --- deadlines and back-pressure

    def _settle(self) -> None:
        """Let the log-in clock and the reading follow the session's state."""
        phase = self.session.phase
        if (phase is Phase.GUEST) != (self._log_in_timer is not None):
            self._turn_log_in_clock(phase is Phase.GUEST)
        reading = not (self.outbox.paused or self.session.saturated)
        if reading != self._reading and phase is not Phase.CLOSED:
            self._reading = reading
            if reading:
                self._socket.resume_reading()
            else:
                self._socket.pause_reading()

    def _turn_log_in_clock(self, on: bool) -> None:
        now = self._around.now()
        if on:
            self._log_in_since = now
            self._log_in_timer = self._around.call_later(self._log_in_left, self._log_in_expired)
        elif self._log_in_timer is not None:
            self._log_in_timer.cancel()
            self._log_in_timer = None
            self._log_in_left = max(0.0, self._log_in_left - (now - self._log_in_since))

    def _log_in_expired(self) -> None:
        self._log_in_timer = None
        self._log_in_left = 0.0
        self._carry_out(self.session.hang_up(CloseCode.SESSION_ENDED, "not logged in in time"))
