import pytest
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from timelines import PEOPLE, message, waiting

from chat_desktop.chat.people import People
from chat_desktop.chat.speech import news, say

KNOWN = People(PEOPLE.get, "ada", lambda _seq: None)


def test_what_others_said_is_news() -> None:
    text = news([message(1, "hi"), message(2, "mine", by="ada"), waiting(1)], KNOWN)
    assert text.startswith("Grace Hopper, hi, ")
    assert "\n" not in text
    assert news([message(2, by="ada")], KNOWN) == ""


def test_many_are_counted() -> None:
    assert news([message(n) for n in range(1, 17)], KNOWN) == "16 new messages"


def test_it_is_said_politely_and_only_to_who_listens(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[QAccessibleAnnouncementEvent] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    monkeypatch.setattr("chat_desktop.chat.speech.QAccessible.updateAccessibility", said.append)
    monkeypatch.setattr("chat_desktop.chat.speech.QAccessible.isActive", lambda: False)
    say(widget, "hello")
    assert said == []
    monkeypatch.setattr("chat_desktop.chat.speech.QAccessible.isActive", lambda: True)
    say(widget, "hello")
    say(widget, "")
    assert [event.message() for event in said] == ["hello"]
