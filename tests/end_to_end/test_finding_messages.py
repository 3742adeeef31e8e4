"""Finding messages in a real window: in the group, everywhere, after others wrote them, by date."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from real_windows import create_group, desktop, join_group, say, sees, sign_up
from server_process import ServerProcess
from windows_world import until

from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.search.result_model import Found
from chat_desktop.windows.search.searching import State

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


async def test_what_others_wrote_is_found_and_shown(
    qloop: Loop, server: ServerProcess, folder: Path, theme: Theme
) -> None:
    async with (
        desktop(folder, "lise", theme, server.url) as lise,
        desktop(folder, "otto", theme, server.url) as otto,
    ):
        await sign_up(lise, "lise")
        await sign_up(otto, "otto")
        await create_group(lise, "Laboratory")
        await join_group(otto, "Laboratory")
        say(otto, "The barium is back")
        await sees(lise, "The barium is back")
        say(lise, "Then it is fission")
        await sees(otto, "The barium is back", "Then it is fission")
        space = lise.window.workspace
        space.finding.search_group()
        QTest.keyClicks(space.finding.panel.field, "ARIUM from:otto ")
        await until(lambda: space.finding.panel.searching.state is State.FOUND)
        (entry,) = [each for each in space.finding.panel.list.entries if isinstance(each, Found)]
        assert (entry.author, entry.excerpt.text) == ("Otto", "The barium is back")
        QTest.keyClick(space.finding.panel.field, Qt.Key.Key_Return)
        await until(lambda: space.pane.view.highlights.find("barium"))
        QTest.keyClick(space.finding.panel.field, Qt.Key.Key_Escape)
        assert not space.finding.panel.isVisible()

        everywhere = otto.window.workspace.everywhere
        QTest.keyClicks(everywhere.field, "fission in:lab after:2020 ")
        await until(lambda: everywhere.searching.state is State.FOUND)
        assert [hit.text for hit in everywhere.searching.hits] == ["Then it is fission"]

        group = otto.window.workspace.group
        assert group is not None
        assert await otto.client.seq_at(group, 0) == 3
        assert await otto.client.seq_at(group, 4_000_000_000_000) is None
