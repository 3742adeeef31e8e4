from timelines import message

from chat_desktop.chat.jumps import Jumps
from chat_desktop.chat.view import ChatView

LONG = [message(seq, "line\n" * 3) for seq in range(1, 61)]


def test_a_jump_waits_for_its_message_and_happens_once(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True)
    jumps = Jumps(view)
    assert not jumps.want(500)
    assert not jumps.go()
    assert jumps.want(5)
    assert view.column.top_of(4) >= 0
    assert not jumps.go()


def test_what_was_wanted_in_another_group_is_forgotten(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True)
    jumps = Jumps(view)
    jumps.want(500)
    jumps.forget()
    view.show_timeline([*LONG, message(500)], 60, False, True)
    assert not jumps.go()


def test_it_goes_back_to_where_the_reader_was(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True)
    jumps = Jumps(view)
    view.column.place(10, 25)
    jumps.remember("g")
    view.column.scroll_to(0)
    jumps.restore("g", None)
    assert view.column.top_of(10) == 25
    jumps.restore("other", 40)
    assert view.column.top_of(40) == view.viewport().height() // 4
