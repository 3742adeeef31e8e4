"""A member is painted with presence, badge and second line."""

from __future__ import annotations

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from pytestqt.qtbot import QtBot

from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.look.tokens import DARK, LIGHT, Size, Tokens
from chat_desktop.windows.people.members_panel import MembersPanel


@pytest.mark.parametrize(
    ("choice", "tokens"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)]
)
def test_badge_and_presence(
    choice: ThemeChoice, tokens: Tokens, theme: Theme, client: FakeClient, qtbot: QtBot
) -> None:
    theme.choose(choice)
    try:
        panel = MembersPanel(client, theme)
        qtbot.addWidget(panel)
        panel.resize(Size.MEMBERS, 700)
        panel.show_group(TEAM)
        panel.show()
        image = panel.grab().toImage()
        colours = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(Size.HEADER, image.height())
        }
        assert {tokens.online, tokens.accent_soft, tokens.offline} <= colours
        panel.end()
    finally:
        theme.choose(ThemeChoice.LIGHT)
