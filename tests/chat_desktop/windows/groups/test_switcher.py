"""The quick switcher: letters narrow, arrows move, Enter goes there."""

from __future__ import annotations

import pytest
from fake_client import FakeClient
from fake_data import GROUPS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from windows_world import part

from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.switcher import Switcher
from chat_desktop.windows.groups.switcher_model import SwitcherModel


@pytest.fixture
def switcher(window: QWidget, theme: Theme, client: FakeClient) -> Switcher:
    made = Switcher(window, theme, client)
    made.open()
    return made


def press(switcher: Switcher, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(switcher.search, key)


def names(switcher: Switcher) -> list[str]:
    model = switcher.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_letters_and_enter(switcher: Switcher) -> None:
    QTest.keyClicks(switcher.search, "hunt mo")
    press(switcher, Qt.Key.Key_Return)
    assert switcher.group == "g-moths"
    assert switcher.result() == Switcher.DialogCode.Accepted


def test_scattered_letters_find_it_too(switcher: Switcher) -> None:
    QTest.keyClicks(switcher.search, "dsrv")
    press(switcher, Qt.Key.Key_Return)
    assert switcher.group == "g-design"


def test_people_are_found_by_name_and_username_but_not_oneself(switcher: Switcher) -> None:
    assert names(switcher) == [row.name for row in GROUPS]
    QTest.keyClicks(switcher.search, "grace")
    assert names(switcher) == ["Grace Hopper"]
    switcher.search.clear()
    QTest.keyClicks(switcher.search, "@edsg")
    assert names(switcher) == ["Edsger van Dam"]
    switcher.search.clear()
    QTest.keyClicks(switcher.search, "ada love")
    assert names(switcher) == []
    switcher.search.clear()
    QTest.keyClicks(switcher.search, "barb")
    press(switcher, Qt.Key.Key_Return)
    assert (switcher.group, switcher.person) == (None, "u6")


def test_arrows_move_while_the_search_has_the_keyboard(switcher: Switcher) -> None:
    press(switcher, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert switcher.group == GROUPS[1].id


def test_arrows_go_round_and_pages_stop_at_the_ends(switcher: Switcher) -> None:
    press(switcher, Qt.Key.Key_Up)
    assert switcher.list.currentIndex().row() == len(GROUPS) - 1
    press(switcher, Qt.Key.Key_PageDown)
    assert switcher.list.currentIndex().row() == len(GROUPS) - 1
    press(switcher, Qt.Key.Key_Down)
    assert switcher.list.currentIndex().row() == 0


def test_nothing_found_goes_nowhere(switcher: Switcher) -> None:
    QTest.keyClicks(switcher.search, "zzz")
    said = [each.text() for each in switcher.findChildren(QLabel) if each.isVisible()]
    assert "Nobody and no group of yours is called “zzz”." in said
    press(switcher, Qt.Key.Key_Return, Qt.Key.Key_Down)
    assert switcher.group is None
    assert switcher.isVisible()
    press(switcher, Qt.Key.Key_Escape)
    assert switcher.result() == Switcher.DialogCode.Rejected


def test_a_click_goes_there(switcher: Switcher) -> None:
    switcher.list.clicked.emit(switcher.model.index(3, 0))
    assert switcher.group == GROUPS[3].id


def test_a_screen_reader_hears_what_each_row_is(switcher: Switcher) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    first = switcher.model.index(1, 0).data(role)
    assert first.startswith("Design review, group, ")
    assert first.endswith("3 unread")
    QTest.keyClicks(switcher.search, "grace")
    assert switcher.model.index(0, 0).data(role) == "Grace Hopper, person, @grace"
    assert part(switcher, QWidget, "switcherSearch").accessibleName()
    offer = switcher.model.index(0, 0).data(SwitcherModel.OfferRole)
    assert offer.places == (0, 1, 2, 3, 4)
