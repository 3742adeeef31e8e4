"""Search everywhere: sections, what each row leads to, and what stands there meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from windows_world import until

from chat_desktop.core.search import Hit
from chat_desktop.look.theme import Theme
from chat_desktop.windows.groups.switcher_model import Offer
from chat_desktop.windows.parts.tasks import Tasks
from chat_desktop.windows.search.global_search import GlobalSearch
from chat_desktop.windows.search.result_model import Found, Heading, Invitation
from chat_desktop.windows.search.searching import State

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def search(qloop: Loop, qtbot: QtBot, client: FakeClient, theme: Theme) -> Iterator[GlobalSearch]:
    said: list[str] = []
    around = QWidget()
    column = QVBoxLayout(around)
    made = GlobalSearch(client, theme, Tasks(said.append))
    column.addWidget(made.field)
    column.addWidget(made)
    qtbot.addWidget(around)
    around.resize(288, 800)
    around.show()
    yield made
    made.end()
    assert said == []


async def look(search: GlobalSearch, text: str) -> None:
    search.field.selectAll()
    QTest.keyClicks(search.field, text)
    await until(lambda: search.searching.state is not State.SEARCHING)


def titles(search: GlobalSearch) -> list[str]:
    return [entry.text for entry in search.results.entries if isinstance(entry, Heading)]


async def test_groups_people_and_messages_stand_in_sections(search: GlobalSearch) -> None:
    await look(search, "moth")
    assert titles(search) == ["Groups", "Messages"]
    assert isinstance(search.results.entries[2], Invitation)
    found = [entry for entry in search.results.entries if isinstance(entry, Found)]
    assert [(entry.author, entry.where) for entry in found] == [("Grace Hopper", "in Moth hunters")]
    await look(search, "grace")
    assert titles(search) == ["People", "Groups", "Messages"]
    offers = [entry for entry in search.results.entries if isinstance(entry, Offer)]
    assert [(offer.name, offer.detail) for offer in offers] == [("Grace Hopper", "@grace")]


async def test_each_row_leads_somewhere(search: GlobalSearch) -> None:
    led: list[object] = []
    search.group_wanted.connect(led.append)
    search.person_wanted.connect(led.append)
    search.public_wanted.connect(led.append)

    def to_hit(hit: Hit, words: object) -> None:
        led.append((hit.group, hit.seq, words))

    search.hit_wanted.connect(to_hit)
    await look(search, "moth")
    for kind in (Found, Invitation, Offer):
        (entry,) = [entry for entry in search.results.entries if isinstance(entry, kind)]
        search.results.chosen.emit(entry)
    assert led == [("g-moths", 2, ("moth",)), "moth", "g-moths"]
    assert search.field.text() == ""
    await look(search, "grace")
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert led[-1] == "u2"
    assert search.active


async def test_arrows_pass_over_headings(search: GlobalSearch) -> None:
    await look(search, "moth")
    seen = []
    for _ in range(4):
        seen.append(type(search.results.current).__name__)
        QTest.keyClick(search.field, Qt.Key.Key_Down)
    assert seen == ["Offer", "Invitation", "Found", "Found"]


async def test_operators_look_among_messages_alone(search: GlobalSearch) -> None:
    await look(search, "from:grace moth ")
    assert titles(search) == ["Messages"]
    assert not any(isinstance(entry, Offer) for entry in search.results.entries)


async def test_a_group_is_completed_with_its_spaces(search: GlobalSearch) -> None:
    await look(search, "moth in:hunt")
    QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert search.field.text() == 'moth in:"Moth hunters" '
    await until(lambda: search.searching.state is State.FOUND)


async def test_what_is_going_on_stands_above_the_messages(
    search: GlobalSearch, client: FakeClient
) -> None:
    QTest.keyClicks(search.field, "moth")
    assert titles(search)[-1] == "Searching messages…"
    await look(search, "zeppelin")
    assert titles(search)[-1] == "No message has these words"
    await look(search, "moth after:never ")
    assert "2026-06-12" in titles(search)[-1]


async def test_escape_leaves_and_nothing_is_left_behind(
    search: GlobalSearch, client: FakeClient
) -> None:
    told: list[object] = []
    search.active_changed.connect(told.append)
    search.left.connect(lambda: told.append("left"))
    await look(search, "moth")
    QTest.keyClick(search.field, Qt.Key.Key_Escape)
    assert search.field.text() == ""
    assert search.results.entries == []
    assert told[-2:] == [False, "left"]
