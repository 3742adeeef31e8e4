"""The levels of all groups: chosen, found by name, those that differ first."""

from __future__ import annotations

import msgspec
from fake_client import FakeClient
from fake_data import GROUPS, TEAM
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot
from windows_world import part, write

from chat_desktop.core.attention import Level
from chat_desktop.look.theme import Theme
from chat_desktop.windows.settings.levels import MOST, LevelRow, Levels


def filled(theme: Theme, *clients: FakeClient) -> Levels:
    levels = Levels(theme, clients)
    levels.slices.begin(levels.build())
    levels.slices.finish()
    return levels


def shown(levels: Levels) -> list[str]:
    levels.slices.finish()
    QApplication.processEvents()
    boxes = [box for box in levels.findChildren(QComboBox) if box.isVisibleTo(levels)]
    return [box.accessibleName() for box in boxes]


def test_a_choice_is_the_groups_level(theme: Theme, client: FakeClient, qtbot: QtBot) -> None:
    levels = filled(theme, client)
    qtbot.addWidget(levels)
    part(levels, QComboBox, f"level-{TEAM}").setCurrentIndex(2)
    assert client.attention(TEAM) is Level.NOTHING


def test_those_that_differ_come_first(theme: Theme, client: FakeClient, qtbot: QtBot) -> None:
    client.set_attention("g-release", Level.MENTIONS)
    levels = filled(theme, client)
    qtbot.addWidget(levels)
    levels.show()
    assert shown(levels)[0] == "Release 2.4"
    assert len(shown(levels)) == len(GROUPS)
    assert levels.search.isHidden()


def test_many_groups_are_searched(theme: Theme, client: FakeClient, qtbot: QtBot) -> None:
    client.rows = [
        msgspec.structs.replace(GROUPS[0], id=f"g{number}", name=f"Group {number:03}")
        for number in range(MOST + 30)
    ]
    levels = filled(theme, client)
    qtbot.addWidget(levels)
    levels.show()
    assert len(shown(levels)) == MOST
    write(levels, "levelSearch", "049")
    assert shown(levels) == ["Group 049"]
    made = levels.findChildren(LevelRow)
    assert len(made) == MOST
    write(levels, "levelSearch", "")
    levels.slices.finish()
    part(levels, QComboBox, "level-g7").setCurrentIndex(1)
    assert client.attention("g7") is Level.MENTIONS
    assert client.attention("g49") is Level.ALL
    write(levels, "levelSearch", "nowhere")
    assert shown(levels) == []
    assert levels.findChildren(LevelRow) == made, "a row was made for each key"
    assert any("No group" in label.text() for label in levels.findChildren(QLabel))


def test_the_account_is_named_where_there_are_several(
    theme: Theme, client: FakeClient, qtbot: QtBot
) -> None:
    levels = filled(theme, client, FakeClient())
    qtbot.addWidget(levels)
    texts = [label.text() for label in levels.findChildren(QLabel)]
    assert "Ada Lovelace" in texts
