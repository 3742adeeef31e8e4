import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from timelines import message

from chat_desktop.chat.identity import identity
from chat_desktop.chat.selection import Selection, Spot
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import MessageRow, Splice

BIG = 2**40
LONG = [message(seq, "line\n" * 3) for seq in range(1, 61)]


def in_view(view: ChatView) -> list[int | None]:
    return [
        row.seq
        for index, _, _ in view.column.visible()
        if isinstance(row := view.rows[index], MessageRow)
    ]


# --- where it opens


def test_it_opens_at_the_unread_line(view: ChatView) -> None:
    view.show_timeline(LONG, 20, False, True, group="g")
    assert view.leads.unread_index == 20
    assert 0 < view.column.top_of(20) < 250


def test_it_opens_where_the_reader_left_it(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    view.column.place(10, 25)
    view.settle()
    view.show_timeline([message(900)], 900, True, True, group="other")
    view.show_timeline(LONG, 60, False, True, group="g")
    assert view.column.top_of(10) == 25


def test_who_left_at_the_end_comes_back_to_the_end(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    view.show_timeline([], 0, True, True, group="other")
    view.show_timeline([*LONG, message(61, by="ada")], 61, False, True, group="g")
    assert view.column.below == 0


def test_showing_the_same_group_again_stays_where_the_reader_is(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    view.column.place(10, 25)
    view.settle()
    view.show_timeline([message(0), *LONG], 60, False, True, group="g")
    assert view.column.top_of(11) == 25
    view.jump_to_newest()
    view.show_timeline([*LONG, message(61)], 60, False, True, group="g")
    assert view.column.top_of(60) > 0


def test_another_window_of_the_group_keeps_what_one_was_at(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    view.focus_row(30)
    chosen = Selection(Spot(identity(LONG[30]), 0), Spot(identity(LONG[31]), 2))
    view.select(chosen)
    view.show_timeline(LONG[5:], 60, False, True, group="g")
    assert (view.focused, view.selection) == (identity(LONG[30]), chosen)
    view.picks.begin(LONG[30])
    view.picks.toggle(LONG[6])
    view.show_timeline(LONG[10:], 60, False, True, group="g")
    assert view.picks.of(view.rows) == [LONG[30]]
    assert view.picks.count == 1
    view.show_timeline(LONG[40:], 60, False, True, group="g")
    assert (view.focused, view.selection) == (None, None)


def test_what_was_read_here_is_not_new_again(view: ChatView, qtbot: QtBot) -> None:
    qtbot.waitUntil(view.isActiveWindow)
    view.show_timeline(LONG[:50], 50, False, True, group="g")
    view.apply([Splice(50, 0, tuple(LONG[50:]))])
    with qtbot.waitSignal(view.readUpTo):
        view.flush()
    view.show_timeline(LONG, 50, False, True, group="g")
    assert view.leads.unread_index is None


def test_there_is_no_blank_picture_between_two_groups(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    view.show_timeline([], 0, False, False, group="h")
    assert not view.viewport().updatesEnabled()
    view.apply([Splice(0, 0, tuple(LONG))], at_start=False, at_end=True)
    view.flush()
    assert view.viewport().updatesEnabled()
    view.show_timeline([], 0, False, False, group="slow")
    qtbot.waitUntil(view.viewport().updatesEnabled)
    view.show_timeline(LONG, 60, False, True, group="g")
    view.show_timeline([], 0, True, True, group="empty")
    assert view.viewport().updatesEnabled()


# --- the unread line


def test_the_unread_line_stays_while_reading(view: ChatView) -> None:
    view.show_timeline(LONG, 20, False, True)
    view.jump_to_newest()
    view.apply([Splice(60, 0, (message(61),))])
    view.flush()
    assert view.leads.unread_index == 20
    view.clear_unread_line()
    assert view.leads.unread_index is None


def test_what_is_read_as_it_comes_gets_no_line(view: ChatView, qtbot: QtBot) -> None:
    qtbot.waitUntil(view.isActiveWindow)
    view.show_timeline(LONG, 60, False, True)
    view.apply([Splice(60, 0, (message(61),))])
    view.flush()
    assert view.leads.unread_index is None


def test_what_comes_while_nobody_looks_gets_one(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True)
    view.hide()
    view.apply([Splice(60, 0, (message(61, by="ada"), message(62)))])
    view.flush()
    assert view.leads.unread_index == 61


# --- reading


def test_what_was_seen_is_told_once(view: ChatView, qtbot: QtBot) -> None:
    qtbot.waitUntil(view.isActiveWindow)
    rows = [*LONG, message(BIG)]
    with qtbot.waitSignal(view.readUpTo) as told:
        view.show_timeline(rows, 60, False, True)
    assert told.args == [BIG]
    with qtbot.assertNotEmitted(view.readUpTo, wait=200):
        view.settle()


def test_what_is_below_the_view_is_not_read(view: ChatView, qtbot: QtBot) -> None:
    qtbot.waitUntil(view.isActiveWindow)
    with qtbot.waitSignal(view.readUpTo) as told:
        view.show_timeline(LONG, 20, False, True)
    assert 20 < told.args[0] < 40


def test_a_hidden_view_reads_nothing(view: ChatView, qtbot: QtBot) -> None:
    view.hide()
    with qtbot.assertNotEmitted(view.readUpTo, wait=200):
        view.show_timeline(LONG, 20, False, True)


# --- the edges


def test_older_is_asked_for_once_near_the_top(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG, 60, False, True)
    with qtbot.assertNotEmitted(view.olderNeeded, wait=20):
        view.scroll_by(-10)
    with qtbot.waitSignal(view.olderNeeded):
        view.column.scroll_to(0)
        view.settle()
    with qtbot.assertNotEmitted(view.olderNeeded, wait=20):
        view.scroll_by(-10)
    with qtbot.waitSignal(view.olderNeeded):
        view.apply([Splice(0, 0, (message(0),))])
        view.flush()


def test_what_was_read_elsewhere_is_not_new_while_a_group_opens(
    view: ChatView, qtbot: QtBot
) -> None:
    view.hide()
    view.show_timeline((), 0, False, False, group="g")
    view.show_timeline((), 2, False, True, group="g")
    rows = [message(1), message(2)]
    with qtbot.assertNotEmitted(view.rowsArrived):
        view.apply([Splice(0, 0, tuple(rows))])
        view.flush()
    assert view.leads.unread_index is None
    view.show_timeline(rows, 2, True, True, group="g")
    assert view.leads.unread_index is None


def test_at_the_beginning_nothing_is_asked_for(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG, 60, True, True)
    with qtbot.assertNotEmitted(view.olderNeeded, wait=20):
        view.column.scroll_to(0)
        view.settle()


def test_newer_is_asked_for_near_the_end_of_a_window(view: ChatView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.newerNeeded):
        view.show_timeline(LONG, 60, False, False)
    with qtbot.waitSignal(view.newestNeeded):
        view.jump_to_newest()


# --- jumping


def test_a_jump_shows_and_flashes_the_row(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True)
    assert view.jump_to(5)
    assert 5 in in_view(view)


def test_a_jump_to_what_is_not_here_happens_when_it_comes(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    assert not view.jump_to(505)
    around = [message(seq) for seq in range(480, 540)]
    view.show_timeline(around, 60, False, False, group="g")
    assert 505 in in_view(view)
    view.jump_to(BIG)
    view.apply([Splice(60, 0, (message(BIG),))])
    view.flush()
    assert BIG in in_view(view)


def test_the_button_counts_what_is_unread_below(view: ChatView, qtbot: QtBot) -> None:
    view.hide()
    view.show_timeline(LONG, 50, False, True)
    view.column.scroll_to(0)
    view.settle()
    button = view.jump_button
    assert not button.isHidden()
    assert button.count == 10
    with qtbot.waitSignal(view.moved):
        button.click()
    assert button.isHidden()


def test_a_jump_does_not_wait_for_ever(view: ChatView, monkeypatch: pytest.MonkeyPatch) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    view.jump_to(BIG)
    monkeypatch.setattr("chat_desktop.chat.jumps.time.monotonic", lambda: 1e12)
    view.column.scroll_to(0)
    view.apply([Splice(60, 0, (message(BIG),))])
    view.flush()
    assert BIG not in in_view(view)


def test_the_edges_come_with_the_rows(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, False)
    view.apply([Splice(60, 0, (message(61),))], at_start=True, at_end=True)
    assert (view.leads.at_start, view.at_end) == (False, False)
    view.flush()
    assert (view.leads.at_start, view.at_end) == (True, True)
    assert view.leads[0].beginning


# --- copying


def test_a_selection_across_messages_is_copied_with_names(view: ChatView) -> None:
    rows = [message(1, "**one** two"), message(2, "three", by="ada"), message(3, "four five")]
    view.show_timeline(rows, 9, True, True)
    view.select(Selection(Spot(identity(rows[0]), 4), Spot(identity(rows[2]), 4)))
    view.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied == "Grace Hopper: two\nAda Lovelace: three\nGrace Hopper: four"


def test_within_one_message_only_the_text(view: ChatView) -> None:
    rows = [message(1, "one 🎉 two")]
    view.show_timeline(rows, 9, True, True)
    view.select(Selection(Spot(identity(rows[0]), 10), Spot(identity(rows[0]), 4)))
    assert view.selected_text() == "🎉 two"
    view.select_all()
    assert view.selected_text() == "one 🎉 two"


def test_everything_can_be_copied(view: ChatView) -> None:
    view.show_timeline(LONG, 60, True, True)
    view.select_all()
    assert view.selected_text().count("Grace Hopper: line") == 60


# --- accessibility


def test_new_messages_are_announced_and_edits_are_not(
    view: ChatView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("chat_desktop.chat.view.say", lambda _view, text: said.append(text))
    view.show_timeline([message(1)], 1, True, True)
    view.apply([Splice(1, 0, (message(2, "news"), message(3, "mine", by="ada")))])
    view.flush()
    assert [text.partition(", ")[0] for text in said] == ["Grace Hopper"]
    view.apply([Splice(0, 1, (message(1, "edited", rev=1),))])
    view.flush()
    assert len(said) == 1


def test_history_that_is_fetched_is_not_announced(
    view: ChatView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("chat_desktop.chat.view.say", lambda _view, text: said.append(text))
    view.show_timeline([message(5)], 5, False, False)
    view.apply([Splice(0, 0, (message(4, "older"),))])
    view.flush()
    view.apply([Splice(2, 0, (message(6, "newer"),))], at_end=True)
    view.flush()
    assert said == []


def test_a_deletion_is_said_with_the_way_to_undo_it(
    view: ChatView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("chat_desktop.chat.view.say", lambda _view, text: said.append(text))
    view.show_timeline([message(1, by="ada"), message(2)], 9, True, True)
    view.delete(message(2))
    assert said == []
    view.delete(message(1, by="ada"))
    assert said == ["Deleting. Press U to undo."]


def test_the_view_has_a_name(view: ChatView) -> None:
    assert view.accessibleName() == "Messages"
