from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from chat_desktop.chat.deletions import GRACE_SECONDS, UNDO_SECONDS, Deletions


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def deletions(qapp: object, clock: Callable[[], float]) -> Deletions:
    return Deletions(clock=clock)


def due(deletions: Deletions) -> list[tuple[str, int]]:
    told: list[tuple[str, int]] = []
    deletions.due.connect(lambda group, seq: told.append((group, seq)))
    return told


def test_nothing_is_sent_before_the_time_is_up(deletions: Deletions, clock: Clock) -> None:
    told = due(deletions)
    deletions.begin("g", 2**40)
    clock.now += UNDO_SECONDS - 0.1
    deletions.tick()
    assert told == []
    assert 0 < deletions.remaining("g", 2**40) < 0.02
    clock.now += 0.2
    deletions.tick()
    assert told == [("g", 2**40)]
    deletions.tick()
    assert told == [("g", 2**40)]


def test_undo_sends_nothing(deletions: Deletions, clock: Clock) -> None:
    told = due(deletions)
    deletions.begin("g", 1)
    deletions.undo("g", 1)
    assert not deletions.holds("g", 1)
    clock.now += 2 * UNDO_SECONDS
    deletions.tick()
    deletions.finish()
    assert told == []


def test_what_is_sent_cannot_be_undone_and_is_shown_as_going_for_a_while(
    deletions: Deletions, clock: Clock
) -> None:
    told = due(deletions)
    deletions.begin("g", 1)
    deletions.finish()
    deletions.undo("g", 1)
    deletions.begin("g", 1)
    assert told == [("g", 1)]
    assert deletions.holds("g", 1)
    assert deletions.remaining("g", 1) == 0.0
    clock.now += GRACE_SECONDS
    deletions.tick()
    assert not deletions.holds("g", 1)


def test_going_away_carries_out_what_waits(deletions: Deletions) -> None:
    told = due(deletions)
    deletions.begin("g", 1)
    deletions.begin("h", 7)
    deletions.finish()
    assert told == [("g", 1), ("h", 7)]


def test_it_counts_only_while_something_waits(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat_desktop.chat.deletions.TICK_MS", 10)
    deletions = Deletions()
    with qtbot.assertNotEmitted(deletions.ticked, wait=30):
        pass
    deletions.begin("g", 1)
    with qtbot.waitSignal(deletions.ticked):
        pass
    deletions.undo("g", 1)
    with qtbot.waitSignal(deletions.ticked):
        pass
    with qtbot.assertNotEmitted(deletions.ticked, wait=30):
        pass
