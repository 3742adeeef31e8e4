"""Scenes of acting on messages: picking, deleting, links, what a search found, long and foreign."""

from __future__ import annotations

from fake_data import NOW
from PySide6.QtWidgets import QDialog, QWidget
from shots.scene import scene
from shots.scenes_chat import long_talk, said, with_rows
from shots.stage import Stage

from chat_desktop.chat import clicks
from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.row_layout import MessageLayout
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import HoleRow, MessageRow, Row
from chat_desktop.windows.main_window import MainWindow


async def with_view(stage: Stage, rows: list[Row]) -> tuple[MainWindow, ChatView]:
    """Return a settled window that shows these rows, and its view."""
    window = stage.window(with_rows(rows))
    await stage.settle(window)
    return window, window.workspace.pane.view


def message(view: ChatView, index: int) -> MessageRow:
    row = view.rows[index]
    assert isinstance(row, MessageRow)
    return row


@scene("picking", "Several messages picked", "Reading")
async def picking(stage: Stage) -> QWidget:
    window, view = await with_view(stage, long_talk(9))
    view.picks.begin(message(view, 5))
    for index in (6, 8):
        view.picks.toggle(message(view, index))
    await stage.until(lambda: view.picks.aside == 32)
    view.set_hovered(Hit(7, Part.TEXT))
    return window


@scene("deleting", "Ten seconds to change one's mind", "Writing")
async def deleting(stage: Stage) -> QWidget:
    window, view = await with_view(stage, long_talk(9))
    now = [0.0]
    view.deletions._clock = lambda: now[0]
    view.delete(message(view, 6))
    now[0] = 3.5
    return window


@scene("search-marks", "What a search found, marked", "Reading")
async def search_marks(stage: Stage) -> QWidget:
    window, view = await with_view(stage, long_talk(9))
    view.set_names(["ada"])
    view.set_highlights(["journal", "commit"])
    return window


@scene("code", "Code, with its button to copy", "Reading")
async def code(stage: Stage) -> QWidget:
    text = (
        "The core of it is only this:\n```python\nasync def flush(self, rows):\n"
        "    async with self.db.atomic():\n        await self.db.insert_many(rows)"
        "   # one commit, n rows\n    return len(rows)\n```\nand `journal.py` shrinks by half."
    )
    rows: list[Row] = [*long_talk(3, ends=20), said(4, "u2", 2, text)]
    window, view = await with_view(stage, rows)
    layout = view.layout_of(3)
    assert isinstance(layout, MessageLayout)
    view.set_hovered(Hit(3, Part.COPY, piece=layout.body.pieces[1]))
    return window


@scene("right-to-left-text", "Hebrew and Arabic beside English", "Reading")
async def right_to_left_text(stage: Stage) -> QWidget:
    rows: list[Row] = [
        said(1, "u2", 9, "שלום לכולם! השרת החדש עובד, והבדיקות עברו בלילה בלי אף תקלה."),
        said(2, "u1", 8, "Good news. What about the load test?"),
        said(3, "u2", 7, "> The load test?\n\n- עבר: 12k הודעות בשנייה\n- `p99` = 11 ms"),
        said(4, "u3", 6, "مرحبا، هل يمكنكم مراجعة التغييرات اليوم؟", reply_to=1),
        said(5, "u1", 5, "תודה רבה"),
    ]
    window, _ = await with_view(stage, rows)
    return window


@scene("long-message", "The beginning of a very long message", "Reading")
async def long_message(stage: Stage) -> QWidget:
    rows: list[Row] = [*long_talk(3, ends=20), said(4, "u2", 2, "one line of a log\n" * 900)]
    window, _ = await with_view(stage, rows)
    return window


@scene("full-text", "A very long message in full", "Reading")
async def full_text(stage: Stage) -> QWidget:
    rows: list[Row] = [*long_talk(3, ends=20), said(4, "u2", 2, "one line of a log\n" * 900)]
    window, view = await with_view(stage, rows)
    clicks.show_all(view, message(view, 3))
    return dialog(window, "fullText")


@scene("message-info", "What is known of a message", "Reading")
async def message_info(stage: Stage) -> QWidget:
    window, view = await with_view(
        stage, [said(1, "u1", 50, "**Bold**", edited_at=NOW), *long_talk(3)]
    )
    clicks.show_info(view, message(view, 0))
    return dialog(window, "messageInfo")


@scene("doubtful-link", "Where a link leads, before it is opened", "Reading")
async def doubtful_link(stage: Stage) -> QWidget:
    window, view = await with_view(stage, long_talk(5))
    clicks.follow(view, "https://xn--exmple-cua.org/login?next=/account", "https://example.org")
    return dialog(window, "linkQuestion")


@scene("hole-read", "A hole between what one has read", "Reading")
async def hole_read(stage: Stage) -> QWidget:
    rows: list[Row] = [*long_talk(12)]
    rows[8:9] = [HoleRow(8, 10)]
    window, _ = await with_view(stage, rows)
    return window


def dialog(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QDialog, name)
    assert isinstance(found, QDialog)
    return found
