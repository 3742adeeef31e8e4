"""Writing reaches the client: drafts soon, messages in order, the right people to name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fake_client import FakeClient
from fake_data import TEAM
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from windows_world import until

from chat_desktop.chat.view import ChatView
from chat_desktop.core.ports import Offline
from chat_desktop.core.rows import MessageRow
from chat_desktop.look.theme import Theme
from chat_desktop.markdown.preview import preview
from chat_desktop.windows.pane.composer import Composer
from chat_desktop.windows.pane.purpose import Answering, Editing
from chat_desktop.windows.pane.reader import Reader
from chat_desktop.windows.pane.writer import DRAFT_EVERY_MS, Writer
from chat_desktop.windows.parts.tasks import Tasks
from protocol.errors import ErrorCode, Refusal

Loop = asyncio.AbstractEventLoop


@pytest.fixture
def composer(qtbot: QtBot, theme: Theme) -> Composer:
    made = Composer(theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def writer(qloop: Loop, qtbot: QtBot, client: FakeClient, composer: Composer) -> Iterator[Writer]:
    tasks = Tasks(lambda _words: None)
    view = ChatView()
    qtbot.addWidget(view)
    reader = Reader(client, view, tasks)
    made = Writer(client, view, reader, tasks)
    made.use(composer)
    reader.open(TEAM)
    made.open(TEAM)
    yield made
    tasks.cancel()


async def test_a_draft_is_kept_while_one_still_writes(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + 3 * DRAFT_EVERY_MS / 1000
    while loop.time() < end and not client.asked("set_draft"):
        # Never a pause as long as the interval.
        QTest.keyClicks(composer.input, "x")
        await asyncio.sleep(DRAFT_EVERY_MS / 5000)
    assert client.asked("set_draft")
    assert DRAFT_EVERY_MS < 1000


async def test_several_go_out_in_order_and_only_the_first_answers(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    composer.answer(Answering(7, "Grace", "Yes"))
    composer.sent.emit(("one", "two"), composer.purpose)
    assert client.asked("send") == [(TEAM, "one", 7), (TEAM, "two", None)]
    assert composer.input.text == ""
    assert client.asked("set_draft")[-1] == (TEAM, "", None)


async def test_what_was_refused_stays(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    said: list[str] = []
    writer.said.connect(said.append)
    composer.input.insert("one\n\ntwo")
    send = client.send

    def refuse_the_second(group: str, text: str, reply_to: int | None = None) -> str:
        if text == "two":
            raise Refusal(ErrorCode.TOO_LONG)
        return send(group, text, reply_to)

    client.send = refuse_the_second  # type: ignore[method-assign]
    composer.sent.emit(("one", "two"), None)
    assert composer.input.text == "two"
    assert len(said) == 1


async def test_who_spoke_last_is_named_first_and_oneself_never(
    writer: Writer, client: FakeClient
) -> None:
    speakers = [row.by for row in reversed(writer._reader.rows()) if row.by != "u1"]
    names = [person.id for person in writer.people()]
    assert names[: len(set(speakers))] == list(dict.fromkeys(speakers))
    assert "u1" not in names
    assert len(names) == len(client.member_lists[TEAM]) - 1


async def test_who_left_is_named_no_more_unless_the_list_is_not_whole(
    writer: Writer, client: FakeClient
) -> None:
    speaker = next(row.by for row in reversed(writer._reader.rows()) if row.by != "u1")
    members = client.member_lists[TEAM]
    client.member_lists[TEAM] = [member for member in members if member.user.id != speaker]
    assert speaker not in [person.id for person in writer.people()]
    client.more_members = lambda group: True  # type: ignore[method-assign]
    assert speaker == writer.people()[0].id


async def test_offline_those_who_spoke_are_known(writer: Writer, client: FakeClient) -> None:
    client.member_lists.clear()
    assert writer.people()


async def test_the_reply_stays_with_its_group(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    what = Answering(7, "Grace", "Yes")
    composer.answer(what)
    QTest.keyClicks(composer.input, "half")
    writer.open("g-books")
    assert composer.purpose != what
    writer.open(TEAM)
    assert composer.purpose == what
    assert composer.input.text == "half"


async def test_a_crash_keeps_what_the_draft_answers(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    row = next(row for row in writer._reader.rows() if row.by == "u2" and row.seq)
    writer.close()
    client.change_group(TEAM, draft="half", draft_reply=row.seq)
    writer.open(TEAM)
    assert composer.input.text == "half"
    purpose = composer.purpose
    assert isinstance(purpose, Answering)
    assert (purpose.seq, purpose.text) == (row.seq, preview(row.text or ""))
    composer.sent.emit(("half",), purpose)
    assert client.asked("send") == [(TEAM, "half", row.seq)]


async def test_it_is_named_when_it_has_come(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    rows = client.timelines[TEAM].rows
    row = next(row for row in writer._reader.rows() if row.by == "u2" and row.seq)
    client.timelines[TEAM].rows = []
    writer.close()
    client.change_group(TEAM, draft="half", draft_reply=row.seq)
    writer.open(TEAM)
    assert composer.purpose == Answering(row.seq or 0)
    assert "earlier message" in composer.context.accessibleName()
    client.timelines[TEAM].rows = rows
    writer._reader.show()
    assert preview(row.text or "") in composer.context.accessibleName()


def own_row(writer: Writer) -> MessageRow:
    return [row for row in writer._reader.rows() if row.by == "u1" and row.seq and row.text][-1]


async def test_a_change_is_kept_while_one_still_writes_it(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    row = own_row(writer)
    composer.edit(Editing(row.seq or 0, row.text or ""))
    await until(lambda: not writer._due.isActive())
    assert not client.asked("set_draft")
    composer.input.insert("!")
    await until(lambda: client.asked("set_draft"))
    assert client.asked("set_draft") == [(TEAM, "", None, (row.seq, f"{row.text}!"))]
    composer.drop_purpose()
    await until(lambda: len(client.asked("set_draft")) > 1)
    assert client.asked("set_draft")[-1] == (TEAM, "", None)


async def test_a_crash_keeps_what_is_being_changed(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    row = own_row(writer)
    writer.close()
    client.change_group(TEAM, draft="below", draft_edit=(row.seq, "how it reads so far"))
    writer.open(TEAM)
    assert composer.input.text == "how it reads so far"
    assert composer.purpose == Editing(row.seq or 0, row.text or "")
    assert preview(row.text or "") in composer.context.accessibleName()
    composer.sent.emit(("how it reads now",), composer.purpose)
    assert composer.input.text == "below"
    # Until the server has it, a crash would still lose it.
    assert client.group(TEAM).draft_edit is not None  # type: ignore[union-attr]
    await until(lambda: client.asked("edit"))
    assert client.asked("edit") == [(TEAM, row.seq, "how it reads now")]
    await until(lambda: client.asked("set_draft"))
    assert client.asked("set_draft") == [(TEAM, "below", None)]


async def test_what_is_being_changed_is_named_when_it_has_come(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    row = own_row(writer)
    rows, client.timelines[TEAM].rows = client.timelines[TEAM].rows, []
    writer.close()
    client.change_group(TEAM, draft_edit=(row.seq, "how it reads so far"))
    writer.open(TEAM)
    assert "earlier message" in composer.context.accessibleName()
    client.timelines[TEAM].rows = rows
    writer._reader.show()
    assert composer.purpose == Editing(row.seq or 0, row.text or "")
    assert composer.input.text == "how it reads so far"


async def test_a_change_that_arrived_before_the_crash_does_not_come_back(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    row = own_row(writer)
    writer.close()
    client.change_group(TEAM, draft="below", draft_edit=(row.seq, row.text))
    writer.open(TEAM)
    assert composer.input.text == "below"
    assert composer.purpose is None


async def test_a_change_that_fails_stays_kept(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    row = own_row(writer)
    client.refuse["edit"] = Offline("no connection")
    composer.edit(Editing(row.seq or 0, row.text or ""))
    composer.input.insert("!")
    composer.sent.emit((composer.input.text,), composer.purpose)
    assert composer.purpose is None
    await until(lambda: composer.purpose is not None)
    writer.keep_draft()
    assert client.asked("set_draft") == [(TEAM, "", None, (row.seq, f"{row.text}!"))]


async def test_choosing_what_to_answer_is_kept_without_a_letter(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    composer.answer(Answering(7, "Grace", "Yes"))
    await until(lambda: client.asked("set_draft"))
    composer.drop_purpose()
    await until(lambda: len(client.asked("set_draft")) > 1)
    assert client.asked("set_draft") == [(TEAM, "", 7), (TEAM, "", None)]


async def test_up_changes_the_last_own_message(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    QTest.keyClick(composer.input, Qt.Key.Key_Up)
    own = [row for row in writer._reader.rows() if row.by == "u1" and not row.deleted]
    assert composer.input.text == own[-1].text
    QTest.keyClicks(composer.input, "!")
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    await until(lambda: client.asked("edit"))
    assert client.asked("edit") == [(TEAM, own[-1].seq, f"{own[-1].text}!")]


async def test_a_change_that_could_not_be_sent_is_in_the_composer_again(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    client.refuse["edit"] = Offline("There is no connection.")
    QTest.keyClick(composer.input, Qt.Key.Key_Up)
    was = composer.purpose
    QTest.keyClicks(composer.input, "!")
    changed = composer.input.text
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    assert composer.purpose != was
    await until(lambda: composer.purpose == was)
    assert composer.input.text == changed
    composer.drop_purpose()
    assert composer.input.text == ""


def is_editing(composer: Composer) -> bool:
    return isinstance(composer.purpose, Editing)


async def test_it_waits_in_its_own_group(
    writer: Writer, composer: Composer, client: FakeClient
) -> None:
    client.refuse["edit"] = Offline("There is no connection.")
    QTest.keyClick(composer.input, Qt.Key.Key_Up)
    QTest.keyClicks(composer.input, "!")
    QTest.keyClick(composer.input, Qt.Key.Key_Return)
    writer.open("g-books")
    await until(lambda: client.asked("edit"))
    assert not is_editing(composer)
    writer.open(TEAM)
    assert is_editing(composer)
    assert composer.input.text.endswith("!")
