"""A toast shows one message, stays in its window, and does not take clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from chat_desktop.windows.parts.toast import Toast


def test_one_message_at_a_time(window: QWidget) -> None:
    toast = Toast(window)
    assert not toast.isVisible()
    toast.say("First")
    toast.say("<b>Second</b>")
    assert toast.isVisible()
    assert toast.text == "<b>Second</b>"
    assert toast.accessibleName() == "<b>Second</b>"
    assert toast.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_long_words_stay_in_the_window(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.say("many words " * 60)
    assert window.rect().contains(toast.geometry())
    window.resize(700, 500)
    qtbot.waitUntil(lambda: abs(toast.geometry().center().x() - 350) <= 1)


def test_it_goes_by_itself(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.say("Soon gone")
    toast._timer.setInterval(1)
    toast._timer.start()
    qtbot.waitUntil(lambda: not toast.isVisible())
