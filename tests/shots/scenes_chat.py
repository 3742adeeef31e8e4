"""Scenes of reading: a conversation, its marks and lines, what failed, what is selected."""

from __future__ import annotations

import msgspec
from fake_client import FakeClient, FakeTimeline
from fake_data import DAY, MINUTE, NOW, TEAM
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from shots.scene import scene
from shots.stage import Stage

from chat_desktop.chat.identity import identity
from chat_desktop.chat.selection import Selection, Spot
from chat_desktop.core.rows import Delivery, HoleRow, MessageRow, NoticeRow, Row
from protocol.events import Changed, Joined, Left, Removed, RoleSet
from protocol.views import Reaction


def said(seq: int, by: str, minutes: float, text: str | None, **more: object) -> MessageRow:
    """Return a message of the team's group, sent so many minutes ago."""
    at = NOW - int(minutes * MINUTE)
    row = MessageRow(f"key-{seq:012}", by, at, text, seq, seq)
    return msgspec.structs.replace(row, **more)


def with_rows(rows: list[Row], *, read: int = 0, at_end: bool = True) -> FakeClient:
    """Return a lively client in whose team these rows stand, read up to `read` (0: all)."""
    client = FakeClient()
    mark = read or max((row.seq or 0 for row in rows if isinstance(row, MessageRow)), default=0)
    client.timelines[TEAM] = FakeTimeline(rows, at_end=at_end, read=mark, opened_read=mark)
    return client


def long_talk(count: int = 60, *, ends: float = 0) -> list[Row]:
    """Return a conversation of several days and screens that ended so many minutes ago."""
    lines = (
        ("u2", "The journal commits in batches now. One fsync for all of them."),
        ("u1", "Lovely. Does a single message wait for the batch?"),
        ("u2", "No: alone it is committed at once."),
        ("u3", "I ran it against the old one over night, and the curve is flat up to 12k a second"),
        ("u4", "👍"),
        ("u5", "Release notes are in the usual place. Please read the part about `epoch` twice."),
    )
    rows: list[Row] = []
    for seq in range(1, count + 1):
        by, text = lines[seq % len(lines)]
        rows.append(said(seq, by, ends + (count - seq) * 170 / 3, text))
    return rows


@scene("chat", "A conversation, with the unread line", "Reading")
async def chat(stage: Stage) -> QWidget:
    client = FakeClient()
    client.change_group(TEAM, typing=("u2",))
    return stage.window(client)


@scene("chat-everything", "Everything that a message can be", "Reading")
async def chat_everything(stage: Stage) -> QWidget:
    rows: list[Row] = [
        said(1, "u3", 60, "# Not a heading\n> quoted *in italics*\n> over two lines\n\n"
             "1. first\n2. second\n\n- a list\n- of ~~two~~ things"),
        said(2, "u3", 59, "https://wiki.example.org/a/very/long/address/that/goes/on/and/on?q=1"),
        said(3, "u1", 50, "**Bold**, *italic*, ~~gone~~ and `code`", edited_at=NOW - 40 * MINUTE),
        said(4, "u2", 45, None, deleted=True),
        NoticeRow(RoleSet(seq=5, at=NOW, by="u1", user="u2", role="admin")),
        said(6, "u4", 30, "🎉", reactions=(Reaction(emoji="🚀", count=12, mine=True),)),
        said(7, "u2", 20, "@Ada look, a moth", reply_to=3),
        said(8, "u1", 6, "On its way", delivery=Delivery.SENT),
        msgspec.structs.replace(said(9, "u1", 1, "And this one waits"), seq=None, n=None,
                            delivery=Delivery.SENDING),
    ]  # fmt: skip
    return stage.window(with_rows(rows))


@scene("notices", "Who came, who went, what changed", "Reading")
async def notices(stage: Stage) -> QWidget:
    rows: list[Row] = [
        NoticeRow(Joined(seq=1, at=NOW - DAY, by="u1", user="u1")),
        NoticeRow(Changed(seq=2, at=NOW - DAY, by="u1", name="Server team")),
        NoticeRow(Joined(seq=3, at=NOW - DAY, by="u2", user="u2")),
        said(4, "u2", 1200, "Hello everybody"),
        NoticeRow(RoleSet(seq=5, at=NOW, by="u1", user="u2", role="admin")),
        NoticeRow(Left(seq=6, at=NOW, by="u7", user="u7")),
        NoticeRow(Removed(seq=7, at=NOW, by="u2", user="u8")),
        said(8, "u1", 3, "Quieter now."),
    ]
    return stage.window(with_rows(rows))


@scene("empty-group", "A group in which nothing was said yet", "Reading")
async def empty_group(stage: Stage) -> QWidget:
    return stage.window(with_rows([]))


@scene("beginning", "Where a group begins", "Reading")
async def beginning(stage: Stage) -> QWidget:
    rows: list[Row] = [
        NoticeRow(Joined(seq=1, at=NOW - DAY, by="u1", user="u1")),
        said(2, "u1", 3, "First!"),
    ]
    return stage.window(with_rows(rows))


@scene("hole", "Messages that are still being fetched", "Reading")
async def hole(stage: Stage) -> QWidget:
    rows: list[Row] = [
        *long_talk(4, ends=180),
        HoleRow(4, 40),
        said(40, "u3", 4, "Back from the tunnel"),
    ]
    return stage.window(with_rows(rows))


@scene("unread-line", "Where one stopped reading", "Reading")
async def unread_line(stage: Stage) -> QWidget:
    return stage.window(with_rows(long_talk(), read=40))


@scene("jump-button", "Far from the newest message", "Reading")
async def jump_button(stage: Stage) -> QWidget:
    window = stage.window(with_rows(long_talk(), read=48))
    view = window.workspace.pane.view
    await stage.settle(window)
    view.jump_to(20)
    await stage.until(lambda: view.jump_button.isVisible())
    return window


@scene("failed", "A message that could not be sent", "Reading")
async def failed(stage: Stage) -> QWidget:
    rows = long_talk(5, ends=40)
    late = said(6, "u1", 1, "Is anybody there?")
    rows.append(
        msgspec.structs.replace(
            late, seq=None, n=None, delivery=Delivery.FAILED, problem="You are not a member."
        )
    )
    return stage.window(with_rows(rows))


@scene("selection", "Several messages selected", "Reading")
async def selection(stage: Stage) -> QWidget:
    window = stage.window(with_rows(long_talk(9)))
    view = window.workspace.pane.view
    await stage.settle(window)
    view.select(Selection(Spot(identity(view.rows[4]), 3), Spot(identity(view.rows[7]), 20)))
    return window


@scene("message-menu", "What can be done with a message", "Reading")
async def message_menu(stage: Stage) -> QWidget:
    window = stage.window()
    view = window.workspace.pane.view
    await stage.settle(window)
    row = view.rows[5]
    assert isinstance(row, MessageRow)
    view.show_menu(row, None, view.mapToGlobal(QPoint(420, 292)))
    return window


@scene("message-focus", "A message chosen by keyboard", "Reading")
async def message_focus(stage: Stage) -> QWidget:
    window = stage.window()
    view = window.workspace.pane.view
    await stage.settle(window)
    view.setFocus()
    view.focus_row(4)
    return window


@scene("narrow", "A narrow window", "Reading")
async def narrow(stage: Stage) -> QWidget:
    return stage.window(size=(660, 720))


@scene("wide", "A very wide window", "Reading")
async def wide(stage: Stage) -> QWidget:
    return stage.window(size=(1440, 820))
