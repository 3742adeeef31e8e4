"""Empty states offer at most one clear action."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme
from chat_desktop.windows.parts.empty import EmptyState


def test_the_action_is_offered(qtbot: QtBot, theme: Theme) -> None:
    made = EmptyState(theme, "chat", "Title", "Words", "Do it", "Or this")
    qtbot.addWidget(made)
    assert made.action is not None
    with qtbot.waitSignal(made.chosen):
        QTest.mouseClick(made.action, Qt.MouseButton.LeftButton)


def test_words_change_and_are_shown_whole(qtbot: QtBot, theme: Theme) -> None:
    made = EmptyState(theme, "chat", "Title", "Words")
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    made.set_words("Other", "A sentence that is long enough to need a second line " * 2)
    assert made.action is None
    words = [label for label in made.findChildren(QLabel) if label.text().startswith("A sent")]
    qtbot.waitUntil(lambda: words[0].height() >= words[0].heightForWidth(words[0].width()))
