"""The three columns together: opening, empty states, what happens when a group goes."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import Iterator

import pytest
from fake_client import FakeClient, FakeTimeline
from fake_data import GROUPS, TEAM
from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from windows_world import click, dialog, part, turns, until

from chat_desktop.core.ports import Notice
from chat_desktop.core.rows import LinkState, Trouble
from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.writing import KEPT
from chat_desktop.windows.workspace import Workspace

Loop = asyncio.AbstractEventLoop


def build(qtbot: QtBot, client: FakeClient, theme: Theme) -> Workspace:
    made = Workspace(client, theme)
    qtbot.addWidget(made)
    made.resize(1280, 820)
    made.show()
    return made


@pytest.fixture
def workspace(qloop: Loop, qtbot: QtBot, client: FakeClient, theme: Theme) -> Iterator[Workspace]:
    made = build(qtbot, client, theme)
    yield made
    made.end()


async def test_opening_shows_it_everywhere(workspace: Workspace) -> None:
    opened: list[str] = []
    workspace.opened.connect(opened.append)
    assert workspace.members.isHidden()
    workspace.open_group(TEAM)
    assert workspace.group == TEAM
    assert opened == [TEAM]
    assert workspace.members.isVisible()
    assert workspace.members.model.rowCount() == 10
    workspace.open_group("unknown")
    assert workspace.group == TEAM


async def test_steps_go_up_and_down(workspace: Workspace) -> None:
    workspace.step(1)
    assert workspace.group == GROUPS[0].id
    workspace.step(1)
    assert workspace.group == GROUPS[1].id
    workspace.step(-1)
    assert workspace.group == GROUPS[0].id


async def test_a_group_that_goes_is_closed(workspace: Workspace, client: FakeClient) -> None:
    workspace.open_group(TEAM)
    await turns()
    client.drop_group(TEAM)
    assert workspace.group is None
    assert workspace.members.isHidden()
    await until(lambda: client.open is None)


async def test_notices_are_told(workspace: Workspace, client: FakeClient) -> None:
    client.tell(Notice("The local copy was damaged and is made anew."))
    assert workspace.toast.text.startswith("The local copy")


async def test_links_to_groups_are_joined_here(workspace: Workspace) -> None:
    workspace.open_link("parlance://join/127.0.0.1:8765/p-2#x")
    form = await dialog(workspace, "joinDialog")
    assert part(form, QLineEdit, "joinLink").text().endswith("/p-2#x")
    click(form, "joinSubmit")
    await until(lambda: workspace.group == "p-2")


async def test_a_narrow_window_gives_the_room_to_the_chat(workspace: Workspace) -> None:
    workspace.open_group(TEAM)
    workspace.resize(800, 600)
    workspace.resizeEvent(QResizeEvent(workspace.size(), workspace.size()))
    assert workspace.members.isHidden()
    workspace.resize(1280, 800)
    await until(lambda: workspace.members.isVisible())
    workspace.pane.header.people.click()
    assert workspace.members.isHidden()
    assert not workspace.members_wanted


@pytest.mark.parametrize(
    ("state", "page"),
    [
        (LinkState.ONLINE, "no_group"),
        (LinkState.OFFLINE, "offline"),
        (LinkState.CONNECTING, "offline"),
        (LinkState.SIGNED_OUT, "signed_out"),
    ],
)
async def test_empty_states(
    qloop: Loop, qtbot: QtBot, theme: Theme, state: LinkState, page: str
) -> None:
    client = FakeClient(lively=False)
    workspace = build(qtbot, client, theme)
    client.set_status(state)
    assert workspace._centre.currentWidget() is getattr(workspace.empty, page)
    workspace.end()


async def test_the_first_action_finds_groups(qloop: Loop, qtbot: QtBot, theme: Theme) -> None:
    workspace = build(qtbot, FakeClient(lively=False), theme)
    assert workspace.empty.no_group.action is not None
    workspace.empty.no_group.action.click()
    (await dialog(workspace, "directoryDialog")).reject()
    workspace.end()


async def test_a_narrow_window_shows_one_column_and_a_way_back(workspace: Workspace) -> None:
    header = workspace.pane.header
    workspace.resize(500, 700)
    assert workspace.sidebar.isVisible()
    assert header.isHidden() or not header.isVisible()
    workspace.open_group(TEAM)
    assert not workspace.sidebar.isVisible()
    assert header.back.isVisible()
    header.back.click()
    assert workspace.sidebar.isVisible()
    seen = [workspace.group]
    workspace.open_group(TEAM)
    seen.append(workspace.group)
    assert seen == [None, TEAM]
    header.people.click()
    assert workspace.members.isVisible()
    assert not workspace.pane.isVisible()
    workspace.members.back.click()
    assert workspace.pane.isVisible()
    workspace.resize(1280, 820)
    assert workspace.sidebar.isVisible()
    assert workspace.members.isVisible()
    assert not header.back.isVisible()


async def test_widths_are_kept_only_where_columns_have_their_own(workspace: Workspace) -> None:
    assert workspace.columns_state() is not None
    workspace.resize(500, 700)
    assert workspace.columns_state() is None


async def test_what_is_wrong_stays_said_while_it_is_tried_again(
    qloop: Loop, qtbot: QtBot, theme: Theme
) -> None:
    client = FakeClient(lively=False)
    workspace = build(qtbot, client, theme)
    client.set_status(LinkState.CONNECTING)
    assert part(workspace.empty.offline, QLabel, "").text() == "Connecting…"
    client.set_status(LinkState.OFFLINE, reason="It is expired.", trouble=Trouble.CERTIFICATE)
    titles = [label.text() for label in workspace.empty.offline.findChildren(QLabel)]
    assert "This connection is not safe" in titles
    client.set_status(LinkState.CONNECTING)
    assert [label.text() for label in workspace.empty.offline.findChildren(QLabel)] == titles
    client.set_status(LinkState.ONLINE)
    client.set_status(LinkState.CONNECTING)
    assert part(workspace.empty.offline, QLabel, "").text() == "Connecting…"
    workspace.end()


async def test_the_keyboard_goes_around_the_parts_of_the_window(workspace: Workspace) -> None:
    workspace.open_group(TEAM)
    workspace.activateWindow()
    parts = [workspace.pane.composer.input, workspace.members.list, workspace.sidebar.list]
    for part_of_it in (*parts[1:], workspace.pane.view, parts[0]):
        workspace.focus_part(1)
        assert workspace.focusWidget() is part_of_it
    workspace.focus_part(-1)
    assert workspace.focusWidget() is workspace.pane.view


async def test_unread_groups_are_reached_and_explained(
    workspace: Workspace, client: FakeClient
) -> None:
    workspace.step_unread(1)
    assert workspace.group == "g-design"
    workspace.groups.unread_wanted.emit("g-moths")
    assert workspace.group == "g-moths"
    await until(lambda: client.asked("first_unread"))


async def test_what_was_deleted_goes_before_the_session_does(
    workspace: Workspace, client: FakeClient
) -> None:
    workspace.open_group(TEAM)
    workspace.pane.view.deletions.begin(TEAM, 7)
    workspace.people.log_out()
    click(await dialog(workspace, "confirm"), "confirmAccept")
    await until(lambda: client.asked("log_out"))
    names = [call[0] for call in client.calls]
    assert client.asked("delete_soon") == [(TEAM, 7)]
    assert names.index("delete_soon") < names.index("log_out")


async def test_opening_groups_leaves_no_objects_behind(
    workspace: Workspace, client: FakeClient
) -> None:
    rows = client.timelines[TEAM].rows
    # More groups than keep what is being written in them.
    client.rows = [replace(client.rows[0], id=f"g{number}") for number in range(KEPT + 3)]
    for group in client.rows:
        client.timelines[group.id] = FakeTimeline(rows[:3], read=6, opened_read=6)

    async def count_after_visits() -> Counter[str]:
        for group in (*client.rows, *client.rows):
            workspace.open_group(group.id)
            await turns(3)
        # Looking for them gives them Python objects, which are kept with them.
        children = Counter(
            f"in Qt: {type(one).__name__}" for one in workspace.findChildren(QObject)
        )
        gc.collect()
        # What Python holds is counted too: not every object has a parent in Qt.
        return children + Counter(type(one).__name__ for one in gc.get_objects() if _is_qt(one))

    # What is made a while after the start is made now.
    assert workspace.finding.panel.parent()
    assert workspace.everywhere.results.parent()
    before = await count_after_visits()
    after = await count_after_visits()
    assert after - before == Counter()


def _is_qt(found: object) -> bool:
    return isinstance(type(found), type(QObject))
