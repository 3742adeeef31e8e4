from pytestqt.qtbot import QtBot
from timelines import PEOPLE, message

from chat_desktop.chat.view import ChatView

LONG = [message(seq, "line\n" * 3) for seq in range(1, 61)]


def test_it_counts_by_n_where_the_newest_is_here(view: ChatView) -> None:
    view.show_timeline(LONG, 50, False, True)
    assert view.reader.unread_below() == 10
    view.reader.read = 58
    assert view.reader.unread_below() == 2


def test_it_asks_for_the_count_where_the_newest_is_not_here(view: ChatView) -> None:
    view.set_source(PEOPLE.get, "ada", unread_of=lambda: 432)
    view.show_timeline(LONG, 50, False, False)
    assert view.reader.unread_below() == 432


def test_the_mark_grows_only(view: ChatView, qtbot: QtBot) -> None:
    qtbot.waitUntil(view.isActiveWindow)
    with qtbot.waitSignal(view.readUpTo):
        view.show_timeline(LONG, 58, False, True)
    assert view.reader.read == 60
    with qtbot.assertNotEmitted(view.readUpTo, wait=200):
        view.column.scroll_to(0)
        view.settle()
    assert view.reader.read == 60
