"""The bar says what is answered or changed, and can be dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot
from windows_world import part

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.context_bar import ContextBar
from chat_desktop.windows.pane.purpose import Answering, Editing


def test_it_says_what_it_is_about(qtbot: QtBot, theme: Theme) -> None:
    bar = ContextBar(theme)
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_purpose(Answering(7, "Grace", "Yes, that is it"))
    assert not bar.isHidden()
    assert bar.accessibleName() == "Reply to Grace: Yes, that is it"
    bar.show_purpose(Editing(7, "**old** words"))
    assert part(bar, QLabel, "contextText").text() == "old words"
    with qtbot.waitSignal(bar.dropped):
        part(bar, QToolButton, "dropContext").click()
    followed: list[object] = []
    bar.followed.connect(followed.append)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton)
    assert followed == [7]
    bar.show_purpose(None)
    assert bar.isHidden()
