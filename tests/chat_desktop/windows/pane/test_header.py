"""The header says which group is open, and asks for more about it."""

from __future__ import annotations

import msgspec
import pytest
from fake_data import GROUPS
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from windows_world import part

from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.header import PaneHeader


@pytest.fixture
def header(qtbot: QtBot, theme: Theme) -> PaneHeader:
    made = PaneHeader(theme)
    qtbot.addWidget(made)
    made.resize(700, 60)
    made.show()
    return made


def about(header: PaneHeader) -> str:
    return part(header, QLabel, "paneAbout").text()


def test_words(header: PaneHeader) -> None:
    header.show_group(GROUPS[0], 5)
    assert about(header) == "8 members, 5 online · Backend, load tests and on-call"
    header.show_group(GROUPS[2], None)
    assert about(header) == "12 members"
    header.show_group(msgspec.structs.replace(GROUPS[2], members=1), 1)
    assert about(header) == "1 member, 1 online"


def test_a_click_on_the_name_asks_for_details(header: PaneHeader, qtbot: QtBot) -> None:
    header.show_group(GROUPS[0], 5)
    with qtbot.waitSignal(header.details_wanted):
        QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))


def test_buttons(header: PaneHeader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(header.members_toggled):
        header.people.click()
    with qtbot.waitSignal(header.search_wanted):
        header.search.click()
    with qtbot.waitSignal(header.menu_wanted):
        header.more.click()
