"""Slices of work: some now, the others in later turns, in their order, and none once stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from windows_world import until

from chat_desktop.look import slices as module
from chat_desktop.look.slices import Slices, polished

Loop = asyncio.AbstractEventLoop


def steps(done: list[int], count: int = 5) -> Iterator[None]:
    for number in range(count):
        done.append(number)
        yield


@pytest.fixture
def one(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Slices:
    """Slices that have room for one step in a turn."""
    monkeypatch.setattr(module, "SLICE_SECONDS", -1)
    return Slices(QObject(qapp))


async def test_the_others_come_in_later_turns(qloop: Loop, one: Slices) -> None:
    done = list[int]()
    one.begin(steps(done))
    assert done == [0]
    await one.wait()
    assert done == [0, 1, 2, 3, 4]
    await one.wait()


async def test_what_is_begun_later_takes_the_place(qloop: Loop, one: Slices) -> None:
    first, second = list[int](), list[int]()
    one.begin(steps(first))
    one.begin(steps(second))
    await until(lambda: not one.busy)
    assert (len(first), len(second)) == (1, 5)


async def test_no_step_is_taken_once_stopped(qloop: Loop, one: Slices) -> None:
    done, told = list[int](), list[None]()
    one.ended.connect(lambda: told.append(None))
    one.begin(steps(done))
    one.stop()
    await asyncio.sleep(0.01)
    assert done == [0]
    assert len(told) == 1


def test_all_can_be_done_at_once(one: Slices) -> None:
    done = list[int]()
    one.begin(steps(done))
    one.finish()
    assert done == [0, 1, 2, 3, 4]
    assert not one.busy
    one.finish()


def test_many_short_steps_share_a_turn(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLICE_SECONDS", 3600)
    done = list[int]()
    made = Slices(QObject(qapp))
    made.begin(steps(done))
    assert len(done) == 5
    assert not made.busy


def test_everything_within_has_its_style(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    outer.setStyleSheet("QLabel { min-height: 41px; }")
    inner = QLabel(QWidget(outer))
    many = [QLabel(outer) for _ in range(2 * module.STEP)]
    assert sum(1 for _ in polished(outer)) == 3
    assert {label.minimumHeight() for label in (inner, *many)} == {41}
