"""What is slow is loaded in a thread, once, and told on the thread that asked."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from chat_desktop.chat import warming
from chat_desktop.chat.warming import Warming


@pytest.fixture(autouse=True)
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Warming, "_thread", None)


def test_it_is_loaded_in_a_thread_and_told_on_this_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded_in: list[str] = []
    monkeypatch.setattr(
        warming, "parse", lambda _text: loaded_in.append(threading.current_thread().name)
    )
    told_on: list[QThread] = []
    one = Warming()
    one.done.connect(lambda: told_on.append(QThread.currentThread()))
    one.begin()
    qtbot.waitUntil(lambda: bool(told_on), timeout=30_000)
    other = Warming()
    other.done.connect(lambda: told_on.append(QThread.currentThread()))
    other.begin()
    assert loaded_in == ["warming"]
    assert told_on == [one.thread(), one.thread()]


def test_who_is_destroyed_meanwhile_is_told_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    loaded: list[bool] = []
    monkeypatch.setattr(warming, "parse", lambda _text: loaded.append(goes_on.wait(30)))
    told: list[str] = []
    parent = QObject()
    going, staying = Warming(parent), Warming()
    going.done.connect(lambda: told.append("gone"))
    staying.done.connect(lambda: told.append("here"))
    going.begin()
    staying.begin()
    delete(parent)
    assert told == []
    goes_on.set()
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert (loaded, told) == ([True], ["here"])
