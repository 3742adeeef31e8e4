"""The strip of accounts: when it is shown, what a tile says, what it asks for."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot
from windows_world import part

from chat_desktop.core.rows import LinkState
from chat_desktop.look.theme import Theme
from chat_desktop.windows.account.strip import AccountRow, AccountStrip

ADA = AccountRow("u1", "Ada Lovelace", "chat.example.org", LinkState.ONLINE)
GRACE = AccountRow("u2", "Grace Hopper", "localhost:8420", LinkState.OFFLINE, unread=120)
KEN = AccountRow("u5", "Ken Thomas", "b.org", LinkState.SIGNED_OUT, others=True)


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> AccountStrip:
    made = AccountStrip(theme)
    qtbot.addWidget(made)
    made.resize(made.width(), 600)
    made.show_rows((ADA, GRACE, KEN), 1)
    made.show()
    return made


def test_it_is_there_only_for_more_than_one(strip: AccountStrip) -> None:
    strip.show_rows((ADA,), 0)
    assert strip.isHidden()
    strip.show_rows((ADA, KEN), None)
    assert strip.isVisible()
    assert not any(tile.isChecked() for tile in strip.tiles)


def test_each_tile_says_who_where_and_how(strip: AccountStrip) -> None:
    assert [tile.accessibleName() for tile in strip.tiles] == [
        "Ada Lovelace on chat.example.org",
        "Grace Hopper on localhost:8420, 120 unread, not connected",
        "Ken Thomas on b.org, not logged in",
    ]
    assert [tile.isChecked() for tile in strip.tiles] == [False, True, False]
    assert "(Ctrl+2)" in strip.tiles[1].toolTip()


def test_a_name_is_never_markup(strip: AccountStrip) -> None:
    row = msgspec.structs.replace(ADA, name="<b>Ada</b>")
    strip.show_rows((row, GRACE), 0)
    assert "<b>" not in strip.tiles[0].toolTip()


def test_choosing_asks_and_the_window_decides(strip: AccountStrip) -> None:
    chosen: list[int] = []
    strip.chosen.connect(chosen.append)
    QTest.mouseClick(strip.tiles[2], Qt.MouseButton.LeftButton)
    QTest.keyClick(strip.tiles[0], Qt.Key.Key_Space)
    assert chosen == [2, 0]
    assert [tile.isChecked() for tile in strip.tiles] == [False, True, False]


def test_menus_come_by_mouse_and_by_key(strip: AccountStrip) -> None:
    wanted: list[int] = []
    strip.menu_wanted.connect(lambda place, _where: wanted.append(place))
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QApplication.sendEvent(strip.tiles[1], QContextMenuEvent(reason, QPoint(), QPoint()))
    assert wanted == [1, 1]


def test_one_more_account_is_asked_for(strip: AccountStrip) -> None:
    asked: list[str] = []
    strip.add_wanted.connect(lambda: asked.append("add"))
    QTest.mouseClick(part(strip, QToolButton, "addAccountTile"), Qt.MouseButton.LeftButton)
    assert asked == ["add"]


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_every_state_can_be_painted(strip: AccountStrip, direction: Qt.LayoutDirection) -> None:
    strip.setLayoutDirection(direction)
    colours = set()
    for tile in strip.tiles:
        tile.setFocus()
        picture = tile.grab().toImage()
        colours |= {picture.pixelColor(x, y).name() for x in range(60) for y in range(0, 52, 3)}
    assert len(colours) > 5
