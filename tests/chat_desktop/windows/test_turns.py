"""No turn of the GUI thread does much, whatever the user does: counted in calls, not in time.

A thousand groups, a thousand rows in view, and everything that was once done in one go.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from fake_client import FakeClient, FakeTimeline
from fake_data import GROUPS, NOW, TEAM, USERS
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from watchdog import Turns, counted_turns
from windows_world import until

from chat_desktop.client.changes import Changes
from chat_desktop.core.ports import GroupsChanged
from chat_desktop.core.rows import MessageRow, Splice
from chat_desktop.core.search import Coverage, Hit, SearchPage
from chat_desktop.look.theme import Theme, ThemeChoice
from chat_desktop.windows.main_window import MainWindow
from chat_desktop.windows.memory import Memory
from protocol.scalars import GroupId

Loop = asyncio.AbstractEventLoop

DARK, LIGHT = ThemeChoice.DARK, ThemeChoice.LIGHT

MOST: Final = 56_000
"""Calls in one turn. A quiet machine makes some 4,000 calls a millisecond.

The most in one event are 28,000. What is due at the same moment counts as one turn, for nothing is
drawn between: on a busy machine that is half as much again.
"""

TEXTS = (
    "plain words, and some more of them",
    "**bold**, *italic*, `code` and https://example.org/a",
    "- one\n- two\n- three 🎉",
    "```python\ndef answer() -> int:\n    return 42\n```",
    "> quoted\n\nこれは日本語",
)
AUTHORS = [user for user in USERS if user != "u0"]


def rows(count: int, first: int = 1) -> list[MessageRow]:
    return [
        MessageRow(
            key=f"{number:036d}",
            by=AUTHORS[number // 3 % len(AUTHORS)],
            at=NOW + number * 1000,
            text=TEXTS[number % len(TEXTS)],
            seq=number,
            n=number,
        )
        for number in range(first, first + count)
    ]


class BusyClient(FakeClient):
    """Has a thousand groups, two with a thousand messages, and tells as the real client does."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = [
            *GROUPS,
            *(replace(GROUPS[0], id=f"g{number}", name=f"Group {number}") for number in range(995)),
        ]
        for group in ("g0", "g1", TEAM):
            self.timelines[group] = FakeTimeline(list(rows(1000)), read=990, opened_read=990)
            self.member_lists[group] = self.member_lists[TEAM]
        self.hits = tuple(
            Hit(TEAM, row.seq or 0, row.at, row.by, row.text or "", ((0, 5),)) for row in rows(40)
        )
        self.changes = Changes()
        self.listen = self.changes.listen  # type: ignore[method-assign]
        self.tell = self.changes.tell  # type: ignore[method-assign]

    async def search(
        self,
        text: str,
        *,
        group: GroupId | None = None,
        before: Hit | None = None,
        limit: int = 50,
    ) -> SearchPage:
        return SearchPage(self.hits)

    def search_coverage(self, group: GroupId | None = None) -> Coverage:
        return Coverage(1, 1)


@pytest.fixture
def main(qloop: Loop, qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(theme, Memory(tmp_path / "window.ini"))
    qtbot.addWidget(made)
    made.resize(1280, 820)
    made.show()
    yield made
    assert made.clients == ()


async def settled() -> None:
    """Let everything come to its end that follows at once."""
    for _ in range(20):
        await asyncio.sleep(0.001)


async def live_through(main: MainWindow, client: BusyClient, turns: Turns) -> None:
    """Do what people do all day."""
    turns.act = "look at an account"
    await main.prepare(client)
    main.use(client)
    await settled()
    for act in ("open", "open again"):
        for group in ("g0", "g1"):
            turns.act = act
            main.workspace.open_group(group)
            await settled()
    view = main.workspace.pane.view
    turns.act = "append"
    view.apply([Splice(1000, 0, tuple(rows(1000, 1001)))])
    await until(lambda: len(view.rows) == 2000)
    await settled()
    turns.act = "put history before"
    view.apply([Splice(0, 0, tuple(rows(1000, -1000)))])
    await until(lambda: len(view.rows) == 3000)
    await settled()
    turns.act = "scroll"
    for notches in (1, 1, 1, 8, 8, -8, -1):
        at = QPointF(view.viewport().rect().center())
        no = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        phase = Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(at, at, QPoint(), QPoint(0, 120 * notches), *no, phase, False)
        QApplication.postEvent(view.viewport(), wheel)
        await settled()
    turns.act = "search"
    everywhere = main.workspace.everywhere
    for typed in ("p", "pl", "plain"):
        everywhere.field.setText(typed)
        await settled()
    await until(lambda: everywhere.searching.hits)
    await settled()
    everywhere.leave()
    turns.act = "paste"
    paste = QMimeData()
    paste.setText("word and another, " * 556)
    main.workspace.pane.composer.input.insertFromMimeData(paste)
    await settled()
    main.workspace.pane.composer.begin("")
    turns.act = "hear from many groups at once"
    for number in range(0, 990, 15):
        row = replace(client.rows[number], unread=number + 1, last_line=TEXTS[number % 5])
        client.rows = [row, *client.rows[:number], *client.rows[number + 1 :]]
        client.tell(GroupsChanged())
    await settled()
    turns.act = ""


async def change_looks(main: MainWindow, theme: Theme, turns: Turns) -> None:
    """Change the size of the window, the theme, and the size of text, and back."""
    turns.act = "resize"
    for width in (1280, 1100, 900, 1100, 1280):
        main.resize(width, 820)
        await settled()
    for act, changes in (
        ("another theme", [partial(theme.choose, to) for to in (DARK, LIGHT)]),
        ("another text size", [partial(theme.resize_text, to) for to in (125, 100)]),
    ):
        turns.act = act
        for change in changes:
            change()
            assert not main.updatesEnabled()
            await until(main.updatesEnabled)
            await settled()
    turns.act = ""
    theme.settle()


async def test_no_turn_does_much(main: MainWindow, theme: Theme) -> None:
    first, second = BusyClient(), BusyClient()
    # What is loaded once, such as lexers, is loaded by the first.
    await live_through(main, first, Turns())
    with counted_turns() as turns:
        await live_through(main, second, turns)
        await change_looks(main, theme, turns)
        main.quit()
    assert len(turns.most) == 12
    assert max(turns.most.values()) < MOST, turns.longest()


async def test_the_watchdog_counts_what_a_turn_does(qloop: Loop) -> None:
    with counted_turns() as turns:
        turns.act = "little by little"
        for _ in range(10):
            sum(map(abs, range(10)))
            [abs(number) for number in range(100)]
            await asyncio.sleep(0.001)
        turns.act = "at once"
        [abs(number) for number in range(1000)]
        await asyncio.sleep(0.001)
        turns.act = ""
    assert turns.most["little by little"] < 500
    assert 1000 < turns.most["at once"] < 2000
    assert turns.longest().startswith("at once: 1")
