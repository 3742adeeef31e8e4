"""One connection's states: which command may begin when, and what is refused. No I/O, no clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import Final

import msgspec

from chat_server.core.outcome import Actor
from chat_server.gateway.pipeline import Pipeline
from protocol import commands
from protocol.commands import ClientMessage, Command, Send
from protocol.errors import CloseCode, DecodeError, ErrorCode, Refusal
from protocol.replies import Error

MAX_REFUSALS: Final = 5
MAX_HELD: Final = 256
DRAINING_RETRY: Final = 2.0


class Phase(Enum):
    """Where a connection stands."""

    GUEST = "guest"
    LOGGING_IN = "logging in"
    MEMBER = "member"
    CLOSED = "closed"


class Kind(Enum):
    """How a command is carried out, and hence what it waits for."""

    LOG_IN = "log in"
    WRITE = "write"
    READ = "read"
    ALONE = "alone"
    SIGNAL = "signal"


KINDS: Final[dict[type[msgspec.Struct], Kind]] = {
    commands.SignUp: Kind.LOG_IN,
    commands.LogIn: Kind.LOG_IN,
    commands.Authenticate: Kind.LOG_IN,
    commands.LogOut: Kind.ALONE,
    commands.ChangePassword: Kind.ALONE,
    commands.AdminAct: Kind.ALONE,
    commands.GetProfile: Kind.READ,
    commands.GetUsers: Kind.READ,
    commands.ListGroups: Kind.READ,
    commands.ListMembers: Kind.READ,
    commands.History: Kind.READ,
    commands.CatchUp: Kind.READ,
    commands.AdminUsers: Kind.READ,
    commands.AdminGroups: Kind.READ,
    commands.AdminMessages: Kind.READ,
    commands.UpdateProfile: Kind.WRITE,
    commands.CreateGroup: Kind.WRITE,
    commands.JoinGroup: Kind.WRITE,
    commands.LeaveGroup: Kind.WRITE,
    commands.AddMember: Kind.WRITE,
    commands.UpdateGroup: Kind.WRITE,
    commands.CreateInvite: Kind.WRITE,
    commands.RevokeInvite: Kind.WRITE,
    commands.DeleteGroup: Kind.WRITE,
    commands.SetRole: Kind.WRITE,
    commands.RemoveMember: Kind.WRITE,
    commands.Send: Kind.WRITE,
    commands.Edit: Kind.WRITE,
    commands.Delete: Kind.WRITE,
    commands.React: Kind.WRITE,
    commands.Unreact: Kind.WRITE,
    commands.MarkRead: Kind.WRITE,
    commands.Typing: Kind.SIGNAL,
    commands.Focus: Kind.SIGNAL,
}

LOG_IN_TYPES: Final = frozenset(
    str(command.__struct_config__.tag) for command in commands.LOG_IN_COMMANDS
)

REFUSED: Final[dict[tuple[Phase, Kind], ErrorCode]] = {
    (Phase.GUEST, Kind.WRITE): ErrorCode.NOT_LOGGED_IN,
    (Phase.GUEST, Kind.READ): ErrorCode.NOT_LOGGED_IN,
    (Phase.GUEST, Kind.ALONE): ErrorCode.NOT_LOGGED_IN,
    (Phase.MEMBER, Kind.LOG_IN): ErrorCode.NOT_ALLOWED,
}
"""What is refused in which phase; a signal before log-in is dropped, since it has no reply."""


# --- effects


@dataclass(frozen=True, slots=True)
class Say:
    """Send a message to this connection."""

    message: msgspec.Struct


@dataclass(frozen=True, slots=True)
class Begin:
    """Carry the command out and answer with `Session.answered`, a log-in's success `entered`.

    `refusal` is what a send gets unless its key is known.
    """

    command: Command
    kind: Kind
    size: int
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """Typing or focus: do it now, nobody waits for an answer."""

    command: commands.Typing | commands.Focus


@dataclass(frozen=True, slots=True)
class Depart:
    """Logged out: no more pushes for this connection."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """Close the connection, after what was said before."""

    code: CloseCode
    reason: str


Effect = Say | Begin | Signal | Depart | HangUp


@dataclass(frozen=True, slots=True)
class _Held:
    command: ClientMessage
    kind: Kind
    size: int
    over: Refusal | None


class Session:
    """Decides over one connection's commands; every method returns what is to be done, in order.

    A read waits for the writes sent before it and a write for the reads, so that each takes
    effect in the order sent; writes follow each other into the journal without waiting. Commands
    that need a password or end the session run alone. What has to wait is held in order;
    `saturated` says that no more should be read from the socket for the time being.
    """

    def __init__(self, *, count_refusals: bool = True) -> None:
        self.phase = Phase.GUEST
        self.actor: Actor | None = None
        self.draining = False
        self._count_refusals = count_refusals
        self._refusals = 0
        self._open: dict[int, Kind] = {}
        self._running: dict[Kind, int] = dict.fromkeys(Kind, 0)
        self._held: deque[_Held] = deque()
        self._sends = Pipeline()

    @property
    def saturated(self) -> bool:
        """Whether so much is unanswered that reading more would only pile it up."""
        return len(self._open) > MAX_HELD or len(self._held) > MAX_HELD

    @property
    def idle(self) -> bool:
        """Whether every command was answered."""
        return not self._open

    def received(
        self, command: ClientMessage, size: int, over: Refusal | None = None
    ) -> list[Effect]:
        """Take a command; `over` refuses it for its rate, when it comes to be carried out."""
        if self.phase is Phase.CLOSED:
            return []
        kind = KINDS[type(command)]
        if isinstance(command, Command):
            if command.id in self._open:
                refusal = Refusal(ErrorCode.BAD_REQUEST, "This id is in flight.", field="id")
                return [Say(error_reply(refusal, command.id)), *self._refused_log_in(kind)]
            self._open[command.id] = kind
        held = _Held(command, kind, size, over)
        if self._held or not self._may_begin(kind):
            self._held.append(held)
            return []
        return self._begin(held)

    def garbled(self, error: DecodeError) -> list[Effect]:
        """Answer a frame that is no command."""
        if self.phase is Phase.CLOSED:
            return []
        if error.invalid_utf8:
            return self.hang_up(CloseCode.INVALID_TEXT, "not UTF-8")
        refusal = Refusal(ErrorCode.BAD_REQUEST, _brief(error.reason))
        effects: list[Effect] = [Say(error_reply(refusal, error.id))]
        return effects + (self._refused_log_in(Kind.LOG_IN) if error.type in LOG_IN_TYPES else [])

    def answered(self, command: Command, result: msgspec.Struct | Refusal) -> list[Effect]:
        """Take what became of a command, and begin what waited for it."""
        kind = self._close(command)
        if kind is None:
            return []
        if isinstance(command, Send):
            self._sends.answered(command, result)
        effects: list[Effect]
        if isinstance(result, Refusal):
            effects = [Say(error_reply(result, command.id)), *self._refused_log_in(kind)]
        elif isinstance(command, commands.LogOut):
            self.phase, self.actor = Phase.GUEST, None
            self._sends = Pipeline()
            effects = [Depart(), Say(result)]
        else:
            effects = [Say(result)]
        return effects + self._begin_held()

    def entered(self, command: Command, actor: Actor, welcome: msgspec.Struct) -> list[Effect]:
        """Take a log-in's success."""
        if self._close(command) is None:
            return []
        self.phase, self.actor = Phase.MEMBER, actor
        return [Say(welcome), *self._begin_held()]

    def hang_up(self, code: CloseCode, reason: str) -> list[Effect]:
        """End the connection from our side."""
        if self.phase is Phase.CLOSED:
            return []
        self.lost()
        return [HangUp(code, reason)]

    def lost(self) -> None:
        """The connection is gone; what is being carried out goes on without it."""
        self.phase = Phase.CLOSED
        self._held.clear()
        self._open.clear()

    # --- order

    def _may_begin(self, kind: Kind) -> bool:
        running = self._running
        if running[Kind.LOG_IN] or running[Kind.ALONE]:
            return False
        match kind:
            case Kind.WRITE:
                return not running[Kind.READ]
            case Kind.READ | Kind.SIGNAL:
                return not running[Kind.WRITE]
            case Kind.ALONE | Kind.LOG_IN:
                return not (running[Kind.READ] or running[Kind.WRITE])

    def _begin_held(self) -> list[Effect]:
        effects: list[Effect] = []
        while self._held and self._may_begin(self._held[0].kind):
            effects += self._begin(self._held.popleft())
        return effects

    def _begin(self, held: _Held) -> list[Effect]:
        """Carry out or refuse a command whose turn it is."""
        command, kind = held.command, held.kind
        if not isinstance(command, Command):
            return [Signal(command)] if self.phase is Phase.MEMBER else []
        refusal = self._refusal(kind)
        if refusal is None and isinstance(command, Send):
            self._running[kind] += 1
            return [Begin(command, kind, held.size, self._sends.refusal(command, held.over))]
        refusal = refusal or held.over
        if refusal is not None:
            del self._open[command.id]
            if isinstance(command, Send):
                self._sends.answered(command, refusal)
            return [Say(error_reply(refusal, command.id)), *self._refused_log_in(kind)]
        self._running[kind] += 1
        if kind is Kind.LOG_IN:
            self.phase = Phase.LOGGING_IN
        return [Begin(command, kind, held.size)]

    def _refusal(self, kind: Kind) -> Refusal | None:
        """Return what a command of this kind gets in the present phase; None: it may begin."""
        if self.draining:
            return Refusal(ErrorCode.BUSY, retry_after=DRAINING_RETRY)
        code = REFUSED.get((self.phase, kind))
        return Refusal(code) if code is not None else None

    def _close(self, command: Command) -> Kind | None:
        """Strike a command off what is in flight; None when the connection is gone."""
        kind = self._open.pop(command.id, None)
        if kind is None:
            return None
        self._running[kind] -= 1
        if kind is Kind.LOG_IN:
            self.phase = Phase.GUEST
        return kind

    def _refused_log_in(self, kind: Kind) -> list[Effect]:
        if kind is not Kind.LOG_IN or not self._count_refusals:
            return []
        self._refusals += 1
        if self._refusals < MAX_REFUSALS:
            return []
        return self.hang_up(CloseCode.TOO_MANY, "too many refused log-ins")


def error_reply(refusal: Refusal, id: int | None) -> Error:
    """Return the frame that tells of a refusal."""
    return Error(
        id=id,
        code=str(refusal.code),
        message=refusal.message,
        field=refusal.field,
        retry_after=refusal.retry_after,
    )


def _brief(reason: str) -> str:
    return reason if len(reason) <= 200 else reason[:200] + "…"
