import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from chat_desktop.garbage import MANY, Garbage


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    gc.collect()
    before = gc.get_threshold()
    made = Garbage()
    yield made
    delete(made)
    gc.set_threshold(*before)
    gc.unfreeze()
    gc.collect()
    gc.enable()


def closed_window() -> "weakref.ref[QWidget]":
    """Return a reference to a window that only a cycle holds."""
    window = QWidget()
    window.itself = window  # type: ignore[attr-defined]
    return weakref.ref(window)


def allocate() -> list[list[int]]:
    """Allocate enough to start a collection, were it on."""
    return [[number] for number in range(5 * gc.get_threshold()[0])]


def test_no_other_thread_destroys_a_window(garbage: Garbage) -> None:
    window = closed_window()
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert window() is not None


def test_what_is_due_is_collected_on_this_thread(garbage: Garbage) -> None:
    window = closed_window()
    died_in: list[QThread] = []
    weakref.finalize(window(), lambda: died_in.append(QThread.currentThread()))
    kept = allocate()
    assert garbage.collect_if_due() is not None
    assert window() is None
    assert died_in == [garbage.thread()]
    assert kept


def test_what_is_there_to_stay_is_looked_through_no_more(garbage: Garbage) -> None:
    third = gc.get_threshold()[2]
    kept = [[number] for number in range(5000)]
    while gc.get_count()[2] <= third:
        gc.collect(1)
        kept.append([0])
    there = len(gc.get_objects())
    assert garbage.collect_if_due() == 1
    assert len(gc.get_objects()) < there / 2
    window = closed_window()
    while gc.get_count()[2] <= third:
        gc.collect(1)
    assert garbage.collect_if_due() == 2
    assert window() is None
    assert kept


def test_nothing_is_done_before_it_is_due(garbage: Garbage) -> None:
    gc.collect()
    assert garbage.collect_if_due() is None


def test_the_loop_plans_it_only_when_enough_was_allocated(
    garbage: Garbage, qapp: QApplication
) -> None:
    gc.collect()
    qapp.processEvents()
    planned = [garbage.due]
    kept = allocate()
    qapp.processEvents()
    planned.append(garbage.due)
    assert planned == [False, True], "an idle program is not woken up"
    assert kept


def test_of_many_at_once_none_wait(garbage: Garbage, qapp: QApplication) -> None:
    gc.collect()
    window = closed_window()
    kept = [[number] for number in range(2 * MANY)]
    qapp.processEvents()
    assert window() is None
    assert kept
