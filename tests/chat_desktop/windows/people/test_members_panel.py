"""The right column: who is there, and what may be asked about them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chat_desktop.core.ports import MembersChanged
from chat_desktop.look.theme import Theme
from chat_desktop.windows.people.members_panel import MembersPanel


@pytest.fixture
def panel(qtbot: QtBot, client: FakeClient, theme: Theme) -> Iterator[MembersPanel]:
    made = MembersPanel(client, theme)
    qtbot.addWidget(made)
    made.resize(232, 700)
    made.show()
    made.show_group(TEAM)
    yield made
    made.end()


def click_on(panel: MembersPanel, user: str, button: Qt.MouseButton) -> None:
    row = panel.model.row_of(user)
    assert row is not None
    place = panel.list.visualRect(panel.model.index(row)).center()
    QTest.mouseClick(panel.list.viewport(), button, pos=place)


def test_a_click_asks_for_the_profile(panel: MembersPanel) -> None:
    wanted: list[str] = []
    panel.profile_wanted.connect(wanted.append)
    click_on(panel, "u3", Qt.MouseButton.LeftButton)
    assert wanted == ["u3"]


def test_changes_of_this_group_are_shown(panel: MembersPanel, client: FakeClient) -> None:
    client.member_lists[TEAM] = client.member_lists[TEAM][:2]
    client.tell(MembersChanged("g-design"))
    assert panel.model.rowCount() == 10
    client.tell(MembersChanged(TEAM))
    assert panel.model.rowCount() == 3


def test_loading_is_said(panel: MembersPanel, client: FakeClient) -> None:
    del client.member_lists["g-random"]
    panel.show_group("g-random")
    assert panel._loading.isVisible()
    assert panel.model.rowCount() == 0


def test_only_admins_may_add(panel: MembersPanel) -> None:
    assert panel.add.isVisible()
    panel.show_group("g-random")
    assert not panel.add.isVisible()
    panel.show_group("g-design")
    assert panel.add.isVisible()
