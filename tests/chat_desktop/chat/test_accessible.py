"""A screen reader finds the timeline as a list of items that begin with author and text."""

from __future__ import annotations

import gc

import pytest
import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleEvent
from pytestqt.qtbot import QtBot
from timelines import DAY, PEOPLE, message, reaction, waiting

from chat_desktop.chat.accessible import ONE_BY_ONE, AccessibleRow, AccessibleTimeline
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import HoleRow, MessageRow, NoticeRow, Splice
from protocol.events import Joined

Text, Event = QAccessible.Text, QAccessible.Event
JOINED = NoticeRow(Joined(seq=9, at=0, by="ada", user="grace"))


@pytest.fixture
def listened(monkeypatch: pytest.MonkeyPatch) -> list[QAccessibleEvent]:
    """Somebody listens; what they are told."""
    told: list[QAccessibleEvent] = []
    monkeypatch.setattr("chat_desktop.chat.accessible.QAccessible.isActive", lambda: True)
    monkeypatch.setattr("chat_desktop.chat.accessible.QAccessible.updateAccessibility", told.append)
    return told


def timeline(view: ChatView, *rows: object) -> AccessibleTimeline:
    view.show_timeline([*rows], 999, True, True, group="g", title="Engine room")  # type: ignore[list-item]
    found = QAccessible.queryAccessibleInterface(view)
    assert isinstance(found, AccessibleTimeline)
    return found


def names(found: AccessibleTimeline) -> list[str]:
    return [found.item(index).text(Text.Name) for index in range(len(found.view.rows))]


def test_each_row_is_an_item_that_begins_with_author_and_text(view: ChatView) -> None:
    found = timeline(
        view,
        message(1, "**hi** there", reactions=(reaction("🎉", 2),)),
        message(2, None, deleted=True),
        JOINED,
        HoleRow(9, 20),
        waiting(1, "on its way"),
    )
    assert found.role() is QAccessible.Role.List
    assert found.text(Text.Name) == "Messages"
    assert found.text(Text.Description) == "Engine room"
    said = names(found)
    assert said[0].startswith("Grace Hopper, hi there, ")
    assert said[0].endswith("🎉 2")
    assert said[1].startswith("Grace Hopper, Message deleted")
    assert said[2] == "Ada Lovelace added Grace Hopper"
    assert said[3] == "Some messages are not here yet"
    assert said[4].startswith("Ada Lovelace, on its way, ")
    assert "sending" in said[4]


def test_items_know_their_place_and_what_stands_above_them(view: ChatView) -> None:
    late = message(3, "later", at=message(3).at + 40 * DAY)
    found = timeline(view, message(1), message(2), late)
    assert found.indexOfChild(found.child(1)) == 1
    assert found.child(1).parent() is found
    assert found.child(1).role() is QAccessible.Role.ListItem
    assert found.child(0).text(Text.Description) != ""
    assert found.child(1).text(Text.Description) == ""
    first, last = found.child(0).rect(), found.child(2).rect()
    assert not first.intersects(last)
    assert found.rect().contains(last)
    assert found.childAt(last.center().x(), last.center().y()) is found.child(2)


def test_what_is_out_of_sight_is_there_and_says_so(view: ChatView) -> None:
    found = timeline(view, *(message(n, "word " * 40) for n in range(1, 60)))
    assert found.child(0).state().offscreen
    assert not found.child(58).state().offscreen
    assert found.child(0).text(Text.Name).startswith("Grace Hopper, word ")


def test_floating_controls_follow_the_rows(view: ChatView) -> None:
    found = timeline(view, *(message(n, "word " * 40) for n in range(1, 60)))
    view.column.scroll_to(0)
    view.settle()
    assert found.childCount() == 60
    button = found.child(59)
    assert button.role() is QAccessible.Role.Button
    assert "newest" in button.text(Text.Name)
    assert found.indexOfChild(button) == 59


def test_the_keyboard_takes_the_reader_along(
    view: ChatView, listened: list[QAccessibleEvent]
) -> None:
    found = timeline(view, message(1), message(2))
    listened.clear()
    view.setFocus()
    view.focus_row(1)
    focus = [event for event in listened if event.type() is Event.Focus]
    assert [event.uniqueId() for event in focus] == [QAccessible.uniqueId(found.child(1))]
    assert found.focusChild() is found.child(1)
    assert found.child(1).state().focused
    assert not found.child(0).state().focused


def test_what_comes_changes_and_goes_is_told(
    view: ChatView, listened: list[QAccessibleEvent]
) -> None:
    found = timeline(view, message(1), message(2))
    item = found.item(1)
    listened.clear()
    view.apply([Splice(2, 0, (message(3),))])
    view.flush()
    view.apply([Splice(1, 1, (message(2, "else", rev=1),))])
    view.flush()
    view.apply([Splice(1, 1, ())])
    view.flush()
    kinds = [event.type() for event in listened]
    assert [kind for kind in kinds if kind in (Event.ObjectCreated, Event.NameChanged)] == [
        Event.ObjectCreated,
        Event.NameChanged,
    ]
    assert Event.ObjectDestroyed in kinds
    assert not shiboken6.isValid(item)
    assert len(names(found)) == 2


def test_many_at_once_are_told_as_another_list(
    view: ChatView, listened: list[QAccessibleEvent]
) -> None:
    timeline(view, message(1))
    listened.clear()
    more = tuple(message(n) for n in range(2, ONE_BY_ONE + 10))
    view.apply([Splice(1, 0, more)])
    view.flush()
    assert [event.type() for event in listened].count(Event.ObjectReorder) == 1
    assert Event.ObjectCreated not in [event.type() for event in listened]


def test_its_action_opens_the_menu(view: ChatView, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[MessageRow] = []
    monkeypatch.setattr(view, "show_menu", lambda row, _hit, _at: shown.append(row))
    row = timeline(view, message(1), message(2)).child(1)
    acts = row.actionInterface()
    acts.doAction(acts.actionNames()[0])
    assert [each.seq for each in shown] == [2]
    assert view.focused_row() is shown[0]


def test_nothing_points_at_what_is_gone(qtbot: QtBot) -> None:
    for _ in range(3):
        view = ChatView()
        view.set_source(PEOPLE.get, "ada")
        found = timeline(view, *(message(n) for n in range(1, 9)))
        item = found.item(3)
        assert isinstance(item, AccessibleRow)
        shiboken6.delete(view)
        assert not shiboken6.isValid(found)
        del view, found
        gc.collect()
        if shiboken6.isValid(item):
            assert not item.isValid()
            assert item.text(Text.Name) == ""
            assert item.rect().topLeft() == QPoint()


def test_nobody_listens_and_nothing_is_made(view: ChatView) -> None:
    view.show_timeline([message(1)], 0, True, True)
    view.focus_row(0)
    assert not QAccessible.isActive()


def test_what_qt_may_ask_of_an_item_has_an_answer(view: ChatView) -> None:
    """Other answers than a null pointer of their own kind have crashed PySide."""
    found = timeline(view, message(1))
    for interface in (found, found.item(0)):
        assert interface.textInterface() is None
        assert interface.valueInterface() is None
        assert interface.tableCellInterface() is None
        assert interface.selectionInterface() is None
        assert interface.attributesInterface() is None
        assert interface.relations() == []
    assert found.actionInterface() is None
    assert found.item(0).window() is found.window()
    assert found.parent() is None
