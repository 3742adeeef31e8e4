"""The right column: who is there, and what may be asked about them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from fake_data import TEAM, USERS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chat_desktop.core.ports import MembersChanged
from chat_desktop.core.rows import LinkState
from chat_desktop.look.theme import Theme
from chat_desktop.windows.people.member_model import MemberModel, MemberRow, SectionRow
from chat_desktop.windows.people.members_panel import MembersPanel
from protocol.views import Member


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


def test_without_a_connection_nobody_is_said_to_be_there(
    panel: MembersPanel, client: FakeClient
) -> None:
    client.set_status(LinkState.OFFLINE)
    entries = [panel.model.index(row).data(MemberModel.EntryRole) for row in range(9)]
    assert entries[0] == SectionRow(None, 8)
    assert all(isinstance(each, MemberRow) and each.online is None for each in entries[1:])
    assert "8 member" in panel.model.section_title(entries[0])
    client.set_status(LinkState.ONLINE)
    assert panel.model.index(0).data(MemberModel.EntryRole) == SectionRow(True, 5)


def test_a_large_group_is_loaded_on_as_one_scrolls(panel: MembersPanel, client: FakeClient) -> None:
    wanted: list[str] = []
    panel.more_wanted.connect(wanted.append)
    assert not panel._part.isVisible()
    client.further_members[TEAM] = [
        Member(user=USERS["u2"], role="member", online=False) for _ in range(3)
    ]
    client.change_group(TEAM, members=11)
    assert "8 of 11" in panel._part.text()
    panel.resize(232, 300)
    bar = panel.list.verticalScrollBar()
    bar.setValue(1)
    assert wanted == []
    bar.setValue(bar.maximum())
    assert wanted == [TEAM]
