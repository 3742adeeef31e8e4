from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from timelines import PEOPLE, message, reaction, waiting

from chat_desktop.chat.hits import Hit, Part
from chat_desktop.chat.menu import build_menu, open_jump_menu
from chat_desktop.chat.people import Rights
from chat_desktop.chat.row_layout import Going
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import Delivery, MessageRow


def entries(view: ChatView, row: MessageRow, hit: Hit | None = None) -> dict[str, QAction]:
    view.show_timeline([row], 2**40, True, True)
    menu = build_menu(view, row, hit)
    return {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}


def enabled(found: dict[str, QAction]) -> list[str]:
    return [text for text, action in found.items() if action.isEnabled()]


def test_ones_own_message(view: ChatView, qtbot: QtBot) -> None:
    found = entries(view, message(2**40, by="ada"))
    assert enabled(found) == [
        "Reply", "React", "Copy message", "Select", "Edit", "Delete", "Message info"
    ]  # fmt: skip
    assert not any(action.icon().isNull() for action in found.values())
    for text, signal in (
        ("Reply", view.replyRequested),
        ("Edit", view.editRequested),
    ):
        with qtbot.waitSignal(signal) as told:
            found[text].trigger()
        assert told.args == [2**40]
    found["Delete"].trigger()
    assert view.going(message(2**40, by="ada")) is Going.UNDOABLE
    found = entries(view, message(2**40, by="ada"))
    assert enabled(found) == ["Undo delete"]
    found["Undo delete"].trigger()
    assert view.going(message(2**40, by="ada")) is Going.NO


def test_others_messages_by_right(view: ChatView) -> None:
    assert "Delete" not in enabled(entries(view, message(1)))
    view.set_source(PEOPLE.get, "ada", rights=Rights(delete=lambda _row: True))
    assert "Delete" in enabled(entries(view, message(1)))


def test_copying_message_and_link(view: ChatView) -> None:
    hit = Hit(0, Part.LINK, link="https://a.example")
    found = entries(view, message(1, "**raw**"), hit)
    found["Copy message"].trigger()
    assert QGuiApplication.clipboard().text() == "**raw**"
    found["Copy link"].trigger()
    assert QGuiApplication.clipboard().text() == "https://a.example"


def test_reactions_switch(view: ChatView, qtbot: QtBot) -> None:
    row = message(5, reactions=(reaction("👍", 2, mine=True),))
    view.show_timeline([row], 9, True, True)
    menu = build_menu(view, row, None)
    (more,) = (child for child in menu.findChildren(QMenu) if child.title() == "React")
    actions = {action.text(): action for action in more.actions()}
    with qtbot.waitSignal(view.reactRequested) as told:
        actions["👍"].trigger()
    assert told.args == [5, "👍", False]
    with qtbot.waitSignal(view.reactRequested) as told:
        actions["🎉"].trigger()
    assert told.args == [5, "🎉", True]
    with qtbot.waitSignal(view.reactionPickerRequested):
        actions["More…"].trigger()


def test_a_failed_and_a_deleted_message(view: ChatView, qtbot: QtBot) -> None:
    failed = waiting(1, delivery=Delivery.FAILED)
    found = entries(view, failed)
    assert enabled(found) == ["Copy message", "Try again", "Discard", "Message info"]
    with qtbot.waitSignal(view.retryRequested) as told:
        found["Try again"].trigger()
    assert told.args == [failed.key]
    assert enabled(entries(view, message(3, None, deleted=True))) == ["Message info"]


def test_code_is_copied_without_the_mouse(view: ChatView) -> None:
    entries(view, message(1, "```\nx = 1\n```"))["Copy code"].trigger()
    assert QGuiApplication.clipboard().text() == "x = 1"
    found = entries(view, message(1, "```\na\n```\n\n```\nb\n```", rev=1))
    found["Copy code, block 2"].trigger()
    assert QGuiApplication.clipboard().text() == "b"


def test_picking_begins_in_the_menu(view: ChatView) -> None:
    entries(view, message(1))["Select"].trigger()
    assert view.picks.of(view.rows) == [message(1)]


def test_the_menu_of_the_jump_button(view: ChatView, qtbot: QtBot) -> None:
    rows = [message(seq, "line\n" * 3) for seq in range(1, 61)]
    view.show_timeline(rows, 20, True, True)
    open_jump_menu(view, QPoint(5, 5))
    (menu,) = view.findChildren(QMenu)
    found = {action.text(): action for action in menu.actions()}
    assert list(found) == ["Newest message", "First unread message", "Where the new messages began"]
    with qtbot.waitSignal(view.firstUnreadNeeded):
        found["First unread message"].trigger()
    found["Newest message"].trigger()
    assert view.column.below == 0
    found["Where the new messages began"].trigger()
    assert 0 < view.column.top_of(20) < 250
    menu.close()
