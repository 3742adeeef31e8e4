"""The chat pane: what the view and the composer ask for reaches the client, and back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot
from windows_world import part, turns, until

from chat_desktop.chat.row_layout import Going
from chat_desktop.chat.view import ChatView
from chat_desktop.core.ports import MembersChanged, Offline, TimelineSpliced
from chat_desktop.core.rows import Delivery, LinkState, MessageRow, Splice
from chat_desktop.look.theme import Theme
from chat_desktop.windows.pane.chat_pane import ChatPane
from chat_desktop.windows.pane.emoji_picker import EmojiPicker
from chat_desktop.windows.pane.purpose import Answering, Editing
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import ErrorCode, Refusal
from protocol.scalars import MAX_INTEGER

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def pane(
    qloop: Loop, qtbot: QtBot, client: FakeClient, theme: Theme, said: list[str]
) -> Iterator[ChatPane]:
    tasks = Tasks(said.append)
    made = ChatPane(client, theme, tasks)
    made.said.connect(said.append)
    qtbot.addWidget(made)
    made.resize(760, 700)
    made.show()
    yield made
    made.end()
    tasks.cancel()


def seqs(view: ChatView) -> list[int | None]:
    return [row.seq for row in view.rows if isinstance(row, MessageRow)]


def purpose(pane: ChatPane) -> type[object]:
    return type(pane.composer.purpose)


async def test_a_group_is_shown_and_opened(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group(TEAM)
    assert part(pane, QLabel, "paneName").text() == "Server team"
    assert part(pane, QLabel, "paneAbout").text().startswith("8 members, 5 online")
    await until(lambda: client.asked("open_group") == [TEAM])
    assert seqs(pane.view) == [2, 3, 4, 5, 6, 7, 8]


async def test_a_message_is_sent_and_appears(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group(TEAM)
    QTest.keyClicks(pane.composer.input, "hello")
    assert client.asked("typing")
    QTest.keyClick(pane.composer.input, Qt.Key.Key_Return)
    assert client.asked("send") == [(TEAM, "hello", None)]
    assert pane.composer.input.toPlainText() == ""
    await until(lambda: len(seqs(pane.view)) == 8)


async def test_a_refused_message_stays_in_the_composer(
    pane: ChatPane, client: FakeClient, said: list[str]
) -> None:
    pane.show_group(TEAM)
    client.refuse["send"] = Refusal(ErrorCode.TOO_LONG)
    QTest.keyClicks(pane.composer.input, "hello")
    QTest.keyClick(pane.composer.input, Qt.Key.Key_Return)
    assert pane.composer.input.toPlainText() == "hello"
    assert said == ["This is too long."]


async def test_drafts_stay_with_their_groups(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group("g-books")
    assert pane.composer.input.toPlainText() == "shall we move it to Thursday?"
    QTest.keyClicks(pane.composer.input, " Or Friday?")
    pane.show_group(TEAM)
    assert pane.composer.input.toPlainText() == ""
    row = client.group("g-books")
    assert row is not None
    assert row.draft.endswith("Or Friday?")
    pane.show_group("g-books")
    assert pane.composer.input.toPlainText().endswith("Or Friday?")


async def test_reply_edit_react_delete(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group(TEAM)
    pane.view.replyRequested.emit(7)
    assert purpose(pane) is Answering
    QTest.keyClicks(pane.composer.input, "thanks")
    QTest.keyClick(pane.composer.input, Qt.Key.Key_Return)
    assert client.asked("send") == [(TEAM, "thanks", 7)]
    QTest.keyClick(pane.composer.input, Qt.Key.Key_Up)
    assert purpose(pane) is Editing
    QTest.keyClicks(pane.composer.input, "!")
    QTest.keyClick(pane.composer.input, Qt.Key.Key_Return)
    await until(lambda: client.asked("edit"))
    assert client.asked("edit")[0][2] == "thanks!"
    pane.view.reactRequested.emit(7, "🎉", True)
    await until(lambda: client.asked("react") == [(TEAM, 7, "🎉", True)])
    pane.view.deleteDue.emit("g-books", 7)
    assert client.asked("delete_soon") == [("g-books", 7)]


async def test_paging_reading_and_jumping(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group(TEAM)
    pane.view.olderNeeded.emit()
    pane.view.newerNeeded.emit()
    pane.view.readUpTo.emit(8)
    pane.view.jumpRequested.emit(2)
    await until(lambda: client.asked("jump_to") == [(TEAM, 2)])
    pane.view.newestNeeded.emit()
    await until(lambda: client.asked("jump_to") == [(TEAM, 2), (TEAM, None)])
    assert client.asked("load_older") == [TEAM]
    assert client.asked("load_newer") == [TEAM]
    assert (TEAM, 8) in client.asked("mark_read")
    pane.mark_read()
    assert client.asked("mark_read")[-1] == (TEAM, MAX_INTEGER)


async def test_trouble_is_told(pane: ChatPane, client: FakeClient, said: list[str]) -> None:
    pane.show_group(TEAM)
    client.refuse["react"] = Offline("There is no connection.")
    pane.view.reactRequested.emit(7, "🎉", True)
    await until(lambda: said == ["There is no connection."])


async def test_typing_is_said(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group(TEAM)
    client.change_group(TEAM, typing=("u2", "u1"))
    assert pane.typing.text == "Grace Hopper is typing…"
    client.change_group(TEAM, typing=())
    assert pane.typing.text == ""


async def test_deleting_follows_the_rank(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group(TEAM)
    rows = {row.seq: row for row in pane.view.rows if isinstance(row, MessageRow)}
    assert pane.view.people.may_delete(rows[7])
    client.change_group(TEAM, role="member")
    assert not pane.view.people.may_delete(rows[7])
    assert pane.view.people.may_delete(rows[6])


async def test_a_forgotten_group_is_closed(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group("g-books")
    await turns()
    pane.forget_group()
    await until(lambda: client.asked("open_group")[-1] is None)
    assert pane.group is None
    assert pane.composer.input.toPlainText() == ""


async def test_a_hit_of_another_group_is_shown(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group("g-books")
    pane.show_hit(TEAM, 4, ["patch"])
    assert pane.group == TEAM
    await until(lambda: client.asked("jump_to") == [(TEAM, 4)])


async def test_the_emoji_picker_puts_one_in(pane: ChatPane) -> None:
    pane.show_group(TEAM)
    QTest.keyClicks(pane.composer.input, "so ")
    pane.composer.emoji.click()
    search = part(part(pane, EmojiPicker, "emojiPicker"), QLineEdit, "emojiSearch")
    QTest.keyClicks(search, "party popper")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert pane.composer.input.text == "so 🎉"
    QTest.keyClick(search, Qt.Key.Key_Escape)


def drop(pane: ChatPane, data: QMimeData) -> None:
    at, act = QPoint(300, 300), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    pane.dragEnterEvent(QDragEnterEvent(at, act, data, buttons, keys))
    assert pane.drop_zone.isVisible()
    pane.dropEvent(QDropEvent(at.toPointF(), act, data, buttons, keys))
    assert not pane.drop_zone.isVisible()


async def test_dropped_text_goes_into_the_composer(pane: ChatPane, tmp_path: Path) -> None:
    pane.show_group(TEAM)
    words = QMimeData()
    words.setText("dropped ")
    drop(pane, words)
    assert pane.composer.input.text == "dropped "
    (tmp_path / "note.txt").write_text("from a file", "utf-8")
    file = QMimeData()
    file.setUrls([QUrl.fromLocalFile(str(tmp_path / "note.txt"))])
    drop(pane, file)
    await until(lambda: pane.composer.input.text == "dropped from a file")


async def test_other_files_are_refused_in_plain_words(
    pane: ChatPane, tmp_path: Path, said: list[str]
) -> None:
    pane.show_group(TEAM)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\x00")
    file = QMimeData()
    file.setUrls([QUrl.fromLocalFile(str(tmp_path / "picture.png"))])
    drop(pane, file)
    await until(lambda: said)
    assert said[0].startswith("Files cannot be sent yet.")
    assert pane.composer.input.text == ""


async def test_what_waits_is_counted_while_offline(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group(TEAM)
    client.set_status(LinkState.OFFLINE)
    row = MessageRow("k", "u1", 1, "later", delivery=Delivery.SENDING)
    rows = client.timelines[TEAM].rows
    rows.append(row)
    client.tell(TimelineSpliced(TEAM, (Splice(len(rows) - 1, 0, (row,)),)))
    assert "1 message" in part(pane, QLabel, "offlineWords").text()


async def test_members_are_looked_through_only_when_they_change(
    pane: ChatPane, client: FakeClient
) -> None:
    asked: list[str] = []
    members = client.members

    def counted(group: str) -> object:
        asked.append(group)
        return members(group)

    pane.show_group(TEAM)
    client.members = counted  # type: ignore[assignment]
    client.change_group("g-books", last_line="news")
    assert asked == []
    client.tell(MembersChanged(TEAM))
    assert set(asked) == {TEAM}


async def test_offline_what_is_not_deleted_is_said_at_once(
    pane: ChatPane, client: FakeClient
) -> None:
    said: list[str] = []
    pane.said.connect(said.append)
    pane.show_group(TEAM)
    own = next(row for row in pane.reader.rows() if row.by == "u1" and row.seq)
    client.set_status(LinkState.OFFLINE)
    pane.view.delete(own)
    assert len(said) == 1
    client.set_status(LinkState.ONLINE)
    pane.view.delete(own)
    assert len(said) == 1
    assert pane.view.going(own) is not Going.NO


async def test_what_is_being_changed_is_known_when_its_message_comes(
    pane: ChatPane, client: FakeClient
) -> None:
    rows, client.timelines[TEAM].rows = client.timelines[TEAM].rows, []
    own = [row for row in rows if isinstance(row, MessageRow) and row.by == "u1" and row.text][-1]
    client.change_group(TEAM, draft_edit=(own.seq, "how it reads so far"))
    pane.show_group(TEAM)
    await turns(20)
    assert pane.composer.purpose == Editing(own.seq or 0, "")
    client.timelines[TEAM].rows = rows
    client.tell(TimelineSpliced(TEAM, (Splice(0, 0, tuple(rows)),)))
    assert pane.composer.purpose == Editing(own.seq or 0, own.text or "")
    assert pane.composer.input.text == "how it reads so far"


async def test_who_leaves_has_deleted_what_was_to_be(pane: ChatPane, client: FakeClient) -> None:
    pane.show_group(TEAM)
    own = next(row for row in pane.view.rows if isinstance(row, MessageRow) and row.by == "u1")
    pane.view.delete(own)
    pane.show_group("g-books")
    assert client.asked("delete_soon") == []
    pane.end()
    pane.end = lambda: None  # type: ignore[method-assign]
    assert client.asked("delete_soon") == [(TEAM, own.seq)]


async def test_every_control_has_a_name(pane: ChatPane) -> None:
    pane.show_group(TEAM)
    pane.view.replyRequested.emit(7)
    pane.composer.ask_for_emoji()
    window = pane.window()
    buttons = window.findChildren(QAbstractButton)
    assert len(buttons) > 10
    assert [
        each.objectName() for each in buttons if not (each.accessibleName() or each.text())
    ] == []
    icons = [each for each in buttons if isinstance(each, QToolButton) and not each.text()]
    assert [each.objectName() for each in icons if not each.toolTip()] == []
    fields = (*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit))
    assert [each.objectName() for each in fields if not each.accessibleName()] == []
