from pytestqt.qtbot import QtBot
from timelines import message

from chat_desktop.chat.identity import identity
from chat_desktop.chat.jumps import Jumps
from chat_desktop.chat.view import ChatView
from chat_desktop.core.rows import Splice

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


def test_a_place_that_is_not_loaded_any_more_is_asked_for_and_returned_to_quietly(
    view: ChatView, qtbot: QtBot
) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    view.column.place(3, -10)
    view.settle()
    view.show_timeline([message(900)], 900, True, True, group="other")
    with qtbot.waitSignal(view.jumpRequested) as told:
        view.show_timeline(LONG[40:], 60, False, True, group="g")
    assert told.args == [4]
    view.show_timeline(LONG[:20], 60, False, False, group="g")
    assert view.jump_to(4)
    assert view.column.top_of(3) == -10
    assert view.tint_of(identity(LONG[3])) == 0


def test_rows_that_come_late_stand_where_the_reader_left_them(view: ChatView) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    view.column.place(10, 25)
    view.settle()
    view.show_timeline([], 0, False, False, group="other")
    view.show_timeline([], 0, False, False, group="g")
    view.apply([Splice(0, 0, tuple(LONG))], at_start=False, at_end=True)
    view.flush()
    assert view.column.top_of(10) == 25


def test_who_is_led_elsewhere_in_a_group_is_not_led_back(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(LONG, 60, False, True, group="g")
    view.column.place(30, 0)
    view.settle()
    asked: list[object] = []
    view.jumpRequested.connect(asked.append)
    far = [message(seq, "line\n" * 3) for seq in range(900, 960)]
    view.show_timeline(far, 60, False, False, group="g")
    assert view.jump_to(930)
    place = view.column.top_of(30)
    qtbot.wait(1)
    assert asked == []
    assert view.column.top_of(30) == place
