"""A group in the sidebar is painted in the theme's colours, with a badge for what is unread."""

from __future__ import annotations

import msgspec
import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from chat_desktop.core.attention import Level
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.look.tokens import DARK, LIGHT, Size, Tokens
from chat_desktop.windows.groups.sidebar import Sidebar
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.search.global_search import GlobalSearch


def picture(client: FakeClient, theme: Theme) -> QImage:
    said: list[str] = []
    search = GlobalSearch(client, theme, Tasks(said.append))
    sidebar = Sidebar(client, theme, QWidget(), search)
    sidebar.resize(Size.SIDEBAR, 600)
    sidebar.set_open(TEAM)
    sidebar.show()
    area = QRect(sidebar.list.mapTo(sidebar, QPoint()), sidebar.list.size())
    image = sidebar.grab(area).toImage()
    # A window that stays takes the mouse from those of later tests.
    sidebar.end()
    sidebar.close()
    return image


def colours(image: QImage, top: int, height: int) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(top, top + height, 2)
    }


@pytest.mark.parametrize(
    ("choice", "tokens"), [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)]
)
def test_open_unread_and_muted_rows(
    choice: ThemeChoice, tokens: Tokens, theme: Theme, client: FakeClient
) -> None:
    theme.choose(choice)
    client.change_group("g-random", level=Level.NOTHING)
    try:
        image = picture(client, theme)
        row = Size.GROUP_ROW
        assert tokens.selected in colours(image, 0, row)
        assert tokens.accent in colours(image, row, row)
        assert tokens.badge_muted in colours(image, 3 * row, row)
        assert tokens.accent not in colours(image, 3 * row, row)
    finally:
        theme.choose(ThemeChoice.LIGHT)


def test_long_names_stay_inside(theme: Theme, client: FakeClient) -> None:
    client.rows = [msgspec.structs.replace(client.rows[0], name="W" * 300, last_line="x" * 9000)]
    image = picture(client, theme)
    right = {image.pixelColor(image.width() - 4, y).name() for y in range(Size.GROUP_ROW)}
    assert right == {LIGHT.sidebar}
