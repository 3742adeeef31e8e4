"""An avatar as a widget shows its person."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from chat_desktop.look.avatar import Presence
from chat_desktop.look.theme import Theme
from chat_desktop.look.tokens import AVATARS, LIGHT, colour_index
from chat_desktop.windows.parts.portrait import Portrait


def test_it_shows_the_person_and_the_presence(qtbot: QtBot, theme: Theme) -> None:
    made = Portrait(theme, 40)
    qtbot.addWidget(made)
    made.show_person("u7", "Ada", Presence.ONLINE)
    image = made.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(46) for y in range(46)}
    assert {AVATARS[colour_index("u7")], LIGHT.online} <= colours
    made.show_person("u7", "Ada")
    image = made.grab().toImage()
    assert LIGHT.online not in {image.pixelColor(x, y).name() for x in range(46) for y in range(46)}
