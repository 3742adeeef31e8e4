"""The read-only state: entered once, probed for, left by itself; its clock made by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chat_server.core.trouble import StorageTrouble
from chat_server.writability import LEAST_SECONDS, PROBE_SECONDS, Writability
from protocol.errors import ErrorCode

FULL = StorageTrouble(ErrorCode.STORAGE_FULL, "the disk is full")
LOCKED = StorageTrouble(ErrorCode.BUSY, "another program has locked the database")
UNKNOWN = StorageTrouble(ErrorCode.BUSY, "the database went away", unknown=True)


class Scene:
    """A state, its timers, and the probes that it asked for."""

    def __init__(self) -> None:
        self.clock = 0.0
        self.timers: list[tuple[float, Callable[[], None]]] = []
        self.probes: list[Callable[[StorageTrouble | None], None]] = []
        self.doubts = 0
        self.state = Writability(
            probe=self.probes.append,
            later=lambda seconds, call: self.timers.append((self.clock + seconds, call)),
            now=lambda: self.clock,
            doubted=self._doubted,
        )

    def _doubted(self) -> None:
        self.doubts += 1

    def wait(self, seconds: float) -> None:
        """Let time pass; due timers fire."""
        self.clock += seconds
        due = [timer for timer in self.timers if timer[0] <= self.clock]
        self.timers = [timer for timer in self.timers if timer not in due]
        for _, call in due:
            call()

    def probed(self, trouble: StorageTrouble | None) -> None:
        """Answer the only probe under way."""
        (probe,) = self.probes
        self.probes.clear()
        probe(trouble)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_store_that_is_well_is_not_probed(scene: Scene) -> None:
    scene.state.succeeded()
    scene.wait(60)
    assert (scene.state.reason, scene.state.closed, scene.probes) == ("", False, [])


def test_a_full_disk_makes_it_read_only_until_a_probe_succeeds(scene: Scene) -> None:
    scene.state.failed(FULL)
    assert (scene.state.reason, scene.state.closed) == ("the disk is full", True)
    refusal = scene.state.refusal()
    assert (refusal.code, refusal.retry_after) == (ErrorCode.STORAGE_FULL, 2.0)
    scene.wait(LEAST_SECONDS)
    scene.probed(FULL)
    assert scene.state.closed
    scene.wait(PROBE_SECONDS)
    scene.probed(None)
    assert (scene.state.reason, scene.state.closed) == ("", False)
    scene.wait(60)
    assert (scene.probes, scene.timers) == ([], [])


def test_a_lock_lets_writes_be_tried_and_the_first_that_succeeds_ends_it(scene: Scene) -> None:
    scene.state.failed(LOCKED)
    assert (scene.state.reason, scene.state.closed) == (LOCKED.reason, False)
    scene.state.succeeded()
    assert scene.state.reason == ""
    scene.wait(60)
    assert scene.probes == []
    scene.state.failed(LOCKED)
    scene.wait(LEAST_SECONDS)
    scene.probed(None)
    assert scene.state.reason == "", "a probe ends it too, where nobody writes"


def test_a_lock_may_turn_into_a_full_disk_which_then_lasts_its_time(scene: Scene) -> None:
    scene.state.failed(LOCKED)
    scene.wait(LEAST_SECONDS - 0.5)
    scene.state.failed(FULL)
    assert scene.state.closed
    scene.wait(0.5)
    scene.probed(None)
    assert scene.state.closed, "half a second is too short for what is on the way"
    scene.wait(LEAST_SECONDS)
    scene.probed(None)
    assert not scene.state.closed


def test_a_read_only_server_stays_so_while_probes_find_a_lock(scene: Scene) -> None:
    scene.state.failed(FULL)
    scene.wait(LEAST_SECONDS)
    scene.probed(LOCKED)
    assert (scene.state.closed, scene.state.reason) == (True, LOCKED.reason)
    assert scene.state.refusal().code is ErrorCode.STORAGE_FULL


def test_there_is_one_row_of_probes_however_often_it_comes_and_goes(scene: Scene) -> None:
    for _ in range(5):
        scene.state.failed(LOCKED)
        scene.state.failed(LOCKED)
        scene.state.succeeded()
    scene.state.failed(LOCKED)
    assert len(scene.timers) == 1
    scene.wait(LEAST_SECONDS)
    scene.probed(LOCKED)
    assert len(scene.timers) == 1


def test_a_commit_of_unknown_outcome_closes_and_is_made_good_once_the_store_is_back(
    scene: Scene,
) -> None:
    scene.state.failed(UNKNOWN)
    assert (scene.state.closed, scene.state.refusal().code) == (True, ErrorCode.BUSY)
    scene.wait(LEAST_SECONDS)
    scene.probed(LOCKED)
    assert scene.doubts == 0
    scene.wait(PROBE_SECONDS)
    scene.probed(None)
    assert (scene.doubts, scene.state.closed) == (1, False)
    scene.state.failed(FULL)
    scene.wait(LEAST_SECONDS)
    scene.probed(None)
    assert scene.doubts == 1


def test_coming_and_going_are_each_logged_once(scene: Scene, logged: list[Any]) -> None:
    for _ in range(3):
        scene.state.failed(FULL)
    scene.wait(LEAST_SECONDS)
    scene.probed(FULL)
    scene.wait(PROBE_SECONDS)
    scene.probed(None)
    assert [(entry["event"], entry.get("reason"), entry.get("after")) for entry in logged] == [
        ("storage_trouble", "the disk is full", None),
        ("storage_recovered", None, 3.0),
    ]


def test_the_log_says_what_the_store_said(scene: Scene, logged: list[Any]) -> None:
    trouble = StorageTrouble(ErrorCode.STORAGE_FULL, "the disk reports an error")
    trouble.__cause__ = OSError("disk I/O error")
    scene.state.failed(LOCKED)
    scene.state.failed(trouble)
    assert [(entry["read_only"], entry["cause"]) for entry in logged] == [
        (False, ""),
        (True, "disk I/O error"),
    ]
