"""Lists without the keyboard have their current entry read out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from chat_desktop.windows.parts.aloud import read_current, words_of


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(
        "chat_desktop.windows.parts.aloud.say", lambda _view, words: heard.append(words)
    )
    return heard


def test_the_current_entry_is_read_while_the_list_is_seen(qtbot: QtBot, said: list[str]) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setModel(QStringListModel(["tea", "coffee"], view))
    read_current(view)
    view.setCurrentIndex(view.model().index(0, 0))
    assert said == []
    with qtbot.waitExposed(view):
        view.show()
    view.setCurrentIndex(view.model().index(1, 0))
    assert said == ["coffee"]


def test_a_list_with_the_keyboard_is_read_anyway(qtbot: QtBot, said: list[str]) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(QStringListModel(["tea", "coffee"], view))
    read_current(view)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    assert said == []


def test_the_words_for_readers_go_before_those_that_are_seen() -> None:
    model = QStandardItemModel()
    item = QStandardItem("GH")
    model.appendRow(item)
    assert words_of(model.index(0, 0)) == "GH"
    item.setData("Grace Hopper, online", Qt.ItemDataRole.AccessibleTextRole)
    assert words_of(model.index(0, 0)) == "Grace Hopper, online"
    assert words_of(model.index(7, 0)) == ""
