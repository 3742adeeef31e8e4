"""Empty states offer at most one clear action."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from chat_desktop.look.fonts import renew_fonts, set_text_size
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


def test_no_last_word_stands_alone(qtbot: QtBot, theme: Theme, qapp: QApplication) -> None:
    made = EmptyState(theme, "chat", "Title", "Old words")
    qtbot.addWidget(made)
    made.set_words("Other", "A sentence that has one word more than fits into the first line here")
    words = next(label for label in made.findChildren(QLabel) if "sentence" in label.text())
    line = words.fontMetrics().horizontalAdvance(words.text()) / 2
    assert words.height() == 2 * words.fontMetrics().height()
    assert line <= words.width() < line + 80, "both lines are about as long"
    try:
        set_text_size(qapp, 160)
        renew_fonts(qapp)
        assert words.height() >= words.heightForWidth(words.width())
        assert words.height() > 2 * words.fontMetrics().height()
    finally:
        set_text_size(qapp, 100)
        renew_fonts(qapp)
