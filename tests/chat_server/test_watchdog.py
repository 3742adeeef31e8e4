"""The watchdog: time made up where it judges, real where it stands between reactor and epoll."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from chat_server.watchdog import BLOCKED_SECONDS, LOOK_SECONDS, Turns, Watchdog, watch, where


class Poller:
    """An epoll that never waits."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, int]] = []

    def register(self, *_: int) -> None: ...

    def modify(self, *_: int) -> None: ...

    def unregister(self, *_: int) -> None: ...

    def poll(self, timeout: float, most: int) -> list[tuple[int, int]]:
        self.asked.append((timeout, most))
        return [(7, 1)]


class Scene:
    """A watchdog without a thread; the reactor is whoever calls `turn`."""

    def __init__(self) -> None:
        self.clock = 100.0
        self.poller = Poller()
        self.watchdog = Watchdog(
            self.poller, threading.get_ident(), now=lambda: self.clock, used=lambda: 0.0
        )
        self.turns = self.watchdog.turns

    def turn(self, seconds: float = 0.0) -> None:
        self.turns.poll(1.0, 3)
        self.clock += seconds


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_it_stands_in_for_the_poller(scene: Scene) -> None:
    assert scene.turns.poll(0.5, 3) == [(7, 1)]
    assert scene.poller.asked == [(0.5, 3)]
    assert scene.turns.register == scene.poller.register
    assert scene.turns.unregister == scene.poller.unregister
    assert scene.turns.modify == scene.poller.modify


def test_while_it_waits_there_is_no_turn_and_an_error_ends_the_waiting(scene: Scene) -> None:
    seen: list[float] = []

    def interrupted(timeout: float, most: int) -> list[tuple[int, int]]:
        seen.append(scene.turns.began)
        raise InterruptedError(timeout, most)

    scene.poller.poll = interrupted  # type: ignore[method-assign]
    turns = Turns(scene.poller, lambda: scene.clock, list)
    scene.turns = turns
    with pytest.raises(InterruptedError):
        turns.poll(1.0, 1)
    assert (seen, turns.began, turns.count) == ([0.0], 100.0, 1)


def test_a_turn_that_is_short_is_nothing(scene: Scene, logged: list[Any]) -> None:
    for _ in range(50):
        scene.turn(BLOCKED_SECONDS - 0.01)
        assert scene.watchdog.look() is not None
    assert logged == []


def test_what_blocks_is_named_once_and_its_length_said_at_the_end(
    scene: Scene, logged: list[Any]
) -> None:
    scene.turn(0.1)
    assert scene.watchdog.look() == pytest.approx(0.1)
    scene.clock += 0.15
    for _ in range(5):
        assert scene.watchdog.look() == LOOK_SECONDS
        scene.clock += 1.0
    (entry,) = logged
    assert (entry["event"], entry["seconds"]) == ("reactor_blocked", 0.25)
    first, second = entry["where"].split(" < ")[:2]
    assert first.endswith(" Watchdog.look"), "here the reactor's thread is the one that looks"
    assert second.startswith("chat_server/test_watchdog.py:")
    assert second.endswith(" test_what_blocks_is_named_once_and_its_length_said_at_the_end")
    scene.turn(0.0)
    scene.turn(0.0)
    scene.watchdog.look()
    scene.watchdog.look()
    assert [(e["event"], e.get("after")) for e in logged[1:]] == [("reactor_turns_again", 5.25)]
    scene.turn(0.3)
    scene.watchdog.look()
    assert [e["event"] for e in logged[2:]] == ["reactor_blocked"]


def test_a_process_that_stood_still_was_not_blocked(scene: Scene, logged: list[Any]) -> None:
    scene.turn(60.0)
    scene.watchdog.looked_late(59.9, used=0.1)
    scene.watchdog.look()
    assert [(e["event"], e.get("seconds")) for e in logged] == [("process_stood_still", 59.9)]
    scene.clock += BLOCKED_SECONDS + 0.01
    scene.watchdog.look()
    assert [e["event"] for e in logged[1:]] == ["reactor_blocked"], "from then on it counts"


def test_a_short_stand_still_is_not_worth_a_word(scene: Scene, logged: list[Any]) -> None:
    scene.turn(0.5)
    scene.watchdog.looked_late(0.4, used=0.0)
    scene.watchdog.look()
    assert logged == []


def test_what_holds_the_interpreter_is_a_blockage(scene: Scene, logged: list[Any]) -> None:
    scene.turn(3.0)
    scene.watchdog.looked_late(2.9, used=2.8)
    scene.watchdog.look()
    assert [e["event"] for e in logged] == ["reactor_blocked"]


def test_it_sleeps_when_nothing_turned_since_the_last_look(scene: Scene) -> None:
    def waiting() -> float | None:
        scene.turns.began = 0.0
        return scene.watchdog.look()

    scene.turn()
    assert scene.watchdog.look() is not None
    assert waiting() is None
    scene.turn()
    assert waiting() is not None
    assert waiting() is None


def test_a_stack_says_where_and_never_with_what() -> None:
    def inner(secret: str) -> str:
        return where(sys._getframe()) if secret else ""

    said = inner("hunter2")
    assert said.startswith("chat_server/test_watchdog.py:")
    assert "inner <" in said
    assert "hunter2" not in said
    assert where(None) == ""


def test_another_reactor_is_left_alone() -> None:
    class Reactor:
        _poller = None

    reactor = Reactor()
    watch(reactor)()
    assert reactor._poller is None


PROGRAM = """
import os, signal, sys, threading, time
from twisted.internet import epollreactor
epollreactor.install()
from twisted.internet import reactor
from chat_server.logs import start_logging
from chat_server.watchdog import watch

def sleeps_in_the_reactor():
    time.sleep(0.4)

def stopped_in_the_middle():
    time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGSTOP)
    time.sleep(0.05)

start_logging("text")
ends = []
reactor.callWhenRunning(lambda: ends.append(watch(reactor)))
reactor.callLater(0.3, sleeps_in_the_reactor)
reactor.callLater(0.9, stopped_in_the_middle)
reactor.callLater(1.3, reactor.stop)
reactor.run()
before = reactor._poller
ends[0]()
print(type(before).__name__, type(reactor._poller).__name__)
print([thread.name for thread in threading.enumerate()])
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="epoll is Linux's")
def test_on_a_real_reactor_it_names_the_culprit_but_no_stopped_process(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    with errors.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=log, text=True
        )
        with process:
            _wait_until_stopped(process.pid)
            threading.Event().wait(1.5)
            process.send_signal(signal.SIGCONT)
            out, _ = process.communicate(timeout=30)
    lines = errors.read_text().splitlines()
    blocked = [line for line in lines if "reactor_blocked" in line]
    assert sum("sleeps_in_the_reactor" in line for line in blocked) == 1, lines
    # A busy machine may hold a turn up for a moment; the stop itself, 1.5 s, is no such moment.
    assert all(float(re.findall(r"seconds=([0-9.]+)", line)[0]) < 1.5 for line in blocked), lines
    assert any("reactor_turns_again" in line for line in lines), lines
    assert any("process_stood_still" in line for line in lines), lines
    assert out.splitlines() == ["Turns epoll", "['MainThread']"]


def _wait_until_stopped(pid: int) -> None:
    while True:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "T":
            return
        assert state != "Z", "it ended"
        threading.Event().wait(0.01)
