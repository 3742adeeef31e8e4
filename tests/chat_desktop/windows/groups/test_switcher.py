"""The quick switcher: letters narrow, arrows move, Enter goes there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fake_client import FakeClient
from fake_data import GROUPS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.group_model import GroupModel
from chat_desktop.windows.groups.switcher import Switcher


@pytest.fixture
def switcher(window: QWidget, theme: Theme, client: FakeClient) -> Switcher:
    model = GroupModel(lambda user: user, lambda: datetime.now(UTC), window)
    made = Switcher(window, theme, client, model)
    made.open()
    return made


def test_letters_and_enter(switcher: Switcher) -> None:
    QTest.keyClicks(switcher.search, "hunt mo")
    QTest.keyClick(switcher.search, Qt.Key.Key_Return)
    assert switcher.group == "g-moths"
    assert switcher.result() == Switcher.DialogCode.Accepted


def test_arrows_move_while_the_search_has_the_keyboard(switcher: Switcher) -> None:
    QTest.keyClick(switcher.search, Qt.Key.Key_Down)
    QTest.keyClick(switcher.search, Qt.Key.Key_Down)
    QTest.keyClick(switcher.search, Qt.Key.Key_Up)
    QTest.keyClick(switcher.search, Qt.Key.Key_Return)
    assert switcher.group == GROUPS[1].id


def test_nothing_found_goes_nowhere(switcher: Switcher) -> None:
    QTest.keyClicks(switcher.search, "zzz")
    QTest.keyClick(switcher.search, Qt.Key.Key_Return)
    assert switcher.group is None
    assert switcher.isVisible()
    QTest.keyClick(switcher.search, Qt.Key.Key_Escape)
    QTest.keyClick(switcher.search, Qt.Key.Key_Escape)
    assert switcher.result() == Switcher.DialogCode.Rejected
