"""What is slow is loaded in a thread, once, and told on the thread that asked."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from chat_desktop.chat import warming
from chat_desktop.chat.warming import Warming


def test_it_is_loaded_in_a_thread_and_told_on_this_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded_in: list[str] = []
    monkeypatch.setattr(Warming, "_warm", False)
    monkeypatch.setattr(
        warming, "parse", lambda _text: loaded_in.append(threading.current_thread().name)
    )
    told_on: list[QThread] = []
    one = Warming()
    one.done.connect(lambda: told_on.append(QThread.currentThread()))
    one.begin()
    qtbot.waitUntil(lambda: bool(told_on))
    other = Warming()
    other.done.connect(lambda: told_on.append(QThread.currentThread()))
    other.begin()
    assert loaded_in == ["warming"]
    assert told_on == [one.thread(), one.thread()]
