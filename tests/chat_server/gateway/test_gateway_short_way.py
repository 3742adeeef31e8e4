"""The short way of a send: whatever happens around it, it decides what the long way would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from chat_server.core.outcome import Actor
from chat_server.gateway.session import Begin, Effect, Kind, Phase, Say, Session
from protocol.commands import Authenticate, ChangePassword, Command, ListGroups, LogOut, Send
from protocol.errors import ErrorCode, Refusal
from protocol.replies import Ok, Sent

ADA = Actor("1", "hash", 1)
BUSY = Refusal(ErrorCode.BUSY, retry_after=1.0)


@dataclass(frozen=True)
class Step:
    """Something that happens to a session; `id` is a command's, `refusal` what it gets."""

    kind: str
    id: int = 1
    refusal: Refusal | None = None


STEPS = st.builds(
    Step,
    st.sampled_from(["send", "send", "send", "answer", "answer", "read", "alone", "out", "drain"]),
    st.integers(1, 6),
    st.sampled_from([None, None, None, BUSY, Refusal(ErrorCode.TOO_LONG)]),
)


class Line:
    """A session, driven with the short way or without it; `said` is all that came of it."""

    def __init__(self, *, short: bool) -> None:
        self.session = Session()
        self.said: list[Effect] = []
        self._short = short
        self._running: dict[int, Command] = {}
        self._enter(Authenticate(id=99, token="t"))

    def _enter(self, command: Authenticate) -> None:
        self.session.received(command, 10)
        self.session.entered(command, ADA, Ok(id=command.id))

    def take(self, step: Step) -> None:
        if step.kind == "drain":
            self.session.draining = True
        elif step.kind == "answer":
            self._answer(step)
        elif step.kind == "send":
            key = f"{step.id:016}"
            self._send(Send(id=step.id, group="tea", key=key, text="hello"), step.refusal)
        else:
            self._receive(step)

    def _send(self, command: Send, over: Refusal | None) -> None:
        limit = BUSY if over is BUSY else None
        if self._short and limit is None and self.session.begins(command):
            self._note([Begin(command, Kind.WRITE, 10)])
        else:
            self._note(self.session.received(command, 10, limit))

    def _receive(self, step: Step) -> None:
        command: ListGroups | ChangePassword | LogOut = ListGroups(id=step.id)
        if step.kind == "alone":
            command = ChangePassword(id=step.id, old="x", new="y")
        elif step.kind == "out":
            command = LogOut(id=step.id)
        self._note(self.session.received(command, 10))

    def _answer(self, step: Step) -> None:
        command = self._running.pop(step.id, None)
        if command is None:
            return
        reply: msgspec.Struct = Ok(id=step.id)
        if isinstance(command, Send):
            reply = Sent(id=step.id, group=command.group, seq=1, at=1)
            if self._short and step.refusal is None and self.session.ends(command):
                self._note([Say(reply)])
                return
        self._note(self.session.answered(command, step.refusal or reply))

    def _note(self, effects: Sequence[Effect]) -> None:
        self.said += effects
        for effect in effects:
            if isinstance(effect, Begin):
                self._running[effect.command.id] = effect.command


@given(st.lists(STEPS, max_size=40))
@settings(max_examples=400)
def test_the_short_way_decides_what_the_long_way_does(steps: list[Step]) -> None:
    short, long = Line(short=True), Line(short=False)
    for step in steps:
        short.take(step)
        long.take(step)
        assert short.said == long.said
        assert short.session.idle == long.session.idle
        assert short.session.phase is long.session.phase


def test_the_short_way_is_taken() -> None:
    line = Line(short=True)
    send = Send(id=1, group="tea", key="k" * 16, text="hello")
    assert line.session.begins(send)
    assert not line.session.begins(send), "an id in flight"
    assert line.session.ends(send)
    assert not line.session.ends(send)
    line.session.lost()
    assert line.session.phase is Phase.CLOSED
    assert not line.session.begins(send)
