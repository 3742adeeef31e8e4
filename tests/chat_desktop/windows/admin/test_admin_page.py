"""One table: search, pages while scrolling, acts on the chosen row only where allowed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from windows_world import click, part, until, write

from chat_desktop.core.ports import Offline
from chat_desktop.look.theme import Theme
from chat_desktop.windows.admin.admin_model import Column
from chat_desktop.windows.admin.admin_page import Act, AdminPage
from chat_desktop.windows.parts.tasks import Tasks

Loop = asyncio.AbstractEventLoop


class Shelf:
    """A hundred words, thirty a page."""

    def __init__(self) -> None:
        self.words = [f"word{number}" for number in range(100)]
        self.loads: list[tuple[str, str | None]] = []
        self.done: list[str] = []
        self.fail = False

    async def load(self, query: str, after: str | None) -> tuple[Sequence[str], str | None]:
        self.loads.append((query, after))
        if self.fail:
            raise Offline("There is no connection.")
        found = [word for word in self.words if query in word]
        start = int(after or 0)
        return found[start : start + 30], str(start + 30) if start + 30 < len(found) else None

    async def act(self, word: str) -> None:
        self.done.append(word)
        self.words.remove(word)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def page(
    qloop: Loop, qtbot: QtBot, theme: Theme, shelf: Shelf, said: list[str]
) -> Iterator[AdminPage[str]]:
    tasks = Tasks(said.append)
    acts = (Act[str]("Drop it…", shelf.act, lambda word: word != "word0", danger=True),)
    columns = (Column[str]("Word", lambda word: word),)
    place = QWidget()
    qtbot.addWidget(place)
    QVBoxLayout(place)
    made = AdminPage(place, theme, "shelf", "Search words", columns, shelf.load, acts, tasks)
    place.resize(600, 500)
    place.show()
    yield made
    tasks.cancel()


async def test_pages_come_while_scrolling(page: AdminPage[str], shelf: Shelf) -> None:
    page.load()
    await until(lambda: page.model.rowCount() == 30)
    page.table.scrollToBottom()
    await until(lambda: page.model.rowCount() == 60)
    assert [after for _query, after in shelf.loads] == [None, "30"]


async def test_search_begins_anew(page: AdminPage[str], shelf: Shelf) -> None:
    page.load()
    await until(lambda: page.model.rowCount())
    write(page, "shelfSearch", "word9")
    await until(lambda: page.model.rowCount() == 11)


async def test_an_act_is_done_where_allowed_and_shown(page: AdminPage[str], shelf: Shelf) -> None:
    page.load()
    await until(lambda: page.model.rowCount())
    button = part(page, QPushButton, "shelfDropIt")
    assert not button.isEnabled()
    page.table.selectRow(0)
    assert not button.isEnabled()
    page.table.selectRow(1)
    click(page, "shelfDropIt")
    await until(lambda: "word1" not in page.model.rows)
    assert shelf.done == ["word1"]


async def test_trouble_is_told_and_can_be_tried_again(
    page: AdminPage[str], shelf: Shelf, said: list[str]
) -> None:
    shelf.fail = True
    page.load()
    await until(lambda: said == ["There is no connection."])
    shelf.fail = False
    page.load()
    await until(lambda: page.model.rowCount() == 30)
