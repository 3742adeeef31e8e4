"""Failpoints burn at the calls that they name, and every seam that they name is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from faults import client_failpoints
from faults.client_failpoints import ONCE, RESCUE_STEPS, STEPS, Fuse, after, after_awaiting, before
from faults.running import PROJECT


class Thing:
    def __init__(self) -> None:
        self.calls: list[object] = []

    def do(self, what: object) -> object:
        self.calls.append(what)
        return what

    async def wait(self) -> str:
        return "waited"


class Dead(Exception):
    """Takes the place of the end of the process."""


def dying(nth: int) -> Fuse:
    def die() -> None:
        raise Dead

    return Fuse(nth, die)


def test_before_and_after_the_nth_call_that_counts() -> None:
    for wrap, done in ((before, 2), (after, 3)):
        kind = type("Kind", (Thing,), {})
        wrap(kind, "do", dying(2), lambda _, what: what != "other")
        thing = kind()
        assert thing.do("one") == "one"
        assert thing.do("other") == "other"
        with pytest.raises(Dead):
            thing.do("two")
        assert len(thing.calls) == done


async def test_after_awaiting() -> None:
    kind = type("Kind", (Thing,), {})
    after_awaiting(kind, "wait", dying(2))
    thing = kind()
    assert await thing.wait() == "waited"
    with pytest.raises(Dead):
        await thing.wait()


def test_a_fuse_burns_once() -> None:
    burnt: list[bool] = []
    fuse = Fuse(2, lambda: burnt.append(True))
    for _ in range(5):
        fuse.burn()
    assert burnt == [True]


def test_the_end_is_a_kill(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: sent.append((pid, number)))
    client_failpoints.die()
    assert sent == [(os.getpid(), signal.SIGKILL)]


def test_every_step_can_be_armed() -> None:
    assert set(STEPS) >= ONCE
    assert not STEPS.keys() & RESCUE_STEPS.keys()
    code = "from faults.client_failpoints import *\nfor s in STEPS | RESCUE_STEPS: arm(s, 9**9)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, PROJECT))}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
