"""One connection's states: which command may begin when, and what is refused. No I/O, no clock."""

from __future__ import annotations

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
MAX_RUNNING_READS: Final = 8
"""Of one connection: more would only keep others' waiting, and their pages in memory."""
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

# --- effects


class Say(msgspec.Struct, frozen=True, gc=False):
    """Send a message to this connection."""

    message: msgspec.Struct


class Begin(msgspec.Struct, frozen=True, gc=False):
    """Carry the command out and answer with `Session.answered`, a log-in's success `entered`.

    `refusal` is what a send gets unless its key is known.
    """

    command: Command
    kind: Kind
    size: int
    refusal: Refusal | None = None


class Signal(msgspec.Struct, frozen=True, gc=False):
    """Typing or focus: do it now, nobody waits for an answer."""

    command: commands.Typing | commands.Focus


class Depart(msgspec.Struct, frozen=True, gc=False):
    """Logged out: no more pushes for this connection."""


class HangUp(msgspec.Struct, frozen=True, gc=False):
    """Close the connection, after what was said before."""

    code: CloseCode
    reason: str


Effect = Say | Begin | Signal | Depart | HangUp


class _Held(msgspec.Struct, frozen=True, gc=False):
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

    __slots__ = (
        "_alone", "_count_refusals", "_held", "_open", "_reads", "_refusals", "_sends", "_writes",
        "actor", "draining", "phase",
    )  # fmt: skip

    def __init__(self, *, count_refusals: bool = True) -> None:
        self.phase = Phase.GUEST
        self.actor: Actor | None = None
        self.draining = False
        self._count_refusals = count_refusals
        self._refusals = 0
        self._open: dict[int, Kind] = {}
        self._writes = self._reads = self._alone = 0
        # A list, since a deque takes 600 bytes of every connection; it is short.
        self._held: list[_Held] = []
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
        if self._held or not self._may_begin(kind):
            self._held.append(_Held(command, kind, size, over))
            return []
        return self._begin(command, kind, size, over)

    def begins(self, send: Send) -> bool:
        """Take a send that nothing stands in the way of: carry it out, answer with `ends`.

        What `received` would decide, without effects as data, since nearly all that comes is this.
        False changes nothing: then `received` has to decide.
        """
        open = self._open
        if (
            self.phase is not Phase.MEMBER
            or self._alone
            or self._reads
            or self._held
            or self._sends.blocks
            or self.draining
            or send.id in open
            or len(open) > MAX_HELD
        ):
            return False
        open[send.id] = Kind.WRITE
        self._writes += 1
        return True

    def ends(self, send: Send) -> bool:
        """Strike off a send that was carried out: its reply may go.

        False changes nothing: then `answered` has to decide.
        """
        if self._held or self._sends.blocks or self._open.pop(send.id, None) is None:
            return False
        self._writes -= 1
        return True

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
        return effects + self._begin_held() if self._held else effects

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
        if self._alone:
            return False
        if kind is Kind.WRITE:
            return not self._reads
        if kind is Kind.READ:
            return not self._writes and self._reads < MAX_RUNNING_READS
        if kind is Kind.SIGNAL:
            return not self._writes
        return not (self._reads or self._writes)

    def _begin_held(self) -> list[Effect]:
        effects: list[Effect] = []
        while self._held and self._may_begin(self._held[0].kind):
            held = self._held.pop(0)
            effects += self._begin(held.command, held.kind, held.size, held.over)
        return effects

    def _begin(
        self, command: ClientMessage, kind: Kind, size: int, over: Refusal | None
    ) -> list[Effect]:
        """Carry out or refuse a command whose turn it is."""
        if not isinstance(command, Command):
            return [Signal(command)] if self.phase is Phase.MEMBER else []
        refusal = self._refusal(kind)
        if refusal is None and isinstance(command, Send):
            self._writes += 1
            return [Begin(command, kind, size, self._sends.refusal(command, over))]
        refusal = refusal or over
        if refusal is not None:
            del self._open[command.id]
            if isinstance(command, Send):
                self._sends.answered(command, refusal)
            return [Say(error_reply(refusal, command.id)), *self._refused_log_in(kind)]
        self._count(kind, 1)
        if kind is Kind.LOG_IN:
            self.phase = Phase.LOGGING_IN
        return [Begin(command, kind, size)]

    def _refusal(self, kind: Kind) -> Refusal | None:
        """Return what a command of this kind gets in the present phase; None: it may begin.

        A signal before log-in is dropped elsewhere, since it has no reply.
        """
        if self.draining:
            return Refusal(ErrorCode.BUSY, retry_after=DRAINING_RETRY)
        if self.phase is Phase.MEMBER:
            return Refusal(ErrorCode.NOT_ALLOWED) if kind is Kind.LOG_IN else None
        return None if kind is Kind.LOG_IN else Refusal(ErrorCode.NOT_LOGGED_IN)

    def _close(self, command: Command) -> Kind | None:
        """Strike a command off what is in flight; None when the connection is gone."""
        kind = self._open.pop(command.id, None)
        if kind is None:
            return None
        self._count(kind, -1)
        if kind is Kind.LOG_IN:
            self.phase = Phase.GUEST
        return kind

    def _count(self, kind: Kind, step: int) -> None:
        """Note that a command of this kind has begun, or is done."""
        if kind is Kind.WRITE:
            self._writes += step
        elif kind is Kind.READ:
            self._reads += step
        else:
            self._alone += step

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
